import type { Run } from '../kit/read/reader.ts'
import { entryColumns, termsOf } from './entry-sql.ts'

/** So many rules are written while somebody waits; more are work for the background. */
export const mostAtOnce = 2_000

// what stands on cost has its value in a table of its own
const standsOnCost = `basis in ('COST_PERCENT', 'COST_SURCHARGE')`
const written = (alias: string) => entryColumns.map((name) => (name === 'value' ? `case when ${alias}.${standsOnCost} then null else ${alias}.value end` : `${alias}.${name}`)).join(', ')
const assigned = entryColumns.join(', ')
/** The items of a change from one place up to another. */
const span = 'i.change_id = $1 and i.place >= $2 and i.place < $3 and i.fault is null'

const costs = (id: string, json: string, which: string) => `
  insert into price_entry_cost (entry_id, price_list_id, value)
  select ${id}, c.price_list_id, a.value from price_change_item i join price_change c on c.id = i.change_id, ${termsOf(json)} where ${span} and ${which} and a.${standsOnCost}
  on conflict (entry_id) do update set value = excluded.value`
const noCosts = (id: string, which: string) => `delete from price_entry_cost k using price_change_item i where k.entry_id = ${id} and ${span} and ${which}`
const overwrite = (json: string, which: string) => `
  update price_list_entry e set (${assigned}) = row(${written('a')}) from price_change_item i, ${termsOf(json)} where e.id = i.entry_id and ${span} and ${which}`
const insert = (id: string, json: string, which: string) => `
  insert into price_list_entry (id, price_list_id, ${assigned})
  select ${id}, c.price_list_id, ${written('a')} from price_change_item i join price_change c on c.id = i.change_id, ${termsOf(json)} where ${span} and ${which}`

const added = `(i.kind = 'ADD' or (i.kind = 'CHANGE' and i.ends_on is not null))`
const overwritten = `i.kind = 'CHANGE' and i.ends_on is null`
const ended = `i.kind in ('CHANGE', 'REMOVE') and i.ends_on is not null`
const removed = `i.kind = 'REMOVE' and i.ends_on is null`

/** Writes what was prepared into the list: what ends, what is overwritten, what goes, what is new. */
const applying = [
  `update price_list_entry e set valid_to = i.ends_on from price_change_item i where e.id = i.entry_id and ${span} and ${ended}`,
  noCosts('i.entry_id', overwritten), overwrite('i.after', overwritten), costs('i.entry_id', 'i.after', overwritten),
  `delete from price_list_entry e using price_change_item i where e.id = i.entry_id and ${span} and ${removed}`,
  insert('i.new_id', 'i.after', added), costs('i.new_id', 'i.after', added),
]
/** Takes it back: every rule is what it was. */
const undoing = [
  `delete from price_list_entry e using price_change_item i where e.id = i.new_id and ${span} and ${added}`,
  `update price_list_entry e set valid_to = (i.before ->> 'valid_to')::date from price_change_item i where e.id = i.entry_id and ${span} and ${ended}`,
  noCosts('i.entry_id', overwritten), overwrite('i.before', overwritten), costs('i.entry_id', 'i.before', overwritten),
  insert('i.entry_id', 'i.before', removed), costs('i.entry_id', 'i.before', removed),
]

const atOnce = 1_000

/** Applies a change, or takes it back, in the transaction of `run`; the list is locked by whoever calls. Tells how far it has come. */
export async function work(run: Run, changeId: string, direction: 'apply' | 'undo', came: (count: number) => Promise<unknown> = async () => {}): Promise<void> {
  const [{ last } = { last: -1 }] = await run('select coalesce(max(place), -1) as last from price_change_item where change_id = $1', [changeId]) as [{ last: number }]
  for (let from = 0; from <= last; from += atOnce) {
    for (const statement of direction === 'apply' ? applying : undoing) await run(statement, [changeId, from, from + atOnce])
    await came(Math.min(from + atOnce, last + 1))
  }
}
