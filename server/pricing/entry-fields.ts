import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { by, flag, search } from '../kit/filters.ts'
import { connection } from '../kit/page.ts'
import { addField, addFilter, addSort, related, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { costOn, listPriceOn, priceOfTerms } from './entry-sql.ts'
import { PriceChange } from './price-change.ts'
import { PriceList, PriceListEntry } from './price-list.ts'

// What the page of a list shows beside its rules, all of it on the day on which the rule holds next.
const day = (row: string) => `greatest((select app.today()), ${row}.valid_from)`
const ofList = (row: string, expression: string) => `(select ${expression} from price_list l where l.id = ${row}.price_list_id)`
const terms = (row: string) => `(select e.*, c.value as on_cost from price_list_entry e left join price_entry_cost c on c.entry_id = e.id where e.id = ${row}.id)`
const listPrice = (row: string) => ofList(row, listPriceOn(`${row}.product_id`, 'l.currency', day(row)))
const cost = (row: string) => ofList(row, costOn(`${row}.product_id`, 'l.currency', day(row)))
/** With the value of what stands on cost, for those who may read it. */
const price = (row: string) => `(select ${priceOfTerms('t', 'l', listPriceOn('t.product_id', 'l.currency', day('t')), costOn('t.product_id', 'l.currency', day('t')))}
  from price_list l, (select r.id, r.product_id, r.basis, coalesce(r.value, r.on_cost) as value, r.valid_from, r.round_to, r.round_ending, r.round_mode from ${terms(row)} r) t
  where l.id = ${row}.price_list_id and (t.product_id is not null or t.basis = 'FIXED'))`
const text = (expression: string) => `trim_scale(${expression})::text`
const staff = { partner: false }

addField(PriceListEntry, 'listPrice', sql(() => DecimalScalar, (row) => text(listPrice(row)), { ...staff, description: "The product's list price in the list's currency, on the first day from today on which the rule holds." }))
addField(PriceListEntry, 'price', sql(() => DecimalScalar, (row) => text(price(row)), { ...staff, description: 'What one unit comes to by this rule, before promotions; null where that is not a single price.' }))
addField(PriceListEntry, 'cost', sql(() => DecimalScalar, (row) => text(cost(row)), { ...staff, permission: 'cost:read', description: "In the list's currency; null when no cost is known in it." }))
addField(PriceListEntry, 'marginPercent', sql(() => DecimalScalar, (row) => `(select round((m.price - m.cost) / nullif(m.price, 0) * 100, 1)::text from (select ${price(row)} as price, ${cost(row)} as cost) m)`, { ...staff, permission: 'cost:read' }))
addFilter(PriceListEntry, 'search', search((row) => `coalesce((select s.search from product s where s.id = ${row}.product_id), (select s.name from category s where s.id = ${row}.category_id), '*')`))
addFilter(PriceListEntry, 'ended', flag((row) => `coalesce(${row}.valid_to < (select app.today()), false)`, { description: 'Whether its last day is over.' }))
addSort(PriceListEntry, 'SHOWN', by('target_id', 'uuid'))

addField(PriceList, 'latestChange', related(() => PriceChange, (child, parent) => `${child}.price_list_id = ${parent}.id and ${child}.state <> 'Discarded'`, (child) => `${child}.id desc`, staff))
addField(PriceList, 'changes', connection(() => PriceChange, (child, parent) => `${child}.price_list_id = ${parent}.id`, staff))
addField(PriceList, 'derivedCount', sql(() => Int, (row) => `(select count(*)::int from price_list d where d.derived_from_id = ${row}.id)`, { ...staff, nullable: false, description: 'How many lists derive from this one.' }))
// what was granted as a special price is looked at here, and changed nowhere
const ours = (row: string) => `not exists (select from price_list_entry g where g.price_list_id = ${row}.id and g.budget_quantity is not null)`
addField(PriceList, 'actions', { ...actions(null, 'pricelist', {
  others: { edit: ours, end: (row) => `coalesce(${row}.valid_to >= (select app.today()), true) and ${ours(row)}` }, also: { prepare: { permission: 'pricechange:prepare', when: ours } }, belonging: {},
}), partner: false })
addFilter(PriceList, 'current', flag((row) => `coalesce(${row}.valid_to >= (select app.today()), true)`, { description: 'Holds, or will.' }))
