import type { Run } from '../kit/read/reader.ts'
import { type Availability, type Taken, addDays, lastDay, leaves, made, take } from './promise.ts'
import { type Held, type Hold, end, freeOf, heldWhere, holding } from './reservation.ts'

/** What replaces pieces that are held: taken out of `free`; nothing where they stay as they are. */
type Rework = (held: Held, of: Availability, today: string) => { taken: Taken[]; released: number }

const sum = (parts: readonly Taken[]): number => parts.reduce((total, { quantity }) => total + quantity, 0)

/** Pieces that are still to be made are found among those that are there by the day that was promised. The day stays. */
const cover: Rework = (held, { free }, today) => {
  const taken = take(held.quantity, free, lastDay([held.date], leaves(today)))
  return { taken: taken.map((part) => ({ ...part, date: held.date })), released: sum(taken) }
}

/** Whatever can leave before the day that was promised; the rest stays as it is. */
const improve: Rework = (held, { free }) => {
  const taken = take(held.quantity, free, addDays(held.date, -1))
  return { taken, released: sum(taken) }
}

/** The day can't be kept: other pieces, or the same on a later day, or new ones. What could leave earlier is not promised earlier, as people were told a day. */
const anew: Rework = (held, { free, leadTimeDays }, today) => {
  // what it holds of a supply can be had again, on that supply's new day
  const last = made(leadTimeDays, today), taken = take(held.quantity, free, last), missing = held.quantity - sum(taken)
  const parts = missing > 0 ? [...taken, { date: last, quantity: missing, source: 'Make' as const, supplyId: null }] : taken
  return { taken: parts.map((part) => ({ ...part, date: lastDay([part.date], held.date) })), released: held.quantity }
}

/** The most urgent chooses first. Answers the lines for which something has changed. */
async function rework(run: Run, held: readonly Held[], how: Rework): Promise<string[]> {
  if (!held.length) return []
  const { today, free } = await freeOf(run, held.map(({ productId }) => productId))
  const ends: { id: string; quantity: number }[] = [], holds: Hold[] = []
  for (const one of held) {
    const { taken, released } = how(one, free.get(one.productId)!, today)
    if (released > 0) ends.push({ id: one.id, quantity: released })
    holds.push(...taken.map((part) => ({ ...part, lineId: one.lineId, productId: one.productId })))
  }
  await end(run, ends, 'Released')
  if (holds.length) await run(...holding(holds))
  return [...new Set(holds.map(({ lineId }) => lineId))]
}

/** What came in is first for those who wait: their days were told, so only how they are kept changes. Stock is locked. */
export const coverWaiting = async (run: Run, productId: string): Promise<string[]> =>
  rework(run, await heldWhere(run, `r.product_id = $1 and r.source = 'Make' and not r.due`, [productId]), cover)

/** Earlier days for an order's lines, where there are any. Stock is locked. */
export const improveLines = async (run: Run, lineIds: readonly string[]): Promise<string[]> =>
  rework(run, await heldWhere(run, `r.order_line_id = any ($1::uuid[]) and r.source <> 'Stock' and not r.due`, [lineIds]), improve)

/** New days for what these lines were promised of some products and can't be kept. Their orders and stock are locked. Answers the lines. */
export async function repromiseLines(run: Run, lineIds: readonly string[], productIds: readonly string[]): Promise<string[]> {
  const due = await heldWhere(run, 'r.order_line_id = any ($1::uuid[]) and r.product_id = any ($2::uuid[]) and r.due', [lineIds, productIds])
  if (!due.length) return []
  // all of them give back first: the most urgent then chooses among everything
  await run(`update reservation set source = 'Make', supply_id = null where id = any ($1::uuid[]) and supply_id is not null`, [due.map(({ id }) => id)])
  return rework(run, due, anew)
}

/** What of a supply's pieces comes too late for its promises, or not at all: it is to be promised anew. What does not come is taken from those who were promised it last. Stock is locked. */
export async function markDue(run: Run, supplyId: string, { leavesOn, atMost }: { leavesOn: string; atMost: number }): Promise<void> {
  const held = await heldWhere(run, 'r.supply_id = $1', [supplyId])
  let left = Math.max(0, atMost)
  const lost: { id: string; quantity: number }[] = []
  for (const { id, quantity } of held) {
    if (quantity > left) lost.push({ id, quantity: quantity - left })
    left = Math.max(0, left - quantity)
  }
  await end(run, lost, 'Released')
  const of = new Map(held.map((one) => [one.id, one]))
  if (lost.length) await run(...holding(lost.map(({ id, quantity }) => ({ ...of.get(id)!, quantity, source: 'Make' as const, supplyId: null, due: true }))))
  await run(`update reservation set due = true where supply_id = $1 and state = 'Held' and date < $2 and not due`, [supplyId, leavesOn])
}
