import { type ErrorCode, UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import type { Run } from '../kit/read/reader.ts'
import { entryTerms, priceSql, termsOf } from './entry-sql.ts'
import type { Basis } from './terms.ts'

/** What a row says of an entry, by the columns of the table; what is left out stays as it is. */
export interface Given {
  min_quantity?: number; basis?: Basis; value?: string; valid_from?: string | null; valid_to?: string | null
  round_to?: string | null; round_ending?: string | null; round_mode?: string | null
}

/** A row of the grid or a line of a file, as it was asked for. */
export interface Asked {
  place: number
  /** The entry that is meant. */
  entryId?: string | null
  sku?: string | null
  /** By its name in addresses. */
  category?: string | null
  categoryId?: string | null
  everything?: boolean
  remove?: boolean
  /** Without an entry: the one of the same product and quantity is meant, if there is one. */
  match?: boolean
  given: Given
  fault?: { code: ErrorCode; field: string }
}

/** Writes rows as items of a change; nothing is looked up yet. */
export async function stage(run: Run, changeId: string, rows: readonly Asked[]): Promise<void> {
  await run(
    `insert into price_change_item (id, change_id, place, entry_id, new_id, sku, category, category_id, everything, remove, match, min_quantity, given, fault, fault_field)
     select r.id, $1, r.place, r.entry_id, r.new_id, r.sku, r.category, r.category_id, r.everything, r.remove, r.match, coalesce((r.given ->> 'min_quantity')::int, 1),
       -- amounts travel as text, so that none of their digits is lost
       r.given || coalesce((select jsonb_object_agg(k, (r.given ->> k)::numeric) from unnest(array['value', 'round_to', 'round_ending']) k where r.given ? k), '{}'), r.fault, r.fault_field
     from json_to_recordset($2) as r(id uuid, place int, entry_id uuid, new_id uuid, sku text, category text, category_id uuid, everything boolean, remove boolean, match boolean, given jsonb, fault text, fault_field text)`,
    [changeId, JSON.stringify(rows.map((row) => ({
      id: newId(), place: row.place, entry_id: row.entryId, new_id: newId(), sku: row.sku, category: row.category, category_id: row.categoryId,
      everything: row.everything ?? false, remove: row.remove ?? false, match: row.match ?? false, given: row.given, fault: row.fault?.code, fault_field: row.fault?.field,
    })))])
}

const items = 'price_change_item i where i.change_id = $1'

/** Finds what rows are about: products, categories, and the entries that they change. `$1` is the change, `$2` the list, `$3` the first day of the new prices. */
const found = `
  update price_change_item i set product_id = f.product_id, category_id = f.category_id, entry_id = f.entry_id, before = f.before,
    fault = coalesce(i.fault, f.fault), fault_field = coalesce(i.fault_field, f.fault_field)
  from (
    select n.id, n.product_id, n.category_id, e.id as entry_id, ${entryTerms('e', 'c')} as before,
      case when n.entry_id is not null and e.id is null then 'NOT_FOUND' when n.entry_id is not null then null
        when n.sku is not null and n.product_id is null then 'UNKNOWN_SKU' when n.category is not null and n.category_id is null then 'UNKNOWN_NAME' when n.wanted is not null and n.category_id is null then 'NOT_FOUND'
        when n.product_id is null and n.category_id is null and not n.everything then 'REQUIRED'
        when n.remove and e.id is null then 'NOT_FOUND' end as fault,
      case when n.entry_id is not null then 'id' when n.category is not null then 'category' when n.wanted is not null then 'categoryId' else 'sku' end as fault_field
    from (
      select i.id, i.entry_id, i.sku, i.category, i.category_id as wanted, i.everything, i.remove, i.match, i.min_quantity, i.given, p.id as product_id, coalesce(g.id, h.id) as category_id
      from price_change_item i left join product p on lower(p.sku) = lower(i.sku) left join category g on g.slug = i.category left join category h on h.id = i.category_id where i.change_id = $1) n
    left join lateral (
      select e.* from price_list_entry e where n.entry_id is not null and e.id = n.entry_id and e.price_list_id = $2
      union all
      (select e.* from price_list_entry e
       where n.entry_id is null and n.match and e.price_list_id = $2 and e.target_id = coalesce(n.product_id, n.category_id, '00000000-0000-0000-0000-000000000000')
         and (n.product_id is not null or n.category_id is not null or n.everything)
         and e.min_quantity = n.min_quantity
         and case when n.given ? 'valid_from' then e.valid_from is not distinct from (n.given ->> 'valid_from')::date
           else coalesce(e.valid_to, 'infinity') >= coalesce($3::date, app.today()) end
       order by e.valid_from nulls first limit 1)) e on true
    left join price_entry_cost c on c.entry_id = e.id) f
  where i.id = f.id`

/** Makes of what is there and what was asked what will be: with a first day, what is in force is ended instead of being overwritten. */
const made = `
  update price_change_item i set
    product_id = (f.terms ->> 'product_id')::uuid, category_id = (f.terms ->> 'category_id')::uuid,
    target_id = coalesce((f.terms ->> 'product_id')::uuid, (f.terms ->> 'category_id')::uuid, '00000000-0000-0000-0000-000000000000'), min_quantity = (f.terms ->> 'min_quantity')::int,
    after = case when not i.remove then f.terms || case when (i.before is null and not i.given ? 'valid_from') or (f.split and i.before <> f.terms and coalesce(i.given -> 'valid_from' = i.before -> 'valid_from', true)) then jsonb_build_object('valid_from', $2::date) else '{}' end end,
    ends_on = case when f.split and (i.remove or i.before <> f.terms) then $2::date - 1 end,
    fault = coalesce(i.fault, case when f.over then 'PAST' end), fault_field = coalesce(i.fault_field, case when f.over then 'validTo' end)
  from (
    select i.id, coalesce(i.before, jsonb_build_object('product_id', i.product_id, 'category_id', i.category_id, 'min_quantity', 1, 'basis', 'FIXED', 'value', null,
        'valid_from', null, 'valid_to', null, 'round_to', null, 'round_ending', null, 'round_mode', null)) || i.given as terms,
      $2::date is not null and i.before is not null and coalesce((i.before ->> 'valid_from')::date, '-infinity') < $2::date as split,
      $2::date is not null and (i.before ->> 'valid_to')::date < $2::date as over
    from ${items} and i.fault is null) f
  where i.id = f.id`

/** Whatever an entry may not be, the first of it. */
const checked = `
  update price_change_item i set fault = f.code, fault_field = f.field
  from (
    select i.id, t.code, t.field from price_change_item i, ${termsOf('i.after')}, lateral (
      select * from (values
        (1, a.value is null, 'REQUIRED', 'value'), (2, a.value < 0 and a.basis not in ('LIST_SURCHARGE', 'COST_SURCHARGE'), 'OUT_OF_RANGE', 'value'), (3, abs(a.value) >= 1e13, 'OUT_OF_RANGE', 'value'),
        (4, a.min_quantity < 1, 'OUT_OF_RANGE', 'minQuantity'), (5, a.valid_to < a.valid_from, 'OUT_OF_RANGE', 'validTo'), (6, a.round_to <= 0, 'OUT_OF_RANGE', 'roundTo'),
        (7, a.round_ending < 0 or a.round_ending >= a.round_to or (a.round_to is null and (a.round_ending is not null or a.round_mode is not null)), 'OUT_OF_RANGE', 'roundEnding')
      ) as rule(place, broken, code, field) where broken order by place limit 1) t
    where i.change_id = $1 and i.fault is null and i.after is not null) f
  where i.id = f.id`

const twice = `
  update price_change_item i set fault = 'TAKEN', fault_field = 'id'
  from (select id from (select id, row_number() over (partition by entry_id order by place) as place from price_change_item where change_id = $1 and fault is null and entry_id is not null) d where d.place > 1) f
  where i.id = f.id`

/**
 * Two rules for the same thing and quantity on the same day: nobody could say which of them holds. Each is compared with those that begin
 * before it and after it, in one walk, as the planner knows nothing yet of rows that were written a moment ago.
 */
const overlapping = `
  update price_change_item i set fault = 'OVERLAP', fault_field = 'validFrom'
  from (
    with touched as materialized (select distinct target_id, min_quantity from price_change_item where change_id = $1 and fault is null and kind in ('ADD', 'CHANGE')),
    will as (
      select i.id, i.place, i.target_id, i.min_quantity, coalesce((i.after ->> 'valid_from')::date, '-infinity') as since, coalesce((i.after ->> 'valid_to')::date, 'infinity') as until from price_change_item i
      where i.change_id = $1 and i.fault is null and i.after is not null
      union all
      -- of what is split its beginning stays; whatever no row is about stays whole
      select null, null, e.target_id, e.min_quantity, coalesce(e.valid_from, '-infinity'), coalesce(k.ends_on, e.valid_to, 'infinity') from price_list_entry e join touched t using (target_id, min_quantity)
        left join price_change_item k on k.change_id = $1 and k.entry_id = e.id and k.fault is null
      where e.price_list_id = $2 and (k.id is null or k.ends_on is not null)),
    met as (
      select w.id, max(w.until) over (same rows between unbounded preceding and 1 preceding) >= w.since or min(w.since) over (same rows between 1 following and unbounded following) <= w.until as twice
      from will w window same as (partition by w.target_id, w.min_quantity order by w.since, w.place nulls first))
    select id from met where id is not null and twice) f
  where i.id = f.id and i.kind in ('ADD', 'CHANGE')`

const counted = `
  update price_change c set change_count = n.changes, same_count = n.same, fault_count = n.faults, below_cost_count = n.below
  from (select count(*) filter (where kind in ('ADD', 'CHANGE', 'REMOVE'))::int as changes, count(*) filter (where kind = 'SAME')::int as same, count(*) filter (where kind = 'FAULT')::int as faults,
      count(*) filter (where price_after < cost and kind in ('ADD', 'CHANGE'))::int as below from price_change_item where change_id = $1) n
  where c.id = $1`

export interface Staged { changeId: string; listId: string; from: string | null }

/** Looks everything up that staged rows are about, and notes what they come to: before, after, prices, every fault. */
export async function resolveStaged(run: Run, { changeId, listId, from }: Staged): Promise<void> {
  await run(found, [changeId, listId, from])
  await run(made, [changeId, from])
  await run(checked, [changeId])
  await judge(run, { changeId, listId, from })
}

/** What items that say what will be come to: prices, what is there twice, what overlaps; and how many there are of each. */
export async function judge(run: Run, { changeId, listId, from }: Staged): Promise<void> {
  await run(twice, [changeId])
  await run(overlapping, [changeId, listId])
  await run(priceSql, [changeId, from])
  await run(counted, [changeId])
}

/** The faults of a change's rows, each with its place. */
export async function faultsIn(run: Run, changeId: string): Promise<UserError[]> {
  const rows = await run(`select place, fault, fault_field as field, sku, category from price_change_item where change_id = $1 and fault is not null order by place, id limit 500`, [changeId])
  return rows.map(({ place, fault, field, sku, category }) => new UserError(fault as ErrorCode, ['rows', String(place), field as string], { sku, name: category }))
}
