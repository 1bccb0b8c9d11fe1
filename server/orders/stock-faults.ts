import type { Run } from '../kit/read/reader.ts'

/** How many of its product a line still needs; of something built, of the one that it begins with. */
const needed = `(l.quantity - l.shipped_quantity - l.canceled_quantity) * coalesce((select (x ->> 'quantity')::int from jsonb_array_elements(l.parts) x where x ->> 'productId' = l.product_id::text), 1)`

/** What must agree: each finds what does not. */
export const stockRules: Record<string, string> = {
  'stock.reserved is what is held on the shelf': `select s.product_id as id, s.reserved as is, coalesce(sum(r.quantity), 0)::int as should
    from stock s left join reservation r on r.product_id = s.product_id and r.state = 'Held' and r.source = 'Stock' group by s.product_id having s.reserved <> coalesce(sum(r.quantity), 0)`,
  'supply.reserved is what is held of it': `select s.id, s.reserved as is, coalesce(sum(r.quantity), 0)::int as should
    from supply s left join reservation r on r.supply_id = s.id and r.state = 'Held' group by s.id having s.reserved <> coalesce(sum(r.quantity), 0)`,
  'order_line.reserved_quantity is what lies there for it': `select l.id, l.reserved_quantity as is, coalesce(sum(r.quantity), 0)::int as should
    from order_line l left join reservation r on r.order_line_id = l.id and r.state = 'Held' and r.source = 'Stock' and r.product_id = l.product_id group by l.id having l.reserved_quantity <> coalesce(sum(r.quantity), 0)`,
  'only confirmed orders hold anything': `select distinct o.id, o.state as is, 'Confirmed' as should from reservation r join order_line l on l.id = r.order_line_id join sales_order o on o.id = l.order_id
    where r.state = 'Held' and o.state not in ('Confirmed', 'PartiallyShipped')`,
  'no line holds more of its product than it still needs': `select l.id, sum(r.quantity)::int as is, ${needed} as should
    from order_line l join reservation r on r.order_line_id = l.id and r.state = 'Held' and r.product_id = l.product_id group by l.id having sum(r.quantity) > ${needed}`,
  'stock.inbound is what comes and is not held': `select s.product_id as id, s.inbound::text as is, w.inbound::text as should from stock s cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('date', d.day, 'quantity', d.free) order by d.day), '[]') as inbound from (
        select u.expected_date as day, sum(u.quantity - u.received_quantity - u.reserved) as free from supply u where u.product_id = s.product_id and u.state = 'Announced' group by 1) d where d.free > 0) w
    where s.inbound <> w.inbound`,
}

export interface StockFault { rule: string; id: string; is: unknown; should: unknown }

/** Everything in which stock, supply, reservations and orders do not agree; nothing, when they do. */
export async function stockFaults(run: Run): Promise<StockFault[]> {
  const faults: StockFault[] = []
  for (const [rule, sql] of Object.entries(stockRules)) faults.push(...(await run(sql, [])).map(({ id, is, should }) => ({ rule, id: id as string, is, should })))
  return faults
}
