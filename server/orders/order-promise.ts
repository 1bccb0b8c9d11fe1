import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import type { Run } from '../kit/read/reader.ts'
import { type PromisedDate, addDays, availabilityOf, lastDay, promiseAll } from '../stock/promise.ts'
import { improveLines } from '../stock/repromise.ts'
import { needsOf } from './needs.ts'
import { orderFlow } from './order.flow.ts'
import type { Order } from './order.ts'
import { lockStock } from './reserve.ts'

export interface LinePromised extends PromisedDate { orderLineId: string }

/** By when each line of an order could leave if it were confirmed now. What a line is made of leaves together, with the last of it. */
export async function promisesOf(run: Run, orderId: string): Promise<LinePromised[]> {
  const needs = await needsOf(run, orderId)
  if (!needs.length) return []
  const { today, availability } = await availabilityOf(run, needs.map(({ productId }) => productId))
  const promised = promiseAll(needs, availability, today), lines = new Map<string, LinePromised>()
  needs.forEach(({ lineId, buildDays }, index) => {
    const { date, ...rest } = promised[index]!, one = { ...rest, date: addDays(date, buildDays ?? 0) }, before = lines.get(lineId)
    lines.set(lineId, before ? { ...before, date: lastDay([before.date], one.date), parts: [] } : { ...one, orderLineId: lineId })
  })
  return [...lines.values()]
}

/** Takes what has become free for an order that waits, and tells its people the earlier day. All of it on the shelf, it waits for nothing. */
export async function improvePromise(tx: Transaction, order: Order): Promise<void> {
  order.state = orderFlow.next(order.state, 'repromise')
  const lines = (await lockStock(tx, order)).map(({ lineId }) => lineId)
  const waits = await tx.run(`select 1 from reservation where order_line_id = any ($1::uuid[]) and state = 'Held' and source <> 'Stock' limit 1`, [lines])
  if (!waits.length) throw new UserError('ILLEGAL_MOVE', ['id'])
  await improveLines(tx.run, lines)
  const [row] = await tx.run('select max(l.promise_date)::text as day from order_line l where l.id = any ($1::uuid[])', [lines])
  const to = row?.day as string | null
  if (order.promiseDate && to && to < order.promiseDate) movePromise(tx, order, to)
}

/** Another day than the one that was told, and its people learn of it. */
export function movePromise(tx: Transaction, order: Order, to: string): void {
  const from = order.promiseDate
  if (from === to) return
  // what is earlier than was told has not been put off
  Object.assign(order, { promiseDate: to, ...(from && to < from && { promisedBefore: null, repromisedAt: null }) })
  if (from) tx.record('order.repromised', order.subject(), { number: order.number, from, to }, true)
}
