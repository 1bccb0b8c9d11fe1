import type { Run } from '../kit/read/reader.ts'

/** Pieces of a product that a line of an order still needs; of something built, of each that goes into it. */
export interface Need { lineId: string; productId: string; quantity: number; /** How long it takes to build, once all is there. */ buildDays: number | null }

/** What the lines of orders still need, in the order of the lines: the one place that says so. A service is performed and needs nothing. */
export const needsOf = (run: Run, ...orderIds: string[]): Promise<Need[]> => run(
  `select l.id as "lineId", n.product_id as "productId", n.quantity * (l.quantity - l.shipped_quantity - l.canceled_quantity) as quantity, l.build_days as "buildDays"
   from order_line l cross join lateral (
     select l.product_id, 1 as quantity, 0 as place where l.parts is null
     union all select (x.part ->> 'productId')::uuid, (x.part ->> 'quantity')::int, x.place::int from jsonb_array_elements(l.parts) with ordinality x (part, place) where x.part ? 'productId') n
     join product p on p.id = n.product_id and p.tax_class <> 'SERVICE'
   where l.order_id = any ($1) and l.quantity > l.shipped_quantity + l.canceled_quantity order by l.position, l.id, n.place`, [orderIds]) as unknown as Promise<Need[]>
