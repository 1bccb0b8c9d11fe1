import type { Run } from '../kit/read/reader.ts'

/** Days from the shelf to the door of the warehouse. */
const handlingDays = 2

export interface Supply { productId: string; available: number; inboundQuantity: number; inboundDate: string | null; leadTimeDays: number }
export interface PromisedDate { date: string; quantityFromStock: number }

const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
const later = (a: string, b: string) => (a > b ? a : b)

/**
 * The day by which a quantity can leave, from what is known now: stock first, then announced supply, then the lead time.
 * Pure; `today` is a whole day in the selling company's time zone.
 */
export function promise(quantity: number, { available, inboundQuantity, inboundDate, leadTimeDays }: Supply, today: string): PromisedDate {
  const quantityFromStock = Math.max(0, Math.min(quantity, available))
  const missing = quantity - quantityFromStock
  const shelf = addDays(today, handlingDays)
  if (missing === 0) return { date: shelf, quantityFromStock }
  const made = addDays(today, leadTimeDays + handlingDays)
  const arrives = inboundDate && inboundQuantity >= missing ? later(addDays(inboundDate, handlingDays), shelf) : made
  return { date: arrives < made ? arrives : made, quantityFromStock }
}

/** What is known about the supply of some products, and which day it is. */
export async function supplyOf(run: Run, productIds: readonly string[]): Promise<{ today: string; supply: Map<string, Supply> }> {
  const rows = await run(
    `select p.id as "productId", coalesce(s.available, 0) as available, coalesce(s.inbound_quantity, 0) as "inboundQuantity", s.inbound_date::text as "inboundDate",
       p.lead_time_days as "leadTimeDays", app.today()::text as today
     from product p left join stock s on s.product_id = p.id where p.id = any ($1::uuid[])`, [productIds])
  return { today: (rows[0]?.today as string | undefined) ?? new Date().toISOString().slice(0, 10), supply: new Map(rows.map((row) => [row.productId as string, row as unknown as Supply])) }
}
