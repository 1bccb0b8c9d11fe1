import { StyleSheet } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import { bound, foot, head, rule, speech, styles, text, view, whole } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import type { AccountStatement } from './account-statement.ts'

export interface PrintedBuyer { name: string; lines: string[] }
export interface PrintedDunning {
  letterhead: PrintedLetterhead; locale: string; day: string; buyer: PrintedBuyer; subject: string; text: string; fee: string | null; companyCurrency: string; totals: { currency: string; amount: string }[]
  items: { number: string; issued: string; due: string; days: number; currency: string; open: string; level: number }[]
}

const own = StyleSheet.create({
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 4, gap: 8 }, header: { color: '#5d6672', borderBottomWidth: 1 }, day: { width: 96 }, wide: { flex: 1 }, amount: { width: 104, textAlign: 'right' }, few: { width: 56, textAlign: 'right' }, section: { marginBottom: 18 },
})
const row = (style: object | object[], cells: [object, string][]): ReactElement => view(style, ...cells.map(([of, said]) => text(of, said)))
const buyerOf = ({ name, lines }: PrintedBuyer, label: string): ReactElement => view(styles.parties, view(styles.party, text(styles.muted, label), text(styles.strong, name), ...lines.map((line) => text({}, line))))

/** A letter that reminds of what is overdue. */
export function renderDunning({ letterhead, locale, day: today, buyer, subject, text: said, fee, companyCurrency, totals, items }: PrintedDunning): Promise<Buffer> {
  const { t, day } = speech(locale, companyCurrency), money = (amount: string, currency: string) => speech(locale, currency).money(amount)
  return bound(subject, locale,
    head(letterhead, text(styles.title, subject), text(styles.muted, day(today))), buyerOf(buyer, t('buyer')),
    view(own.section, text({}, said)),
    row([own.row, own.header], [[own.wide, t('invoice')], [own.day, t('issuedOn')], [own.day, t('payUntil')], [own.few, t('daysLate')], [own.amount, t('openAmount')]]),
    ...items.map((item) => row(own.row, [[own.wide, item.number], [own.day, day(item.issued)], [own.day, day(item.due)], [own.few, String(item.days)], [own.amount, money(item.open, item.currency)]])),
    ...totals.map((total) => whole(styles.block, text([styles.strong, { textAlign: 'right' }], `${t('toPay')}: ${money(total.amount, total.currency)}`))),
    fee ? whole({}, text({ textAlign: 'right' }, `${t('dunningFee')}: ${money(fee, companyCurrency)}`)) : null as never, foot(letterhead, subject, speech(locale, companyCurrency)))
}

/** A statement of account, a table for each currency. */
export function renderStatements(letterhead: PrintedLetterhead, locale: string, buyer: PrintedBuyer, statements: readonly AccountStatement[], from: string, to: string): Promise<Buffer> {
  const { t, day } = speech(locale, 'USD'), title = t('accountStatement'), period = `${day(from)} – ${day(to)}`
  const part = (statement: AccountStatement): ReactElement => {
    const { money } = speech(locale, statement.currency)
    return view(own.section,
      row([own.row, own.header], [[own.day, t('day')], [own.wide, t('document')], [own.amount, t('amount')], [own.amount, t('balance')]]),
      row(own.row, [[own.day, day(from)], [{ ...styles.strong, flex: 1 }, t('opening')], [own.amount, ''], [own.amount, money(statement.opening)]]),
      ...statement.movements.map((one) => row(own.row, [[own.day, day(one.day)], [own.wide, `${t(`entry.${one.kind}`)} ${one.document}`], [own.amount, money(one.amount)], [own.amount, money(one.balance)]])),
      row(own.row, [[own.day, day(to)], [{ ...styles.strong, flex: 1 }, t('closingBalance')], [own.amount, ''], [{ ...own.amount, ...styles.strong }, money(statement.closing)]]))
  }
  return bound(title, locale, head(letterhead, text(styles.title, title), text(styles.muted, period)), buyerOf(buyer, t('buyer')), ...(statements.length ? statements.map(part) : [text({}, t('noMovements'))]), foot(letterhead, title, speech(locale, 'USD')))
}
