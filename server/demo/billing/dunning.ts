import { newId } from '../../kit/ids.ts'
import { Decimal, sum } from '../../kit/money.ts'
import type { Row } from '../kit/rows.ts'
import type { World } from '../world.ts'

/** As the levels are to begin with: from which day on, and how long after the one before. */
const levels = [[7, 7], [21, 10], [45, 14]] as const
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Reminders of the last weeks: three runs, so that what is long overdue has reached the last level; one invoice is disputed. */
export function buildDunning(world: World): void {
  const { rows, calendar } = world, reached = new Map<unknown, { level: number; on: string }>(), finance = world.member('finance')
  const overdue = rows.of('invoice').filter(({ kind, state, due_date: due }) => kind === 'INVOICE' && ['Issued', 'PartiallyPaid'].includes(state as string) && (due as string) < calendar.today)
  const [disputed] = overdue
  if (disputed) rows.add('dunning_hold', { id: newId(), invoice_id: disputed.id, reason: 'Two pieces arrived damaged', created_by_id: finance.id })
  for (const ago of [30, 16, 4]) {
    const day = calendar.plus(calendar.today, -ago), at = calendar.at(day, '02:00'), runId = newId(), byBuyer = new Map<string, { invoice: Row; level: number; days: number }[]>()
    for (const invoice of overdue) {
      const before = reached.get(invoice.id), next = (before?.level ?? 0) + 1, level = levels[next - 1], days = daysBetween(invoice.due_date as string, day)
      if (invoice === disputed || !level || days < level[0] || (before && daysBetween(before.on, day) < levels[before.level - 1]![1])) continue
      const buyer = String(invoice.partner_id ?? invoice.account_id)
      byBuyer.set(buyer, [...(byBuyer.get(buyer) ?? []), { invoice, level: next, days }])
      reached.set(invoice.id, { level: next, on: day })
    }
    if (!byBuyer.size) continue
    rows.add('dunning_run', { id: runId, day, state: 'Released', created_by_id: finance.id, created_at: at, released_at: at, released_by_id: finance.id, revision: 1 })
    for (const items of byBuyer.values()) {
      const letter = newId(), { invoice } = items[0]!, currencies = [...new Set(items.map((item) => item.invoice.currency as string))], left = (row: Row) => new Decimal(row.gross as string).minus(row.credited_amount as string).minus(row.paid_amount as string).toFixed()
      rows.add('dunning_letter', {
        id: letter, run_id: runId, partner_id: invoice.partner_id, account_id: invoice.partner_id ? null : invoice.account_id, buyer_name: invoice.buyer_name, address: null, locale: invoice.locale, level: Math.max(...items.map(({ level }) => level)), skipped: false, sent_at: at,
        totals: currencies.map((currency) => ({ currency, amount: sum(items.filter((item) => item.invoice.currency === currency).map((item) => left(item.invoice))).toFixed() })),
      })
      for (const item of items) rows.add('dunning_item', { id: newId(), letter_id: letter, invoice_id: item.invoice.id, level: item.level, open_amount: left(item.invoice), days: item.days, sent_on: day })
    }
  }
}
