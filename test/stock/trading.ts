import { expect } from 'vitest'
import { stockFaults } from '../../server/orders/stock-faults.ts'
import { addDays } from '../../server/stock/promise.ts'
import type { Cast } from '../api/acting.ts'

export const desk = 'desk@guanxi.example', product = 'product@guanxi.example', owner = 'owner@northstar.example', rival = 'owner@rival.example'

/** A product of which so many lie there, free, and nothing is on its way. */
export async function bare(cast: Cast, free: number, leadTimeDays = 40): Promise<string> {
  const [found] = await cast.rows(
    `select p.id, p.sku from product p join stock s on s.product_id = p.id
     where p.orderable and p.lifecycle = 'ACTIVE' and not exists (select 1 from supply u where u.product_id = p.id) and not exists (select 1 from order_line l join sales_order o on o.id = l.order_id where l.product_id = p.id and o.state in ('Placed', 'Confirmed', 'PartiallyShipped', 'OnHold', 'PendingPartnerApproval'))
       and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'USD' and l.price between 20 and 400 and l.valid_to is null) order by p.sku limit 1`)
  await cast.rows('update stock set on_hand = reserved + ? where product_id = ?', [free, found.id])
  await cast.rows('update product set lead_time_days = ? where id = ?', [leadTimeDays, found.id])
  await cast.rows('update partner_terms set credit_limit = 1000000000')
  return found.id
}

export async function today(cast: Cast): Promise<string> {
  return (await cast.rows('select app.today()::text as day'))[0].day
}
export const inDays = async (cast: Cast, days: number): Promise<string> => addDays(await today(cast), days)

export async function announce(cast: Cast, productId: string, quantity: number, days: number): Promise<string> {
  return (await cast.do(product, 'announceSupply', { productId, quantity, expectedDate: await inDays(cast, days), source: 'PO-1' }, 'supply { id }')).supply.id
}

/** An order of Northstar's, confirmed; answers its id. */
export async function confirmed(cast: Cast, lines: { productId: string; quantity: number }[]): Promise<string> {
  const id = await cast.order(lines)
  await cast.do(desk, 'confirmOrder', { id })
  return id
}

export const orderOf = async (cast: Cast, id: string, who = owner): Promise<any> =>
  (await cast.read(who, `{ order(id: "${id}") { state promiseDate promisedBefore deliverComplete lines { quantity shippedQuantity reservedQuantity promiseDate promiseParts { date quantity } } } }`)).order

export const heldFor = (cast: Cast, orderId: string): Promise<any[]> =>
  cast.rows(`select r.source, r.quantity, r.date::text as date, r.due from reservation r join order_line l on l.id = r.order_line_id where l.order_id = ? and r.state = 'Held' order by r.date, r.source`, [orderId])

export async function agree(cast: Cast): Promise<void> {
  expect(await stockFaults((sql, values) => cast.rows(sql, values))).toEqual([])
}
