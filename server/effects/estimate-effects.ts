import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { Decimal } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'
import { type PricedLine, priced } from '../pricing/load.ts'
import { lineAmount } from '../pricing/price.ts'
import { readTerms } from '../pricing/read-terms.ts'
import { type ChangedRule, withChange } from '../pricing/with-change.ts'
import { inTheirName } from '../pricing/work-on-prices.ts'

/** More lines than this are not priced at once: a shorter period is asked for. */
const mostLines = 200_000

interface Effect { id: string; changeId: string; listId: string; currency: string; fromDay: string; toDay: string; onDay: string; by: string }
interface OrderOf { id: string; number: string; day: string; accountId: string | null; lines: { productId: string; quantity: number; concerned: boolean }[] }
interface Line { id: string; order: OrderOf; productId: string; quantity: number; priceBefore: string; priceAfter: string; before: Decimal; after: Decimal; cost: string | undefined }

/** Prices the orders that somebody asked about without and with their change. Returns how many estimates were made. */
export async function estimateEffects(system: pg.Pool): Promise<number> {
  const { rows } = await system.query<Effect>(
    `select e.id, e.change_id as "changeId", c.price_list_id as "listId", l.currency, e.from_day::text as "fromDay", e.to_day::text as "toDay", e.on_day::text as "onDay", e.created_by_id as by
     from price_effect e join price_change c on c.id = e.change_id join price_list l on l.id = c.price_list_id where e.state = 'Working' order by e.id`)
  let made = 0
  for (const effect of rows) if (await inTheirName(system, effect.by, (run) => estimate(run, effect, (count) => system.query('update price_effect set progress = $2 where id = $1', [effect.id, count])))) made++
  return made
}

// orders of the period in the list's currency with a line that the change is about
const about = `
  with rule as materialized (select product_id, category_id from price_change_item where change_id = $1 and kind in ('ADD', 'CHANGE', 'REMOVE')),
  good as materialized (select p.id from product p where exists (select 1 from rule r where r.product_id is null and r.category_id is null) or p.id in (select product_id from rule where product_id is not null)
    or p.category_path && (select coalesce(array_agg(category_id), '{}') from rule where category_id is not null)),
  span as (select l.currency, $2::date::timestamp at time zone z.name as since, ($3::date + 1)::timestamp at time zone z.name as until
    from price_change c join price_list l on l.id = c.price_list_id, (select coalesce((select value #>> '{}' from installation where key = 'time_zone'), 'UTC') as name) z where c.id = $1),
  ordered as (select o.* from sales_order o, span s where o.placed_at >= s.since and o.placed_at < s.until and o.currency = s.currency and o.state not in ('Canceled', 'Draft')
    and exists (select 1 from order_line l where l.order_id = o.id and l.product_id in (select id from good) and l.parts is null))`

async function estimate(run: Run, effect: Effect, came: (count: number) => Promise<unknown>): Promise<boolean> {
  const { id, changeId, onDay } = effect, span = [changeId, effect.fromDay, effect.toDay]
  const [lock] = await run('select pg_try_advisory_xact_lock(hashtextextended($1::text, 0)) as mine', [id])
  const [current] = await run('select state from price_effect where id = $1', [id])
  if (!lock!.mine || current?.state !== 'Working') return false
  const buyers = await run(`${about} select o.partner_id as "partnerId", case when o.partner_id is null then o.account_id end as "accountId", sum((select count(*) from order_line l where l.order_id = o.id))::int as lines from ordered o group by 1, 2 order by 1, 2`, span)
  if (buyers.reduce((sum, { lines }) => sum + (lines as number), 0) > mostLines) {
    await run(`update price_effect set state = 'Failed', problem = 'OUT_OF_RANGE', done_at = now() where id = $1`, [id])
    return false
  }
  const rules = (await run(
    `select entry_id as "entryId", new_id as "newId", target_id as target, ends_on is not null as split, after || jsonb_build_object('value', after ->> 'value', 'round_to', after ->> 'round_to', 'round_ending', after ->> 'round_ending') as after
     from price_change_item where change_id = $1 and kind in ('ADD', 'CHANGE', 'REMOVE')`, [changeId])) as unknown as ChangedRule[]
  const costs = new Map((await run(
    `select distinct on (product_id) product_id, cost::text from product_cost where currency = $1 and valid_from <= $2::date and coalesce(valid_to, 'infinity') >= $2::date order by product_id, valid_from desc`, [effect.currency, onDay])).map((row) => [row.product_id as string, row.cost as string]))
  let orders = 0, count = 0
  for (const [index, { partnerId, accountId }] of buyers.entries()) {
    const bought = (await run(
      `${about} select o.id, o.number, app.day(o.placed_at)::text as day, o.account_id as "accountId",
         (select json_agg(json_build_object('productId', l.product_id, 'quantity', l.quantity, 'concerned', l.product_id in (select id from good)) order by l.position) from order_line l where l.order_id = o.id and l.parts is null) as lines
       from ordered o where o.partner_id is not distinct from $4::uuid and ($4::uuid is not null or o.account_id is not distinct from $5::uuid) order by o.placed_at, o.id`, [...span, partnerId, accountId])) as unknown as OrderOf[]
    const lines = await linesOf(run, effect, { partnerId, accountId }, bought, { rules, costs })
    if (lines.length) await write(run, effect, { partnerId, accountId }, lines)
    orders += new Set(lines.map(({ order }) => order.id)).size
    count += lines.length
    if (index % 10 === 9) await came(index + 1)
  }
  await run(`update price_effect set state = 'Done', done_at = now(), order_count = $2, line_count = $3, progress = $4 where id = $1`, [id, orders, count, buyers.length])
  return true
}

interface Buyer { partnerId: string | null; accountId: string | null }

/** The lines that would cost something else. Each order is priced as one basket, for its own end customer. */
async function linesOf(run: Run, { listId, currency, onDay }: Effect, buyer: Buyer, orders: OrderOf[], { rules, costs }: { rules: ChangedRule[]; costs: Map<string, string> }): Promise<Line[]> {
  const found: Line[] = []
  for (const accountId of new Set(orders.map((order) => order.accountId))) {
    const own = orders.filter((order) => order.accountId === accountId)
    const whom = { partnerId: buyer.partnerId, accountId, currency }
    const terms = await readTerms(run, whom, [...new Set(own.flatMap(({ lines }) => lines.map(({ productId }) => productId)))], onDay), after = withChange(terms, listId, rules, costs)
    for (const order of own) {
      const now = priced(terms, whom, order.lines), then = priced(after, whom, order.lines)
      order.lines.forEach(({ productId, quantity, concerned }, place) => {
        const old = now[place]!, next = then[place]!
        if (!concerned || !old.netPrice || !next.netPrice) return
        const amounts = [old, next].map(({ netPrice, discount }: PricedLine) => lineAmount(netPrice!, quantity, currency, discount)) as [Decimal, Decimal]
        if (!amounts[0].equals(amounts[1])) found.push({ id: newId(), order, productId, quantity, priceBefore: old.netPrice.toFixed(), priceAfter: next.netPrice.toFixed(), before: amounts[0], after: amounts[1], cost: costs.get(productId) })
      })
    }
  }
  return found
}

async function write(run: Run, effect: Effect, { partnerId, accountId }: Buyer, lines: Line[]): Promise<void> {
  const buyerId = newId(), sum = (of: (line: Line) => Decimal.Value) => lines.reduce((total, line) => total.plus(of(line)), new Decimal(0)).toFixed()
  const cost = lines.every((line) => line.cost !== undefined) ? sum((line) => new Decimal(line.cost!).times(line.quantity)) : null
  await run(
    `insert into price_effect_buyer (id, effect_id, partner_id, account_id, currency, order_count, line_count, quantity, before, after, cost) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [buyerId, effect.id, partnerId, partnerId ? null : accountId, effect.currency, new Set(lines.map(({ order }) => order.id)).size, lines.length, sum(({ quantity }) => quantity), sum(({ before }) => before), sum(({ after }) => after), cost])
  await run(
    `insert into price_effect_line (id, effect_id, buyer_id, order_id, order_number, ordered_on, product_id, quantity, price_before, price_after, before, after, unit_cost)
     select r.id, $1, $2, r.order_id, r.order_number, r.ordered_on, r.product_id, r.quantity, r.price_before, r.price_after, r.before, r.after, r.unit_cost
     from json_to_recordset($3) as r(id uuid, order_id uuid, order_number text, ordered_on date, product_id uuid, quantity int, price_before numeric, price_after numeric, before numeric, after numeric, unit_cost numeric)`,
    [effect.id, buyerId, JSON.stringify(lines.map(({ id, order, productId, quantity, priceBefore, priceAfter, before, after, cost: unitCost }) => ({
      id, order_id: order.id, order_number: order.number, ordered_on: order.day, product_id: productId, quantity, price_before: priceBefore, price_after: priceAfter, before: before.toFixed(), after: after.toFixed(), unit_cost: unitCost,
    })))])
}
