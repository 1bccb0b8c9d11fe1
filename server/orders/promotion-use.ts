import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { Account } from '../accounts/account.ts'
import { Product } from '../catalog/product.ts'
import { anyVisible, by, dates } from '../kit/filters.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { Promotion } from '../pricing/promotion.ts'
import { Order } from './order.ts'
import { OrderLine } from './order-line.ts'

const PromotionUseSchema = defineEntity({
  name: 'PromotionUse',
  properties: {
    id: p.uuid().primary(),
    promotion: () => p.manyToOne(Promotion),
    order: () => p.manyToOne(Order),
    orderLine: () => p.manyToOne(OrderLine),
    partner: () => p.manyToOne(Partner).nullable(),
    account: () => p.manyToOne(Account).nullable(),
    product: () => p.manyToOne(Product),
    quantity: p.integer().comment('Pieces that got something off.'),
    amount: p.decimal().precision(19).scale(6).comment("What they got off, in the order's currency."),
    currency: p.string().length(3),
    at: p.datetime(),
    releasedQuantity: p.integer().comment('Of them, those that are not wanted any more.'),
    releasedAmount: p.decimal().precision(19).scale(6),
  },
})
/** What an order's line got from a promotion. */
export class PromotionUse extends PromotionUseSchema.class {}
PromotionUseSchema.setClass(PromotionUse)
export { PromotionUseSchema }

expose(PromotionUse, PromotionUseSchema, {
  description: "What an order's line got from a promotion.",
  filters: { partnerId: anyVisible('partner_id', 'partner'), at: dates('at') },
  sorts: { AT: by('at', 'timestamptz') },
  defaultSort: { by: 'AT', direction: 'DESC' },
})

addField(Promotion, 'uses', connection(() => PromotionUse, (child, parent) => `${child}.promotion_id = ${parent}.id`, { description: 'Its consumption, order by order.' }))
addField(Promotion, 'orderCount', sql(() => Int, (row) => `(select count(distinct u.order_id)::int from promotion_use u where u.promotion_id = ${row}.id and u.released_quantity < u.quantity)`, { nullable: false }))
addField(Promotion, 'discountGiven', sql(() => DecimalScalar, (row) => `(select trim_scale(coalesce(sum(app.converted(u.amount - u.released_amount, u.currency, app.company_currency(), app.day(u.at))), 0))::text from promotion_use u where u.promotion_id = ${row}.id)`,
  { nullable: false, permission: 'promotion:result', description: "What was given away so far, in the company's currency." }))
addField(Order, 'promotionUses', list(() => PromotionUse, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.at, ${child}.id`))
