import { notFound } from '../kit/errors.ts'
import type { Run } from '../kit/read/reader.ts'
import { type Availability, type Free, type Source, type Taken, lots } from './promise.ts'

/** Pieces held for a line of a confirmed order. */
export interface Held { id: string; lineId: string; productId: string; quantity: number; source: Source; supplyId: string | null; date: string; /** Its day can't be kept. */ due: boolean }
/** Pieces to be held for a line. */
export interface Hold extends Taken { lineId: string; productId: string; due?: boolean }

/**
 * Locks what can be had of some products, in the order of their ids, so that those with products in common never wait for each other in
 * a circle. Orders are locked before, supplies and lines after it: whoever holds, gives back or takes pieces comes through here first.
 */
export async function lockStock(run: Run, productIds: readonly string[]): Promise<void> {
  const ids = [...new Set(productIds)]
  const lock = () => run('select product_id from stock where product_id = any ($1::uuid[]) order by product_id for update', [ids])
  if ((await lock()).length === ids.length) return
  await run('insert into stock (product_id) select id from product where id = any ($1::uuid[]) order by id on conflict do nothing', [ids])
  if ((await lock()).length !== ids.length) throw notFound('productId')
}

/** What is free of locked products, supply by supply. */
export async function freeOf(run: Run, productIds: readonly string[]): Promise<{ today: string; free: Map<string, Availability> }> {
  const rows = await run(
    `select p.id, coalesce(s.available, 0) as available, p.lead_time_days as "leadTimeDays", app.today()::text as today,
       coalesce((select json_agg(json_build_object('supplyId', u.id, 'date', u.expected_date, 'quantity', u.quantity - u.received_quantity - u.reserved) order by u.expected_date, u.id)
         from supply u where u.product_id = p.id and u.state = 'Announced'), '[]') as inbound
     from product p left join stock s on s.product_id = p.id where p.id = any ($1::uuid[])`, [[...new Set(productIds)]])
  // who needs nothing – services alone – still asks for the day
  const today = (rows[0] ?? (await run('select app.today()::text as today', []))[0])!.today as string
  return { today, free: new Map(rows.map((row) => [row.id as string, { productId: row.id as string, free: lots(row.available as number, row.inbound as Free[], today), leadTimeDays: row.leadTimeDays as number }])) }
}

/** The statement that holds pieces; the sums in stock, supply and lines follow. Of what has become a service meanwhile, none. */
export const holding = (holds: readonly Hold[]): [sql: string, values: unknown[]] => [
  `insert into reservation (order_line_id, product_id, quantity, source, supply_id, date, due)
   select h."lineId", h."productId", h.quantity, h.source, h."supplyId", h.date, coalesce(h.due, false) from json_to_recordset($1) as h ("lineId" uuid, "productId" uuid, quantity int, source text, "supplyId" uuid, date date, due boolean)
     join product p on p.id = h."productId" and p.tax_class <> 'SERVICE'`, [JSON.stringify(holds)]]

/** Ends some of what is held; what is left of a part is held on. */
export async function end(run: Run, ends: readonly { id: string; quantity: number }[], state: 'Released' | 'Consumed'): Promise<void> {
  if (!ends.length) return
  await run(
    `with ended as (
       update reservation r set quantity = case when e.quantity < r.quantity then r.quantity - e.quantity else r.quantity end, due = r.due and e.quantity < r.quantity,
         state = case when e.quantity < r.quantity then 'Held' else $2 end, ended_at = case when e.quantity < r.quantity then null else now() end
       from json_to_recordset($1) as e (id uuid, quantity int) where r.id = e.id and r.state = 'Held' returning r.*, e.quantity as part)
     insert into reservation (order_line_id, product_id, quantity, source, supply_id, date, state, created_at, ended_at)
     select order_line_id, product_id, part, source, supply_id, date, $2, created_at, now() from ended where state = 'Held'`, [JSON.stringify(ends), state])
}

const columns = `r.id, r.order_line_id as "lineId", r.product_id as "productId", r.quantity, r.source, r.supply_id as "supplyId", r.date::text as date, r.due`

/** What is held, the earliest promise first; `which` is a condition on `r`. */
export const heldWhere = (run: Run, which: string, values: unknown[]): Promise<Held[]> =>
  run(`select ${columns} from reservation r where r.state = 'Held' and ${which} order by r.date, r.created_at, r.id`, values) as unknown as Promise<Held[]>
