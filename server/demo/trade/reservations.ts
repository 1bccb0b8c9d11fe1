import { addDays, allocate, lastDay } from '../../stock/promise.ts'
import type { World } from '../world.ts'
import { piecesOf } from './lines.ts'
import type { OrderStory } from './order-story.ts'

/** So many orders of those that wait for supply had to be put off, by so many days. */
const putOff = 4, laterBy = 6

/** Holds what is confirmed and has not left, first come first served, and says by when each line can leave. */
export function reserveAll(world: World, orders: OrderStory[]): void {
  const { calendar } = world, tomorrow = calendar.day(1)
  const open = orders.filter(({ row }) => row.state === 'Confirmed' || row.state === 'PartiallyShipped').sort((a, b) => a.confirmedAt!.getTime() - b.confirmedAt!.getTime())
  const waiting: OrderStory[] = []
  for (const order of open) {
    let fromSupply = false
    order.lines.forEach((line, index) => {
      const sold = order.plan.lines[index]!, open = line.quantity - line.shipped_quantity
      if (open === 0) return
      const taken = piecesOf(sold).flatMap(({ product, quantity }) => allocate(open * quantity, { productId: product.id, free: product.free, leadTimeDays: product.leadTimeDays }, calendar.dayOf(order.confirmedAt!)).map((one) => ({ ...one, product })))
      for (const { product, date, quantity: pieces, source, supplyId } of taken) {
        world.rows.add('reservation', { order_line_id: line.id, product_id: product.id, quantity: pieces, source, supply_id: supplyId, date: lastDay([date], tomorrow), created_at: order.confirmedAt })
      }
      fromSupply ||= taken.some(({ source }) => source === 'Supply')
      line.promise_date = addDays(lastDay(taken.map(({ date }) => date), tomorrow), sold.built?.buildDays ?? 0)
    })
    order.row.promise_date = order.lines.map((line) => line.promise_date!).sort().at(-1)!
    if (fromSupply) waiting.push(order)
  }
  // the dealers of the cast first, so that they see it
  const known = (order: OrderStory) => (order.plan.partner?.code === 'NST' ? 0 : order.plan.partner ? 1 : 2)
  for (const order of waiting.sort((a, b) => known(a) - known(b)).slice(0, putOff)) order.putOff(laterBy)
}
