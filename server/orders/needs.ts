import type { Run } from '../kit/read/reader.ts'

/** Pieces of a product that a line of an order still needs. */
export interface Need { lineId: string; productId: string; quantity: number }

/** What an order's lines still need, in the order of the lines: the one place that says so. */
export const needsOf = (run: Run, orderId: string): Promise<Need[]> => run(
  `select id as "lineId", product_id as "productId", quantity - shipped_quantity - canceled_quantity as quantity
   from order_line where order_id = $1 and quantity > shipped_quantity + canceled_quantity order by position, id`, [orderId]) as unknown as Promise<Need[]>
