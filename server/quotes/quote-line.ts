import { defineEntity, p } from '@mikro-orm/core'
import { Product } from '../catalog/product.ts'
import type { BuiltPart } from '../configurator/built.ts'
import { choicesOf, configurationOf, partsOf } from '../configurator/line-part.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'

const amount = () => p.decimal().precision(19).scale(6)

const QuoteLineSchema = defineEntity({
  name: 'QuoteLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    versionId: p.uuid(),
    position: p.integer(),
    product: () => p.manyToOne(Product),
    description: p.text().nullable(),
    quantity: p.integer(),
    listPrice: amount(),
    netPrice: amount().comment("The buyer's price of one, by the price lists, when the line was priced."),
    discountPercent: p.decimal().precision(9).scale(4).comment('On top of the net price.'),
    unitPrice: amount().comment('What one costs the buyer here.'),
    promotionDiscount: amount().comment('What free pieces and bundles take off the line, beside the price of one.'),
    amount: amount().comment('Unit price times quantity, less what promotions take off the line, rounded half up to the currency.'),
    promotions: p.json<{ id: string; amount: string }[]>().nullable(),
    configurationId: p.uuid().nullable().comment('What was configured, where it is built to order.'),
    parts: p.json<BuiltPart[]>().nullable(),
    buildDays: p.integer().nullable().comment('How long it takes to put one together.'),
    budgetEntryId: p.uuid().nullable(),
  },
})

/** One product on a quote's version. */
export class QuoteLine extends QuoteLineSchema.class {}
QuoteLineSchema.setClass(QuoteLine)
export { QuoteLineSchema }

const cost = (row: string) => `(select c.unit_cost from quote_line_cost c where c.line_id = ${row}.id)`
expose(QuoteLine, QuoteLineSchema, {
  description: "One product on a quote's version.",
  partner: 'id position product configurationId configuration parts choices description quantity listPrice netPrice discountPercent unitPrice promotionDiscount amount',
  omit: 'versionId promotions budgetEntryId',
  fields: {
    configuration: configurationOf, parts: partsOf, choices: choicesOf,
    unitCost: sql(() => DecimalScalar, (row) => `trim_scale(${cost(row)})::text`, { permission: 'margin:read' }),
    marginPercent: sql(() => DecimalScalar, (row) => `case when ${row}.amount > 0 then trim_scale(round((${row}.amount - ${cost(row)} * ${row}.quantity) / ${row}.amount * 100, 2))::text end`, { permission: 'margin:read' }),
  },
})
