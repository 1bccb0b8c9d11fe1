import type pg from 'pg'
import type { Run } from '../kit/read/reader.ts'
import { inTransaction } from '../kit/session.ts'
import { repromiseLines } from '../stock/repromise.ts'
import { lockStock } from '../stock/reservation.ts'

/** So many orders in one transaction: they are locked no longer than that takes. */
const batch = 50

/**
 * Promises anew what is marked as due, until nothing is: supplies for which very many orders wait are slipped in one go, and their orders
 * follow here. Each batch is done whole or not at all, so that a process that dies leaves the rest due. Returns how many orders were promised later.
 */
export async function repromiseOrders(system: pg.Pool): Promise<number> {
  let told = 0
  for (;;) {
    const done = await oneBatch(system)
    if (done === null) return told
    told += done
  }
}

const oneBatch = (system: pg.Pool): Promise<number | null> => inTransaction(system, async (client) => {
  const run: Run = async (sql, values) => (await client.query(sql, values)).rows as Record<string, unknown>[]
  // those whose order is being worked on come another time
  const orders = (await run(
    `select o.id from sales_order o where o.id in (select l.order_id from reservation r join order_line l on l.id = r.order_line_id where r.due group by 1 order by min(r.date), 1 limit $1) order by o.id for update skip locked`, [batch])).map(({ id }) => id as string)
  const due = orders.length ? await run('select distinct r.order_line_id as line, r.product_id as product from reservation r join order_line l on l.id = r.order_line_id where r.due and l.order_id = any ($1::uuid[])', [orders]) : []
  const lines = [...new Set(due.map(({ line }) => line as string))], products = [...new Set(due.map(({ product }) => product as string))]
  if (due.length) await lockStock(run, products)
  const moved = due.length ? await repromiseLines(run, lines, products) : []
  const [row] = await run(`select app.tell_repromised($1::uuid[], 'Guanxi', 'job') as orders`, [moved])
  return due.length ? (row!.orders as number) : null
})
