import { type Row, type Tables, idOf, productId } from './cast.ts'

const at = '2026-01-06T08:00:00Z'

/** What is on its way of two products, one of it late; and what the cast's open orders hold: on the shelf, or still to be made. */
export function supply({ sales_order: orders, order_line: lines }: Tables): Tables {
  const announced = (name: string, sku: string, expected_date: string): Row => ({
    id: idOf(`supply ${name}`), product_id: productId(sku), quantity: 40, received_quantity: 0, reserved: 0, expected_date, source: `PO-${name}`, external_id: `ext ${name}`, state: 'Announced', created_at: at, updated_at: at, revision: 1,
  })
  const open = orders!.filter(({ state }) => ['Confirmed', 'PartiallyShipped'].includes(state)).map(({ id }) => id)
  const held = ({ id, product_id }: Row, source: string, quantity: number): Row[] => quantity > 0
    ? [{ id: idOf(`held ${source} ${id}`), order_line_id: id, product_id, quantity, source, supply_id: null, date: '2099-01-01', due: false, state: 'Held', created_at: at, ended_at: null }] : []
  return {
    supply: [announced('mills', 'MILL', '2099-06-01'), announced('late lathes', 'LATHE', '2020-06-01')],
    reservation: lines!.filter(({ order_id }) => open.includes(order_id)).flatMap((line) =>
      [...held(line, 'Stock', line.reserved_quantity), ...held(line, 'Make', line.quantity - line.shipped_quantity - line.reserved_quantity)]),
  }
}
