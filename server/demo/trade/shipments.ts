import { newId } from '../../kit/ids.ts'
import type { Random } from '../kit/random.ts'
import type { World } from '../world.ts'
import type { OrderLineRow } from './order-story.ts'

const carriers: Record<string, [name: string, prefix: string][]> = {
  TW: [['新竹物流', 'HCT'], ['嘉里大榮', 'KTJ'], ['Own truck', 'GX']], US: [['FedEx Freight', '7'], ['UPS', '1Z'], ['Evergreen Line', 'EGHU']], DE: [['DB Schenker', 'DBS'], ['DHL Freight', 'JD'], ['Evergreen Line', 'EGHU']],
}

/** One shipment of what is still open of these lines; returns what its event says of it. */
export function addShipment({ rows }: World, random: Random, orderId: string, lines: OrderLineRow[], at: Date, country: string): { shipment: number; carrier: string; trackingNumber: string } {
  const [carrier, prefix] = random.pick(carriers[country] ?? carriers.TW!)
  const number = rows.of('shipment').filter((shipment) => shipment.order_id === orderId).length + 1
  const id = newId(), trackingNumber = `${prefix}${random.int(10_000_000, 99_999_999)}`
  rows.add('shipment', { id, order_id: orderId, number, carrier, tracking_number: trackingNumber, shipped_at: at, delivered_at: null })
  for (const line of lines) {
    const quantity = line.quantity - line.shipped_quantity
    if (quantity === 0) continue
    line.shipped_quantity += quantity
    rows.add('shipment_line', { id: newId(), shipment_id: id, order_line_id: line.id, quantity })
  }
  return { shipment: number, carrier, trackingNumber }
}

/** All that is on the way has arrived. */
export function deliverShipments({ rows }: World, orderId: string, lines: OrderLineRow[], at: Date): void {
  for (const shipment of rows.of('shipment')) if (shipment.order_id === orderId) shipment.delivered_at ??= at
  for (const line of lines) line.delivered_quantity = line.shipped_quantity
}
