import { termsOf } from '../people/partners.ts'
import type { World } from '../world.ts'

const owing = new Set(['Placed', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed'])
/** How far a partner's limit lies above what it owes today. */
const room: Record<string, number> = { NST: 1.9, BSS: 0.8, LSI: 1.12 }
const least = { USD: 120_000, EUR: 110_000, TWD: 3_500_000 }
const step = { USD: 25_000, EUR: 25_000, TWD: 500_000 }

/** Credit limits that fit what each partner owes. */
export function writeTerms(world: World): void {
  const totals = new Map(world.rows.of('order_amount').map((row) => [row.order_id, Number(row.total)]))
  for (const { id, code, currency } of world.partners.values()) {
    const balance = world.rows.of('sales_order').reduce((sum, order) =>
      order.partner_id === id && order.billing_state !== 'Paid' && owing.has(order.state as string) ? sum + totals.get(order.id)! : sum, 0)
    const wanted = Math.max(balance * (room[code] ?? 1.5), code === 'BSS' ? 0 : least[currency])
    world.rows.add('partner_terms', { partner_id: id, credit_limit: Math.ceil(wanted / step[currency]) * step[currency], ...termsOf(code) })
  }
}
