import { termsOf } from '../people/partners.ts'
import type { World } from '../world.ts'

const owing = new Set(['Placed', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed'])
/** How far a partner's limit lies above what it owes today: some have plenty left, for one an order waits. */
const room: Record<string, number> = { NST: 1.9, LSI: 1.12, RVL: 1.05, NLW: 0.95 }
const usualRoom = 1.5
/** Limits that were agreed before things went wrong. */
const agreed: Record<string, number> = { BSS: 60_000 }
const least = { USD: 120_000, EUR: 110_000, TWD: 3_500_000 }
const step = { USD: 25_000, EUR: 25_000, TWD: 500_000 }

/** Credit limits that fit what each partner owes. */
export function writeTerms(world: World): void {
  const totals = new Map(world.rows.of('order_amount').map((row) => [row.order_id, Number(row.total)]))
  for (const { id, code, currency, state } of world.partners.values()) {
    const balance = world.rows.of('sales_order').reduce((sum, order) =>
      order.partner_id === id && order.billing_state !== 'Paid' && owing.has(order.state as string) ? sum + totals.get(order.id)! : sum, 0)
    const wanted = room[code] ? balance * room[code] : Math.max(balance * usualRoom, least[currency])
    const limit = state === 'Active' ? (wanted < balance ? Math.floor : Math.ceil)(wanted / step[currency]) * step[currency] : agreed[code] ?? null
    world.rows.add('partner_terms', { partner_id: id, credit_limit: limit, ...termsOf(code) })
  }
}
