import { ArgsType, Field, Int, ObjectType } from 'type-graphql'
import { Max, Min } from 'class-validator'
import { Product } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { by } from '../kit/filters.ts'
import { addField, addSort, sql } from '../kit/read/expose.ts'
import type { SqlScope } from '../kit/read/registry.ts'
import { DecimalScalar } from '../kit/scalars.ts'

const mostPieces = 1_000_000

@ArgsType()
class QuantityArgs {
  @Field(() => Int, { defaultValue: 1, description: 'How many pieces.' }) @Min(1) @Max(mostPieces) quantity!: number
}

@everyone @ObjectType({ description: 'From how many pieces on a price holds.' })
export class PriceBreak {
  @Field(() => Int) minQuantity!: number
  @Field(() => DecimalScalar, { nullable: true, description: 'Of one piece.' }) netPrice!: string | null
}

/** A partner's people see their own prices; staff name a buyer and ask `productPrice`. */
const forViewer = (scope: SqlScope, expression: (buyer: string) => string): string =>
  scope.viewer.partnerId ? expression(`${scope.param(scope.viewer.partnerId)}::uuid`) : 'null'
const net = (row: string, scope: SqlScope, quantity: string): string =>
  forViewer(scope, (buyer) => `(select n.price from app.net_price(${row}.id, ${row}.category_path, ${quantity}, ${buyer}, null, null, null) n)`)
const buyer = ({ viewer, param }: SqlScope) => `${param(viewer.partnerId)}::uuid`

addField(Product, 'currency', sql(() => String, (_row, scope) => `app.buyer_currency(${buyer(scope)}, null)`, { nullable: false, partner: true, description: "Of every amount here: the partner's, or for staff the company's." }))
addField(Product, 'listPrice', sql(() => DecimalScalar, (row, scope) => `(select trim_scale(l.price)::text from app.list_price(${row}.id, ${buyer(scope)}, null, null) l)`, { partner: true }))
addField(Product, 'netPrice', sql(() => DecimalScalar, (row, scope, { quantity }) => `trim_scale(${net(row, scope, `least(greatest(${scope.param(quantity)}::int, 1), ${mostPieces})`)})::text`, {
  partner: true, args: () => QuantityArgs, description: "What one piece costs the viewer's organisation. Null when there is no price, and for staff.",
}))
addField(Product, 'priceBreaks', sql(() => [PriceBreak], (row, scope) =>
  `coalesce(${forViewer(scope, (whom) => `(select json_agg(json_build_object('minQuantity', b.min_quantity, 'netPrice', trim_scale(b.price)::text) order by b.min_quantity) from app.price_breaks(${row}.id, ${row}.category_path, ${whom}, null, null, null) b)`)}, '[]'::json)`,
{ nullable: false, partner: true, description: 'The quantities at which the price of one changes, from 1 on.' }))
addField(Product, 'cost', sql(() => DecimalScalar, (row) =>
  `(select trim_scale(c.cost)::text from product_cost c where c.product_id = ${row}.id and c.currency = app.company_currency() and c.valid_from <= app.today() and coalesce(c.valid_to, 'infinity') >= app.today() order by c.valid_from desc limit 1)`,
{ permission: 'cost:read', description: "In the company's currency." }))
addSort(Product, 'NET_PRICE', by((row, scope) => `coalesce(${net(row, scope, '1')}::numeric, 0)`, 'numeric'))
