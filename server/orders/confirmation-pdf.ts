import type { Asked } from '../access/router.ts'
import { choicesSql, partsSql } from '../configurator/line-part.ts'
import { press, sendPdf } from '../documents/document-file.ts'
import { letterheadSql } from '../documents/read-letterhead.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import type { PrintedConfirmation } from './confirmation-document.ts'
import { isConfirmed } from './order.ts'
import { buyersLocale, partiesSql } from './printed-parties.ts'

/** $1 is the order; $2 the language. What was called off is not there; of what is built, one day holds for all of it. */
const reading = `
  select o.number, o.currency, o.purchase_order as "purchaseOrder", app.day(o.placed_at)::text as "placedOn", o.promise_date::text as "promiseDate", o.deliver_complete as "deliverComplete", o.payment_days as "paymentDays", o.note,
    trim_scale(m.subtotal)::text as subtotal, trim_scale(m.total)::text as total, ${letterheadSql('$2')} as letterhead,
    (select json_build_object('name', u.name, 'email', u.email, 'phone', u.phone) from app_user u where u.id = o.owner_id) as owner, ${partiesSql},
    (select coalesce(json_agg(json_build_object('position', l.position, 'sku', p.sku, 'name', coalesce(p.name_i18n ->> $2, p.name), 'description', l.description, 'quantity', l.quantity - l.canceled_quantity,
      'unitPrice', trim_scale(l.unit_price)::text, 'promotionDiscount', trim_scale(l.promotion_discount)::text, 'amount', trim_scale(l.amount)::text, 'promiseDate', l.promise_date::text,
      'promiseParts', case when l.build_days is null and json_array_length(coalesce(l.promise_parts, '[]')::json) > 1 then l.promise_parts end, 'parts', ${partsSql('l.parts', '$2')}, 'choices', ${choicesSql('l.parts', '$2')}) order by l.position), '[]')
      from order_line l join product p on p.id = l.product_id where l.order_id = o.id and l.quantity > l.canceled_quantity) as lines
  from sales_order o join order_amount m on m.order_id = o.id where o.id = $1 and ${isConfirmed('o')}`

/** Sends the confirmation of an order, as it stands, to whoever may see its prices, in its buyer's language. What was not confirmed is not found. */
export async function confirmationPdf({ context, params, response }: Asked): Promise<void> {
  const id = params.id!
  if (!isId(id)) throw notFound('id')
  const [found] = await context.run(`select ${buyersLocale} as locale from sales_order o where o.id = $1`, [id])
  const locale = found?.locale as string, [order] = found ? ((await context.run(reading, [id, locale])) as unknown as PrintedConfirmation[]) : []
  if (!order) throw notFound('id')
  // setting pages takes long, and others wait for the connection
  await context.close()
  sendPdf(response, await press(async () => (await import('./confirmation-document.ts')).renderConfirmation(order, locale)), order.number)
}
