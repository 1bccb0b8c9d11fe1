import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { addDays, allocate, lastDay } from '../stock/promise.ts'
import { type Held, type Hold, end, freeOf, heldWhere, holding, lockStock as lock } from '../stock/reservation.ts'
import { type Need, needsOf } from './needs.ts'
import type { OrderLine } from './order-line.ts'
import type { Order } from './order.ts'

/** Locks the stock of what an order still needs, and of products that it is to have besides. The order itself is locked before, and nothing of its lines is written until then. */
export async function lockStock(tx: Transaction, order: Order, besides: readonly string[] = []): Promise<Need[]> {
  const needs = await needsOf(tx.run, order.id)
  await lock(tx.run, [...needs.map(({ productId }) => productId), ...besides])
  return needs
}

/**
 * Holds what an order's lines need, from the shelf, from what is coming and for the rest from what is made, and says by when each can
 * leave: null where nothing of it takes stock. Never what somebody else holds, whoever asks at the same moment. Throws OUT_OF_STOCK for each line that the shelf is too short for, where that is all that is wanted.
 */
export async function reserve(tx: Transaction, order: Order, onlyFromStock = false): Promise<{ today: string; possible: string | null }> {
  const needs = await lockStock(tx, order)
  const { today, free } = await freeOf(tx.run, needs.map(({ productId }) => productId))
  const holds = needs.flatMap(({ lineId, productId, quantity }): Hold[] => allocate(quantity, free.get(productId)!, today).map((taken) => ({ ...taken, lineId, productId })))
  if (onlyFromStock) {
    const short = new Set(holds.filter(({ source }) => source !== 'Stock').map(({ lineId }) => lineId))
    if (short.size) throw new UserErrors([...short].map((lineId) => new UserError('OUT_OF_STOCK', ['lines', String([...new Set(needs.map((need) => need.lineId))].indexOf(lineId)), 'quantity'])))
  }
  if (holds.length) void tx.run(...holding(holds))
  const building = new Map(needs.map(({ lineId, buildDays }) => [lineId, buildDays ?? 0]))
  return { today, possible: holds.length ? lastDay(holds.map(({ lineId, date }) => addDays(date, building.get(lineId)!)), today) : null }
}

/** Gives back what is held for an order. */
export async function releaseStock(tx: Transaction, order: Order, besides: readonly string[] = []): Promise<void> {
  await lockStock(tx, order, besides)
  void tx.run(`update reservation set state = 'Released', ended_at = now(), due = false where state = 'Held' and order_line_id in (select id from order_line where order_id = $1)`, [order.id])
}

/** How much of a line goes, and where the input says so. */
export interface Going { line: OrderLine; quantity: number; path: string[] }

/**
 * Takes shipped pieces out of stock, whose lock is held: first what lies there for the line, then what is free, for which the line then
 * waits no more. Throws OUT_OF_STOCK when there is not enough.
 */
export async function takeFromStock(tx: Transaction, needs: readonly Need[], going: readonly Going[]): Promise<void> {
  const held = await heldWhere(tx.run, 'r.order_line_id = any ($1::uuid[])', [going.map(({ line }) => line.id)])
  const ends: { consumed: { id: string; quantity: number }[]; released: { id: string; quantity: number }[] } = { consumed: [], released: [] }
  const leaving = new Map<string, { quantity: number; path: string[] }>()
  for (const { line, quantity, path } of going) {
    for (const need of needs.filter(({ lineId }) => lineId === line.id)) {
      const pieces = quantity * need.quantity / line.openQuantity(), of = held.filter(({ lineId, productId }) => lineId === line.id && productId === need.productId)
      const fromShelf = spread(pieces, of.filter(({ source }) => source === 'Stock'))
      ends.consumed.push(...fromShelf)
      // what was to come last is waited for no more
      ends.released.push(...spread(pieces - fromShelf.reduce((sum, part) => sum + part.quantity, 0), of.filter(({ source }) => source !== 'Stock').reverse()))
      leaving.set(need.productId, { quantity: (leaving.get(need.productId)?.quantity ?? 0) + pieces, path })
    }
    line.shippedQuantity += quantity
  }
  await end(tx.run, ends.consumed, 'Consumed')
  await end(tx.run, ends.released, 'Released')
  const taken = await tx.run(
    `update stock s set on_hand = s.on_hand - g.quantity from unnest($1::uuid[], $2::int[]) as g (product_id, quantity) where s.product_id = g.product_id and s.on_hand - g.quantity >= s.reserved returning s.product_id as "productId"`,
    [[...leaving.keys()], [...leaving.values()].map(({ quantity }) => quantity)])
  for (const [productId, { path }] of leaving) if (!taken.some((row) => row.productId === productId)) throw new UserError('OUT_OF_STOCK', path)
}

/** So many pieces out of those held, in their order. */
function spread(pieces: number, held: readonly Held[]): { id: string; quantity: number }[] {
  let left = pieces
  return held.flatMap(({ id, quantity }) => {
    const part = Math.min(left, quantity)
    left -= part
    return part > 0 ? [{ id, quantity: part }] : []
  })
}
