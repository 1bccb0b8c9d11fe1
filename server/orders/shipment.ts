import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import { OrderLine } from './order-line.ts'
import { trackingUrl } from './tracking.ts'

const ShipmentSchema = defineEntity({
  name: 'Shipment',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    orderId: p.uuid(),
    number: p.integer(),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    shippedAt: p.datetime().onCreate(() => new Date()),
    deliveredAt: p.datetime().nullable(),
    partReason: p.text().nullable().comment('Why a part left of what its buyer wants all at once.'),
    externalId: p.text().nullable().comment("The warehouse's or carrier's own number."),
  },
})
/** One delivery of an order, or of a part of it. */
export class Shipment extends ShipmentSchema.class {}
ShipmentSchema.setClass(Shipment)

const ShipmentLineSchema = defineEntity({
  name: 'ShipmentLine',
  properties: { id: p.uuid().primary().onCreate(newId), shipmentId: p.uuid(), orderLine: () => p.manyToOne(OrderLine), quantity: p.integer() },
})
/** How much of an order's line a shipment carries. */
export class ShipmentLine extends ShipmentLineSchema.class {}
ShipmentLineSchema.setClass(ShipmentLine)
export { ShipmentSchema, ShipmentLineSchema }

expose(ShipmentLine, ShipmentLineSchema, { description: "How much of an order's line a shipment carries.", partner: 'id orderLine quantity', omit: 'shipmentId' })
expose(Shipment, ShipmentSchema, {
  description: 'One delivery of an order, or of a part of it.', partner: 'id number carrier trackingNumber trackingUrl shippedAt deliveredAt lines', omit: 'orderId',
  fields: {
    lines: list(() => ShipmentLine, (child, parent) => `${child}.shipment_id = ${parent}.id`, (child) => `${child}.id`),
    trackingUrl: sql(() => String, trackingUrl, { description: "Where it can be followed, on its carrier's pages." }),
  },
})
