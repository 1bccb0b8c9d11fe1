import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { promise, supplyOf } from '../stock/promise.ts'
import { OrderLine } from './order-line.ts'
import type { Order } from './order.ts'

/** Locks the stock of an order's products, always in the same order, so that orders with products in common never wait for each other in a circle. */
export async function lockStock(tx: Transaction, order: Order): Promise<void> {
  await tx.run('select product_id from stock where product_id in (select product_id from order_line where order_id = $1) order by product_id for update', [order.id])
}

/**
 * Holds stock for an order's lines, as much as there is, and says by when each can leave. It can't go below zero because the
 * reservation takes at most what is free.
 */
export async function reserve(tx: Transaction, order: Order): Promise<{ today: string; possible: string }> {
  const [lines] = await Promise.all([tx.em.find(OrderLine, { orderId: order.id }, { orderBy: { position: 'asc' } }), lockStock(tx, order)])
  const { today, supply } = await supplyOf(tx.run, lines.map((line) => line.product.id))
  const taken = new Map<string, number>()
  for (const line of lines) {
    const of = supply.get(line.product.id)!
    const promised = promise(line.quantity, { ...of, available: of.available - (taken.get(line.product.id) ?? 0) }, today)
    line.promiseDate = promised.date
    line.reservedQuantity = promised.quantityFromStock
    taken.set(line.product.id, (taken.get(line.product.id) ?? 0) + promised.quantityFromStock)
  }
  void tx.run('update stock s set reserved = reserved + t.quantity from unnest($1::uuid[], $2::int[]) as t (product_id, quantity) where s.product_id = t.product_id', [[...taken.keys()], [...taken.values()]])
  return { today, possible: lines.map((line) => line.promiseDate!).sort().at(-1) ?? today }
}

/** Gives back what a canceled order held. */
export async function releaseStock(tx: Transaction, order: Order): Promise<void> {
  void lockStock(tx, order)
  void tx.run(
    `with held as (select product_id, sum(reserved_quantity)::int as quantity from order_line where order_id = $1 and reserved_quantity > 0 group by product_id)
     update stock s set reserved = s.reserved - h.quantity from held h where s.product_id = h.product_id`, [order.id])
  void tx.run('update order_line set reserved_quantity = 0 where order_id = $1', [order.id])
}

/** Takes shipped pieces out of stock: first what was held for the line, then what is free. Throws OUT_OF_STOCK when there is not enough. */
export async function takeFromStock(tx: Transaction, line: OrderLine, quantity: number, path: string[]): Promise<void> {
  const fromReserved = Math.min(line.reservedQuantity, quantity)
  const rows = await tx.run(
    `update stock set on_hand = on_hand - $2, reserved = reserved - $3 where product_id = $1 and on_hand - $2 >= reserved - $3 and on_hand >= $2 returning 1 as done`,
    [line.product.id, quantity, fromReserved])
  if (!rows.length) throw new UserError('OUT_OF_STOCK', path)
  line.reservedQuantity -= fromReserved
  line.shippedQuantity += quantity
}
