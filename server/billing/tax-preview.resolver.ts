import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql'
import { Cart } from '../carts/cart.ts'
import { pricedAmounts } from '../carts/cart-prices.ts'
import type { RequestContext } from '../context.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import { Order } from '../orders/order.ts'
import { type Taxable, TaxPreview, buyersTax, taxPreviews } from '../tax/tax-preview.ts'
import type { TaxClass } from '../tax/tax.ts'

const ofOrder = `
  select o.id, o.partner_id as "partnerId", o.account_id as "accountId", o.currency, coalesce(p.tax_id, case when p.id is null then b.tax_id end) as "taxId", coalesce(d.country, p.country, b.country) as country, d.region,
    a.total / nullif(a.subtotal, 0) as share, (select json_agg(json_build_object('taxClass', x.tax_class, 'amount', l.amount::text) order by l.position) from order_line l join product x on x.id = l.product_id where l.order_id = o.id) as lines
  from sales_order o join order_amount a on a.order_id = o.id left join partner p on p.id = o.partner_id left join account b on b.id = o.account_id left join address d on d.id = o.ship_to_id where o.id = any ($1::uuid[])`
const ofCart = `
  select c.partner_id as "partnerId", c.account_id as "accountId", p.currency, ${buyersTax} as country, null as region, null as share, json_agg(json_build_object('id', l.id, 'taxClass', x.tax_class)) as lines
  from cart c join cart_line l on l.cart_id = c.id join product x on x.id = l.product_id left join partner p on p.id = c.partner_id left join account b on b.id = c.account_id where c.id = $1 group by c.id, p.id, b.id`

addField(Order, 'taxes', resolved(['id'], { partner: true }))
addField(Cart, 'taxes', resolved(['id'], { partner: true }))

@Resolver(() => Order)
export class OrderTaxResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => TaxPreview, { nullable: true, description: 'What an invoice of all of it would charge today; null where that can not be said, or the money is not the viewer\'s to see.' })
  taxes(@Root() order: { $id: string }, @Ctx() context: RequestContext): Promise<TaxPreview | null> {
    return context.loader<string, TaxPreview | null>('orderTaxes', async (ids) => {
      const found = new Map((await context.run(ofOrder, [ids])).map((row) => [row.id, row as unknown as Taxable]))
      return taxPreviews(context.run, context.locale, ids.map((id) => found.get(id)))
    }).load(order.$id)
  }
}

@Resolver(() => Cart)
export class CartTaxResolver {
  @Extensions({ audiences: ['partner'] })
  @FieldResolver(() => TaxPreview, { nullable: true, description: 'What an invoice of all that lies in it would charge today; null where that can not be said.' })
  async taxes(@Root() cart: { $id: string }, @Ctx() context: RequestContext): Promise<TaxPreview | null> {
    const [[row], amounts] = await Promise.all([context.run(ofCart, [cart.$id]), pricedAmounts(context, cart.$id)])
    if (!row) return null
    const lines = (row.lines as { id: string; taxClass: TaxClass }[]).flatMap(({ id, taxClass }) => { const amount = amounts.get(id); return amount ? [{ taxClass, amount }] : [] })
    return (await taxPreviews(context.run, context.locale, [{ ...(row as unknown as Taxable), lines }]))[0]!
  }
}
