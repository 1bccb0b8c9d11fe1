import type { Run } from '../kit/read/reader.ts'

/** Days from the shelf to the door of the warehouse; calendar days, as lead times are. */
export const handlingDays = 2

/** Pieces that nobody holds, from the day on which they lie there. Those that are still coming name their supply, or null where it does not matter which. */
export interface Free { date: string; quantity: number; supplyId?: string | null }
/** What is free of a product, the earliest first, and how long another one takes. */
export interface Availability { productId: string; free: Free[]; leadTimeDays: number }
export interface PromisedPart { date: string; quantity: number }
export interface PromisedDate { date: string; quantityFromStock: number; parts: PromisedPart[] }
export type Source = 'Stock' | 'Supply' | 'Make'
/** Pieces from one place, and the day by which they can leave. */
export interface Taken extends PromisedPart { source: Source; supplyId: string | null }

export const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
/** The day by which what lies there on a day can leave. */
export const leaves = (day: string): string => addDays(day, handlingDays)
export const made = (leadTimeDays: number, today: string): string => leaves(addDays(today, leadTimeDays))

/**
 * Takes pieces out of what is free, the earliest first, as long as they can leave by a day; answers what it took. What was taken is
 * free no more, so that whoever takes next from the same `free` is never given the same piece.
 */
export function take(wanted: number, free: Free[], by: string): Taken[] {
  const taken: Taken[] = []
  let missing = wanted
  for (const lot of free) {
    const date = leaves(lot.date), quantity = Math.min(missing, lot.quantity)
    if (quantity <= 0 || date > by) continue
    lot.quantity -= quantity
    missing -= quantity
    taken.push({ date, quantity, source: lot.supplyId === undefined ? 'Stock' : 'Supply', supplyId: lot.supplyId ?? null })
  }
  return taken
}

/** Where a quantity comes from: what is free before another could be made, and the rest when it is. Takes it out of `free`. */
export function allocate(wanted: number, { free, leadTimeDays }: Availability, today: string): Taken[] {
  const last = made(leadTimeDays, today), taken = take(wanted, free, last)
  const missing = wanted - taken.reduce((sum, { quantity }) => sum + quantity, 0)
  return missing > 0 ? [...taken, { date: last, quantity: missing, source: 'Make', supplyId: null }] : taken
}

/** The same day once, in order. */
export function byDay(parts: readonly PromisedPart[]): PromisedPart[] {
  const days = new Map<string, number>()
  for (const { date, quantity } of parts) days.set(date, (days.get(date) ?? 0) + quantity)
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, quantity]) => ({ date, quantity }))
}
export const lastDay = (days: readonly string[], otherwise: string): string => days.reduce((last, day) => (day > last ? day : last), otherwise)

function promised(taken: readonly Taken[], today: string): PromisedDate {
  const parts = byDay(taken)
  return { date: parts.at(-1)?.date ?? leaves(today), quantityFromStock: taken.reduce((sum, { source, quantity }) => sum + (source === 'Stock' ? quantity : 0), 0), parts }
}

const copyOf = (availability: Availability): Availability => ({ ...availability, free: availability.free.map((lot) => ({ ...lot })) })

/**
 * The days by which lines can leave, from what is known now: stock first, then announced supply, then the lead time. Lines of the same
 * product share what there is. Pure; `today` is a whole day in the selling company's time zone.
 */
export function promiseAll(lines: readonly { productId: string; quantity: number }[], of: ReadonlyMap<string, Availability>, today: string): PromisedDate[] {
  const left = new Map<string, Availability>()
  return lines.map(({ productId, quantity }) => {
    if (!left.has(productId)) left.set(productId, copyOf(of.get(productId)!))
    return promised(allocate(quantity, left.get(productId)!, today), today)
  })
}

/** The same for one quantity. */
export const promise = (quantity: number, availability: Availability, today: string): PromisedDate => promised(allocate(quantity, copyOf(availability), today), today)

/** Lots as the day has them: what is late comes on a day that nobody knows, so nothing is promised from it. */
export const lots = (available: number, inbound: readonly Free[], today: string): Free[] =>
  [{ date: today, quantity: Math.max(0, available) }, ...inbound.filter(({ date }) => date >= today).map((lot) => ({ ...lot, supplyId: lot.supplyId ?? null }))].filter(({ quantity }) => quantity > 0)

/** What is known about the availability of some products, and which day it is; one statement, however many. */
export async function availabilityOf(run: Run, productIds: readonly string[]): Promise<{ today: string; availability: Map<string, Availability> }> {
  const rows = await run(
    `select p.id, coalesce(s.available, 0) as available, coalesce(s.inbound, '[]') as inbound, p.lead_time_days as "leadTimeDays", app.today()::text as today
     from product p left join stock s on s.product_id = p.id where p.id = any ($1::uuid[])`, [[...new Set(productIds)]])
  // of nothing, too, the day is the company's
  const today = (rows[0] ?? (await run('select app.today()::text as today', []))[0])!.today as string
  return { today, availability: new Map(rows.map((row) => [row.id as string, { productId: row.id as string, free: lots(row.available as number, row.inbound as Free[], today), leadTimeDays: row.leadTimeDays as number }])) }
}
