import type { Run } from '../kit/read/reader.ts'
import { likely, wordsIn } from '../kit/filters.ts'
import { entryTerms } from './entry-sql.ts'

/** Which entries of a list, and what becomes of them. */
export interface MassChange {
  changeId: string
  listId: string
  from: string | null
  percent: string | null
  amount: string | null
  roundTo: string | null
  roundEnding: string | null
  roundMode: string | null
  entryIds: string[] | null
  productIds: string[] | null
  categoryIds: string[] | null
  search: string | null
}

const chosen = `
  e.price_list_id = $2 and coalesce(e.valid_to, 'infinity') >= coalesce($3::date, app.today())
  and ($5::uuid[] is null or e.id = any ($5)) and ($6::uuid[] is null or e.product_id = any ($6))
  and ($7::uuid[] is null or e.category_id = any ($7) or p.category_path && $7)
  and ($8::text[] is null or p.search like all ($8))`
/** Per cent goes for prices and percentages, an amount for prices and what is added: anything else would be another rule. */
const concerned = `case when $4::numeric is not null then e.basis in ('FIXED', 'LIST_PERCENT', 'COST_PERCENT') else e.basis in ('FIXED', 'LIST_SURCHARGE', 'COST_SURCHARGE') end`
const entries = `price_list_entry e join price_list l on l.id = e.price_list_id left join product p on p.id = e.product_id left join price_entry_cost c on c.entry_id = e.id`

const prepared = `
  insert into price_change_item (id, change_id, place, entry_id, new_id, product_id, category_id, target_id, min_quantity, before, after, ends_on)
  select app.imported_id(clock_timestamp(), 'item' || $1::uuid::text || x.id), $1::uuid, x.place, x.id, app.imported_id(clock_timestamp(), 'entry' || $1::uuid::text || x.id), x.product_id, x.category_id, x.target_id, x.min_quantity, x.terms,
    x.terms || jsonb_build_object('value', x.changed) || case when x.split then jsonb_build_object('valid_from', $3::date) else '{}' end, case when x.split then $3::date - 1 end
  from (
    select e.id, e.product_id, e.category_id, e.target_id, e.min_quantity, ${entryTerms('e', 'c')} as terms, v.changed, (row_number() over (order by e.target_id, e.min_quantity, e.id))::int - 1 as place,
      $3::date is not null and coalesce(e.valid_from, '-infinity') < $3::date and v.changed <> v.old as split
    from ${entries}, lateral (
      select o.old, case when e.basis = 'FIXED' then round(app.rounded(greatest(o.raw, 0), $10::numeric, $11::numeric, $12), app.exponent(l.currency)) when e.basis like '%PERCENT' then round(greatest(o.raw, 0), 4) else round(o.raw, app.exponent(l.currency)) end as changed
      from (select coalesce(e.value, c.value) as old, case when $4::numeric is not null then coalesce(e.value, c.value) * (100 + $4::numeric) * 0.01 else coalesce(e.value, c.value) + $9::numeric end as raw) o) v
    where ${chosen} and ${concerned}) x`

/** Writes what a rule for many entries would make of each, and how many were chosen that it does not go for. */
export async function prepareMass(run: Run, { changeId, listId, from, percent, amount, roundTo, roundEnding, roundMode, entryIds, productIds, categoryIds, search }: MassChange): Promise<void> {
  const words = search ? wordsIn(search).map(likely) : null
  const which = [changeId, listId, from, percent, entryIds, productIds, categoryIds, words?.length ? words : null]
  await run(prepared, [...which, amount, roundTo, roundEnding, roundMode])
  await run(`update price_change x set skipped_count = (select count(*)::int from ${entries} where ${chosen} and not (${concerned})) where x.id = $1`, which)
}
