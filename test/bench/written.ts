import type pg from 'pg'
import { difference } from './agree.ts'
import type { Contender } from './contenders.ts'
import { failed, send } from './load.ts'
import type { Operation, Variables } from './operation.ts'

/** What jobs write on their own beside everybody's requests. */
const beside = ['audit_block', 'session', 'installation']

/** The rows of all tables that transactions from this one on have written, as they are now. */
async function rowsSince(client: pg.ClientBase, transaction: string): Promise<[table: string, row: Record<string, unknown>][]> {
  const { rows: tables } = await client.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all ($1)`, [beside])
  const each = tables.map(({ name }) => `select '${name}' as name, to_jsonb(t) as row from ${name} t where t.xmin::text::bigint >= ${transaction}`)
  const { rows } = await client.query<{ name: string; row: Record<string, unknown> }>(each.join(' union all '))
  return rows.map(({ name, row }) => [name, row])
}

/** Numbers of the trail, keys and what they encrypt, and hashes that everybody makes in their own way. */
const own: Record<string, string[]> = { audit_entry: ['number', 'id', 'transaction_id', 'personal'], mutation_receipt: ['input_hash'], person_key: ['key'] }
const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g

/** Rows and an answer that can be compared: an id that is new stands for its record, a time for any time. */
function comparable(rows: [table: string, row: Record<string, any>][], answer: unknown) {
  const names = new Map(rows.filter(([, { id }]) => typeof id === 'string').map(([table, { id, position, type, number }]) => [id as string, [table, position ?? type ?? (table === 'quote_version' ? number : undefined)].filter((part) => part !== undefined).join(' ')]))
  const plain = (value: unknown) => JSON.stringify(value).replace(id, (found) => names.get(found) ?? found).replace(moment, 'then').replace(/("question":)"[^"]*"/, '$1"hash"')
  const told = rows.map(([table, row]) => [table, plain(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, own[table]?.includes(key) ? value !== null : value])))] as const)
  const written: Record<string, unknown[]> = {}
  for (const table of new Set(told.map(([name]) => name))) written[table] = told.filter(([name]) => name === table).map(([, text]) => text).sort().map((text) => JSON.parse(text))
  return { written, answer: JSON.parse(plain(answer)) }
}

/** Lets each contender do the same to the same company; throws unless they answer the same and leave the same rows, the trail and the receipt among them. */
export async function sameRows(client: pg.ClientBase, operation: Operation, contenders: Contender[], next: () => Variables): Promise<unknown> {
  const variables = next()
  const taking = contenders.filter((contender) => contender.request(operation, variables))
  const outcomes: [name: string, outcome: unknown][] = []
  for (const contender of taking) {
    await operation.reset?.(client)
    const { rows: [mark] } = await client.query<{ next: string }>('select (pg_snapshot_xmax(pg_current_snapshot())::text::bigint & 4294967295)::text as next')
    const answered = await send(contender, contender.request(operation, variables)!)
    if (failed(answered)) throw new Error(`${contender.name} failed at ${operation.key}: ${answered.status} ${answered.text.slice(0, 1_000)}`)
    outcomes.push([contender.name, comparable(await rowsSince(client, mark!.next), contender.dataOf(operation, JSON.parse(answered.text)))])
  }
  await operation.reset?.(client)
  const [[first, outcome] = ['', undefined], ...others] = outcomes
  for (const [name, other] of others) {
    const found = difference(outcome, other, 'outcome')
    if (found) throw new Error(`${operation.key}: ${first} and ${name} differ for ${JSON.stringify(variables)} at ${found}`)
  }
  return outcome
}
