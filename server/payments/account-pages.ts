import { StyleSheet } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import { type Speech, type Style, bound, foot, head, header, onEach, row, rows, speech, styles, table, text, total, view } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import type { AccountStatement } from './account-statement.ts'

export interface PrintedBuyer { name: string; lines: string[]; country: string | null }
export interface PrintedDunning {
  letterhead: PrintedLetterhead; locale: string; day: string; buyer: PrintedBuyer; subject: string; text: string; fee: string | null; companyCurrency: string; totals: { currency: string; amount: string }[]
  items: { number: string; issued: string; due: string; days: number; currency: string; open: string; level: number }[]
}

const own = StyleSheet.create({
  day: { width: 96 }, wide: { flex: 1 }, amount: { width: 104, textAlign: 'right' }, few: { width: 56, textAlign: 'right' }, section: { marginBottom: 18 },
})
type Cells = [Style, string][]
const cells = (of: Cells): ReactElement[] => of.map(([style, said]) => text(style, said))
const buyerOf = ({ name, lines, country }: PrintedBuyer, say: Speech): ReactElement =>
  view(styles.parties, view(styles.party, text(styles.muted, say.t('buyer')), text(styles.strong, name), ...lines.map((line) => text({}, line)), country ? text({}, say.country(country)) : null))

/** A letter that reminds of what is overdue. */
export function renderDunning({ letterhead, locale, day: today, buyer, subject, text: said, fee, companyCurrency, totals, items }: PrintedDunning): Promise<Buffer> {
  const say = speech(locale, companyCurrency), { t, day } = say, money = (amount: string, currency: string) => speech(locale, currency).money(amount)
  const line = (item: (typeof items)[number]) => row(...cells([[own.wide, item.number], [own.day, day(item.issued)], [own.day, day(item.due)], [own.few, say.count(item.days)], [own.amount, money(item.open, item.currency)]]))
  return bound(subject, locale,
    head(letterhead, text(styles.title, subject), text(styles.muted, day(today))), buyerOf(buyer, say),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${subject} · ${day(today)}` : '')),
    view(own.section, text({}, said)),
    rows(header(...cells([[own.wide, t('invoice')], [own.day, t('issuedOn')], [own.day, t('payUntil')], [own.few, t('daysLate')], [own.amount, t('openAmount')]])), items.map(line),
      view(table.totals, ...totals.map(({ amount, currency }) => total(t('toPay'), money(amount, currency), styles.strong)), fee ? total(t('dunningFee'), say.money(fee)) : null)),
    foot(letterhead, subject, say))
}

/** A statement of account, a table for each currency. */
export function renderStatements(letterhead: PrintedLetterhead, locale: string, buyer: PrintedBuyer, statements: readonly AccountStatement[], from: string, to: string): Promise<Buffer> {
  const say = speech(locale, 'USD'), { t, day } = say, title = t('accountStatement'), period = `${day(from)} – ${day(to)}`, strong = { ...styles.strong, flex: 1 }
  const part = (statement: AccountStatement): ReactElement => {
    const { money } = speech(locale, statement.currency)
    const lines: Cells[] = statement.movements.map((one) => [[own.day, day(one.day)], [own.wide, `${t(`entry.${one.kind}`)} ${one.document}`], [own.amount, money(one.amount)], [own.amount, money(one.balance)]])
    const closing: Cells = [[own.day, day(to)], [strong, t('closingBalance')], [own.amount, ''], [{ ...own.amount, ...styles.strong }, money(statement.closing)]]
    const opening: Cells = [[own.day, day(from)], [strong, t('opening')], [own.amount, ''], [own.amount, money(statement.opening)]]
    return view(own.section,
      rows(header(...cells([[own.day, t('day')], [own.wide, t('document')], [own.amount, t('amount')], [own.amount, t('balance')]])), [opening, ...lines].map((one) => row(...cells(one))), row(...cells(closing))))
  }
  return bound(title, locale, head(letterhead, text(styles.title, title), text(styles.muted, period)), buyerOf(buyer, say), onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? [title, buyer.name, period].join(' · ') : '')),
    ...(statements.length ? statements.map(part) : [text({}, t('noMovements'))]), foot(letterhead, title, say))
}
