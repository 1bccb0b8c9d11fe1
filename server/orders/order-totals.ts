import type { Transaction } from '../access/command.ts'
import { type Amount, Decimal, round, sum } from '../kit/money.ts'
import { lineAmount } from '../pricing/price.ts'
import { OrderAmount } from './order-amount.ts'
import { OrderLine } from './order-line.ts'
import type { Order } from './order.ts'

interface Line { quantity: number; canceledQuantity: number; unitPrice: string; amount: string }

/** How many of a line are wanted still, or have left already. */
export const wantedOf = ({ quantity, canceledQuantity }: Pick<Line, 'quantity' | 'canceledQuantity'>): number => quantity - canceledQuantity

/** What another quantity of a line costs at the price that was agreed: what promotions took off the whole line shrinks and grows with it. Pure. */
export function amountFor(line: Line, quantity: number, currency: string): Decimal {
  const before = wantedOf(line)
  if (quantity === before) return new Decimal(line.amount)
  const usual = lineAmount(line.unitPrice, before, currency)
  return usual.eq(line.amount) || before === 0 ? lineAmount(line.unitPrice, quantity, currency) : round(new Decimal(line.amount).times(quantity).div(before), currency)
}

/** An order's total over another sum of its lines: less the discount in per cent of its quote; what else was added to the sum, such as freight, stays. Pure. */
export function totalFor(before: { subtotal: Amount; total: Amount }, subtotal: Decimal, quotedPercent: string | null, currency: string): Decimal {
  if (quotedPercent !== null) return subtotal.minus(round(subtotal.times(quotedPercent).div(100), currency))
  return subtotal.plus(before.total).minus(before.subtotal)
}

export interface Priced { lines: OrderLine[]; before: OrderAmount; quotedPercent: string | null }

/** An order's lines and money, and the discount that its quote gave on the whole. */
export async function pricedOrder(tx: Transaction, order: Order): Promise<Priced> {
  const [lines, before, [version]] = await Promise.all([
    tx.em.find(OrderLine, { orderId: order.id }, { orderBy: { position: 'asc' } }), tx.em.findOneOrFail(OrderAmount, order.id),
    tx.run('select discount_percent::text as percent from quote_version where id = $1 and discount_percent <> 0', [order.quoteVersionId ?? null]),
  ])
  return { lines, before, quotedPercent: (version?.percent as string | undefined) ?? null }
}

/** Writes an order's money anew after its lines have changed. */
export async function rewriteTotals(tx: Transaction, order: Order, { lines, before, quotedPercent }: Priced): Promise<void> {
  const subtotal = sum(lines.map(({ amount }) => amount)), total = totalFor(before, subtotal, quotedPercent, order.currency)
  Object.assign(before, { subtotal: subtotal.toFixed(), total: total.toFixed() })
  await tx.em.flush()
  void tx.run('update order_line set promotion_discount = unit_price * (quantity - canceled_quantity) - amount where order_id = $1 and promotion_discount <> 0', [order.id])
}

/** Gives up what is still open of an order's lines. */
export function closeOpen(lines: readonly OrderLine[], currency: string): void {
  for (const line of lines) {
    const open = line.openQuantity()
    if (!open) continue
    line.amount = amountFor(line, wantedOf(line) - open, currency).toFixed()
    line.canceledQuantity += open
  }
}
