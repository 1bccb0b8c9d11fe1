import { StyleSheet, View } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { type Speech, bound, foot, head, onEach, rule, speech, styles, text, view, whole } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import type { AccountStatement } from './account-statement.ts'

export interface PrintedBuyer { name: string; lines: string[]; country: string | null }
export interface PrintedDunning {
  letterhead: PrintedLetterhead; locale: string; day: string; buyer: PrintedBuyer; subject: string; text: string; fee: string | null; companyCurrency: string; totals: { currency: string; amount: string }[]
  items: { number: string; issued: string; due: string; days: number; currency: string; open: string; level: number }[]
}

const own = StyleSheet.create({
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 4, gap: 8 }, header: { color: '#5d6672', borderBottomWidth: 1 }, day: { width: 96 }, wide: { flex: 1 }, amount: { width: 104, textAlign: 'right' }, few: { width: 56, textAlign: 'right' }, section: { marginBottom: 18 },
  totals: { marginTop: 12, marginLeft: 'auto', width: 230 }, total: { flexDirection: 'row', justifyContent: 'space-between', gap: 12, paddingVertical: 2 },
})
type Cells = [object, string][]
const row = (cells: Cells): ReactElement => whole(own.row, ...cells.map(([of, said]) => text(of, said)))
/** What stands over the columns, on every page that they go on to; never with nothing below it. */
const header = (cells: Cells): ReactElement => h(View, { style: [own.row, own.header], fixed: true, minPresenceAhead: 60 } as any, ...cells.map(([of, said]) => text(of, said)))
const buyerOf = ({ name, lines, country }: PrintedBuyer, say: Speech): ReactElement =>
  view(styles.parties, view(styles.party, text(styles.muted, say.t('buyer')), text(styles.strong, name), ...lines.map((line) => text({}, line)), country ? text({}, say.country(country)) : null))
const total = (label: string, amount: string, style: object = {}): ReactElement => view([own.total, style], text({}, label), text({}, amount))

/** A letter that reminds of what is overdue. */
export function renderDunning({ letterhead, locale, day: today, buyer, subject, text: said, fee, companyCurrency, totals, items }: PrintedDunning): Promise<Buffer> {
  const say = speech(locale, companyCurrency), { t, day } = say, money = (amount: string, currency: string) => speech(locale, currency).money(amount)
  const line = (item: (typeof items)[number]) => row([[own.wide, item.number], [own.day, day(item.issued)], [own.day, day(item.due)], [own.few, say.count(item.days)], [own.amount, money(item.open, item.currency)]])
  return bound(subject, locale,
    head(letterhead, text(styles.title, subject), text(styles.muted, day(today))), buyerOf(buyer, say),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${subject} · ${day(today)}` : '')),
    view(own.section, text({}, said)),
    view({}, header([[own.wide, t('invoice')], [own.day, t('issuedOn')], [own.day, t('payUntil')], [own.few, t('daysLate')], [own.amount, t('openAmount')]]),
      ...items.slice(0, -1).map(line),
      // the totals never stand on a page without a line
      whole({}, ...items.slice(-1).map(line), view(own.totals, ...totals.map(({ amount, currency }) => total(t('toPay'), money(amount, currency), styles.strong)), fee ? total(t('dunningFee'), say.money(fee)) : null))),
    foot(letterhead, subject, say))
}

/** A statement of account, a table for each currency. */
export function renderStatements(letterhead: PrintedLetterhead, locale: string, buyer: PrintedBuyer, statements: readonly AccountStatement[], from: string, to: string): Promise<Buffer> {
  const say = speech(locale, 'USD'), { t, day } = say, title = t('accountStatement'), period = `${day(from)} – ${day(to)}`, strong = { ...styles.strong, flex: 1 }
  const part = (statement: AccountStatement): ReactElement => {
    const { money } = speech(locale, statement.currency)
    const lines: Cells[] = statement.movements.map((one) => [[own.day, day(one.day)], [own.wide, `${t(`entry.${one.kind}`)} ${one.document}`], [own.amount, money(one.amount)], [own.amount, money(one.balance)]])
    const closing: Cells = [[own.day, day(to)], [strong, t('closingBalance')], [own.amount, ''], [{ ...own.amount, ...styles.strong }, money(statement.closing)]]
    return view(own.section,
      header([[own.day, t('day')], [own.wide, t('document')], [own.amount, t('amount')], [own.amount, t('balance')]]),
      row([[own.day, day(from)], [strong, t('opening')], [own.amount, ''], [own.amount, money(statement.opening)]]),
      ...lines.slice(0, -1).map(row),
      // what it comes to never stands on a page alone
      whole({}, ...lines.slice(-1).map(row), row(closing)))
  }
  return bound(title, locale, head(letterhead, text(styles.title, title), text(styles.muted, period)), buyerOf(buyer, say), onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? [title, buyer.name, period].join(' · ') : '')),
    ...(statements.length ? statements.map(part) : [text({}, t('noMovements'))]), foot(letterhead, title, say))
}
