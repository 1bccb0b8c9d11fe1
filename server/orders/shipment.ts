import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, list } from '../kit/read/expose.ts'
import { OrderLine } from './order-line.ts'

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
  description: 'One delivery of an order, or of a part of it.', partner: 'id number carrier trackingNumber shippedAt deliveredAt lines', omit: 'orderId',
  fields: { lines: list(() => ShipmentLine, (child, parent) => `${child}.shipment_id = ${parent}.id`, (child) => `${child}.id`) },
})
