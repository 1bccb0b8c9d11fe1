import { defineEntity, p } from '@mikro-orm/core'
import { Product } from '../catalog/product.ts'
import { newId } from '../kit/ids.ts'
import { expose } from '../kit/read/expose.ts'
import { Order } from '../orders/order.ts'
import type { Category, TaxClass, TaxReason } from '../tax/tax.ts'
import { TaxCategoryEnum, TaxClassEnum } from '../tax/tax-rule.ts'

const amount = () => p.decimal().precision(19).scale(6)

const InvoiceLineSchema = defineEntity({
  name: 'InvoiceLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    invoiceId: p.uuid(),
    position: p.integer(),
    order: () => p.manyToOne(Order).nullable(),
    orderLineId: p.uuid().nullable(),
    shipmentLineId: p.uuid().nullable(),
    creditedLineId: p.uuid().nullable().comment('The line of the invoice that this one takes back.'),
    product: () => p.manyToOne(Product).nullable(),
    sku: p.text().nullable(),
    description: p.text().comment("In the buyer's language, as it was when the invoice was issued."),
    quantity: amount(),
    unit: p.text().nullable(),
    unitPrice: amount(),
    subtotal: amount(),
    discount: amount().comment("This line's share of the order's discount."),
    amount: amount().comment('Without tax.'),
    taxClass: p.text().$type<TaxClass>(),
    taxCategory: p.text().$type<Category>(),
    taxRate: p.decimal().precision(9).scale(4),
    taxReason: p.text().$type<TaxReason>().nullable(),
    claims: p.boolean(),
    correction: p.boolean().comment('Takes back a part of the price, and no piece.'),
  },
})
/** One product of an invoice or a credit note. */
export class InvoiceLine extends InvoiceLineSchema.class {}
InvoiceLineSchema.setClass(InvoiceLine)

const InvoiceTaxSchema = defineEntity({
  name: 'InvoiceTax',
  properties: {
    id: p.uuid().primary().onCreate(newId), invoiceId: p.uuid(), category: p.text().$type<Category>(), rate: p.decimal().precision(9).scale(4), reason: p.text().$type<TaxReason>().nullable(), net: amount(), tax: amount(),
  },
})
/** The tax of one category and rate on an invoice: rounded once, on the sum of its lines. */
export class InvoiceTax extends InvoiceTaxSchema.class {}
InvoiceTaxSchema.setClass(InvoiceTax)
export { InvoiceLineSchema, InvoiceTaxSchema }

expose(InvoiceLine, InvoiceLineSchema, {
  description: 'One product of an invoice or a credit note.', partner: 'id position order product sku description quantity unit unitPrice subtotal discount amount taxCategory taxRate', omit: 'invoiceId claims',
  enums: { taxClass: TaxClassEnum, taxCategory: TaxCategoryEnum },
})
expose(InvoiceTax, InvoiceTaxSchema, {
  description: 'The tax of one category and rate: rounded once, on the sum of its lines.', partner: 'id category rate reason net tax', omit: 'invoiceId', enums: { category: TaxCategoryEnum },
})
