import { defineEntity, p } from '@mikro-orm/core'
import { Product } from '../catalog/product.ts'
import type { BuiltPart } from '../configurator/built.ts'
import { choicesOf, configurationOf, partsOf } from '../configurator/line-part.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { PromisePart } from '../stock/promise.resolver.ts'

const amount = () => p.decimal().precision(19).scale(6)

const OrderLineSchema = defineEntity({
  name: 'OrderLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    orderId: p.uuid(),
    position: p.integer(),
    product: () => p.manyToOne(Product),
    description: p.text().nullable(),
    quantity: p.integer(),
    listPrice: amount().nullable(),
    netPrice: amount(),
    discountPercent: p.decimal().precision(9).scale(4),
    unitPrice: amount(),
    promotionDiscount: amount().default('0').comment('What free pieces and bundles take off the line, beside the price of one.'),
    amount: amount(),
    reservedQuantity: p.integer().comment('Held in stock for this line.'),
    shippedQuantity: p.integer(),
    deliveredQuantity: p.integer(),
    canceledQuantity: p.integer().default(0).comment('Ordered once, and not wanted any more.'),
    promiseDate: p.date().nullable(),
    configurationId: p.uuid().nullable().comment('What was configured, where it is built to order.'),
    parts: p.json<BuiltPart[]>().nullable(),
    buildDays: p.integer().nullable().comment('How long it takes to put one together.'),
  },
})

/** One product of an order. */
export class OrderLine extends OrderLineSchema.class {
  /** What is still to be shipped. */
  openQuantity(): number {
    return this.quantity - this.shippedQuantity - this.canceledQuantity
  }
}
OrderLineSchema.setClass(OrderLine)
export { OrderLineSchema }

/** What one piece of a line is: its product; of something built, those that go into it. */
export const goodsOf = ({ product, parts }: { product: { id: string }; parts?: readonly BuiltPart[] | null }): { productId: string; quantity: number }[] =>
  parts?.flatMap(({ productId, quantity }) => (productId ? { productId, quantity } : [])) ?? [{ productId: product.id, quantity: 1 }]

expose(OrderLine, OrderLineSchema, {
  description: 'One product of an order.',
  partner: 'id position product configurationId configuration parts choices description quantity listPrice netPrice discountPercent unitPrice promotionDiscount amount reservedQuantity shippedQuantity deliveredQuantity canceledQuantity promiseDate promiseParts',
  omit: 'orderId',
  fields: {
    configuration: configurationOf, parts: partsOf, choices: choicesOf,
    promiseParts: sql(() => [PromisePart], (row) => `case when ${row}.build_days is null then coalesce(${row}.promise_parts, '[]') else '[]' end`, { nullable: false, description: 'What of it was promised for which day, as far as it has not left. Nothing of what is built: that leaves on the promise date.' }),
  },
})
