import { promise } from '../../stock/promise.ts'
import type { World } from '../world.ts'
import type { OrderStory } from './order-story.ts'

/** Holds stock for what is confirmed and has not left, first come first served, and says by when each line can leave. */
export function reserveAll(world: World, orders: OrderStory[]): void {
  const open = orders.filter(({ row }) => row.state === 'Confirmed' || row.state === 'PartiallyShipped').sort((a, b) => a.confirmedAt!.getTime() - b.confirmedAt!.getTime())
  for (const order of open) {
    order.lines.forEach((line, index) => {
      const { product } = order.plan.lines[index]!
      const quantity = line.quantity - line.shipped_quantity
      if (quantity === 0) return
      const { date, quantityFromStock } = promise(quantity, {
        productId: product.id, available: product.onHand - product.reserved, inboundQuantity: product.inbound?.quantity ?? 0, inboundDate: product.inbound?.date ?? null, leadTimeDays: product.leadTimeDays,
      }, world.calendar.dayOf(order.confirmedAt!))
      product.reserved += quantityFromStock
      line.reserved_quantity = quantityFromStock
      line.promise_date = later(date, world.calendar.day(1))
    })
    order.row.promise_date = order.lines.map((line) => line.promise_date!).sort().at(-1)!
  }
}

const later = (a: string, b: string) => (a > b ? a : b)
