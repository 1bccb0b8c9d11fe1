import { newId } from '../../kit/ids.ts'
import type { Row } from '../kit/rows.ts'
import type { Line } from './lines.ts'
import type { OrderLineRow, OrderStory } from './order-story.ts'

/** What an order's line got from a promotion, as the server notes it. */
export function addUse({ world, id, plan: { partner, account, placedAt } }: OrderStory, { product, quantity }: Line, { id: line }: OrderLineRow, promotion: string, amount: string): Row {
  const currency = partner?.currency ?? 'TWD'
  const use: Row = {
    id: newId(), promotion_id: promotion, order_id: id, order_line_id: line, partner_id: partner?.id ?? null, account_id: account?.id ?? null, product_id: product.id, line_quantity: quantity, quantity, amount, currency,
    counted: currency === 'TWD' ? amount : '0', at: placedAt, released_quantity: 0, released_amount: '0',
  }
  world.rows.add('promotion_use', use)
  return use
}
