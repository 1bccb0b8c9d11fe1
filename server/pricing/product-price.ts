import { ArgsType, Field, Int, ObjectType } from 'type-graphql'
import { Product } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { by } from '../kit/filters.ts'
import { addField, addSort, sql } from '../kit/read/expose.ts'
import type { SqlScope } from '../kit/read/registry.ts'
import { DecimalScalar } from '../kit/scalars.ts'

/** What the database and GraphQL take for a whole number. */
export const largestQuantity = 2_147_483_646

@ArgsType()
class QuantityArgs {
  @Field(() => Int, { defaultValue: 1, description: 'How many are bought at once.' }) quantity!: number
}

@everyone @ObjectType({ description: 'A quantity from which on one unit costs something else.' })
export class PriceBreak {
  @Field(() => Int) minQuantity!: number
  @Field(() => DecimalScalar) netPrice!: string
}

/** Throws OUT_OF_RANGE for a quantity of which nothing is bought. */
export function checkQuantity(quantity: number): number {
  if (quantity < 1 || quantity > largestQuantity) throw new UserError('OUT_OF_RANGE', ['quantity'], { max: largestQuantity })
  return quantity
}

// The functions are inlined as long as they get columns and parameters; staff have no buyer whose prices these would be.
const buyer = ({ viewer, param }: SqlScope): string => `${param(viewer.partnerId)}::uuid`
const net = (row: string, quantity: number, scope: SqlScope): string =>
  `(select n.price from app.net_price(${row}.id, ${row}.category_path, ${scope.param(quantity)}::int, ${buyer(scope)}, null, null, null) n)`
const list = (row: string, scope: SqlScope): string => `(select l.price from app.list_price(${row}.id, ${buyer(scope)}, null, null) l)`
const buys = ({ viewer }: SqlScope): boolean => viewer.partnerId !== null

addField(Product, 'currency', sql(() => String, (_row, scope) => `(select app.buyer_currency(${buyer(scope)}, null))`,
  { nullable: false, partner: true, description: 'Of the prices beside it: that of the viewer\'s partner, for staff that of the company.' }))
addField(Product, 'listPrice', sql(() => DecimalScalar, (row, scope) => `trim_scale(${list(row, scope)})::text`, { partner: true }))
addField(Product, 'netPrice', sql(() => DecimalScalar, (row, scope, { quantity }) => (buys(scope) ? `trim_scale(${net(row, checkQuantity(quantity), scope)})::text` : 'null'),
  { partner: true, args: () => QuantityArgs, description: "What one unit costs the viewer's partner today; null for staff and where there is no price." }))
addField(Product, 'priceBreaks', sql(() => [PriceBreak], (row, scope) => (buys(scope)
  ? `(select coalesce(json_agg(json_build_object('minQuantity', b.min_quantity, 'netPrice', trim_scale(b.price)::text) order by b.min_quantity), '[]')
      from app.price_breaks(${row}.id, ${row}.category_path, ${buyer(scope)}, null, null, null) b)`
  : `'[]'::json`), { nullable: false, partner: true, description: "The quantities at which the net price changes, ascending; the first is the smallest that has a price. Empty for staff." }))
addField(Product, 'cost', sql(() => DecimalScalar, (row) => `trim_scale((select c.cost from product_cost c where c.product_id = ${row}.id and c.currency = (select app.company_currency())
  and c.valid_from <= (select app.today()) and coalesce(c.valid_to, 'infinity') >= (select app.today()) order by c.valid_from desc limit 1))::text`,
  { permission: 'cost:read', description: "What one costs us today, in the company's currency." }))

// what has no price comes last
addSort(Product, 'NET_PRICE', by((row, scope, direction) => `coalesce(${buys(scope) ? net(row, 1, scope) : list(row, scope)}, '${direction === 'ASC' ? '' : '-'}infinity')`, 'numeric'))
