import { type GraphQLEnumType, type GraphQLInputObjectType, execute, getNamedType, isEnumType, parse } from 'graphql'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identifyUser } from '../../server/access/identify.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import { Reader } from '../../server/kit/read/reader.ts'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { opening } from '../../server/kit/session.ts'
import { poolOf } from '../../server/orm.ts'
import { schemaFor } from '../../server/schema.ts'
import { fillWorld, idOf } from '../bench/world.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { fillBusiness } from './business.ts'
import { type List, listsOf, sortsOf } from './lists.ts'

/** The bench's company at a fiftieth, with the statistics of the whole: what the planner does with a million orders, without them. */
const scale = 0.02
/** From so many rows on a table must not be read through. */
const large = 100_000
const people = { administrator: 'admin@bench.example', manager: 'manager1@bench.example', representative: 'rep21@bench.example', dealer: 'dealer1@bench.example' }
type Who = keyof typeof people

let database: TestDatabase, admin: pg.Client, pools: Record<'crm' | 'partner', pg.Pool>, sizes: Map<string, number>, partial: Set<string>
const viewers = {} as Record<Who, Viewer>
const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }

beforeAll(async () => {
  database = await cloneDatabase()
  admin = await database.connect()
  await fillWorld(admin, scale, () => {})
  await fillBusiness(admin)
  await admin.query(`insert into app_user (id, audience, email, name, roles) values (gen_random_uuid(), 'crm', '${people.administrator}', 'Ada', '{administrator}')`)
  await admin.query(`insert into audit_entry (channel, action, table_name, record_type, record_id, actor_id) select 'crm', 'update', 'sales_order', 'order', id, owner_id from sales_order`)
  // values that are as usual as they are in a company
  await admin.query(`update account set status = (array['PROSPECT', 'ACTIVE', 'INACTIVE'])[1 + (hashtext(id::text) & 1)], industry = (array['TW', 'Energy'])[1 + (hashtext(id::text) & 1)], kind = (array['ORGANISATION', 'PERSON'])[1 + (hashtext(name) & 1)]`)
  await admin.query('vacuum analyze audit_entry, account')
  // the planner takes a table's density from here and its pages from the disk
  await admin.query(`select pg_restore_relation_stats('schemaname', 'public', 'relname', relname::text, 'relpages', relpages, 'reltuples', (reltuples * ${1 / scale})::real)
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 3000 and relname not in ('product', 'list_price', 'product_cost', 'stock')`)
  partial = new Set((await admin.query<{ name: string }>(`select indexrelid::regclass::text as name from pg_index where indpred is not null`)).rows.map(({ name }) => name))
  sizes = new Map((await admin.query<{ name: string; rows: number }>(`select relname as name, reltuples::float8 as rows from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`)).rows.map(({ name, rows }) => [name, rows]))
  const { databases } = database, system = await poolOf(databases.system)
  pools = { crm: await poolOf(databases.staff), partner: await poolOf(databases.partner) }
  for (const [who, email] of Object.entries(people)) {
    const { rows } = await system.query('select id from app_user where email = $1', [email])
    viewers[who as Who] = (await identifyUser(system, rows[0].id as string))!
  }
}, 120_000)
afterAll(() => database.close())

/** The statement that answers a document, and its plan. */
async function planOf(viewer: Viewer, document: string): Promise<any> {
  const asked: { text: string; values: unknown[] }[] = []
  const run = async (text: string, values: unknown[]) => { asked.push({ text, values }); return [] }
  const audience = viewer.audience as 'crm' | 'partner'
  await execute({ schema: schemas[audience], document: parse(document), contextValue: { viewer, me: viewer, run, read: new Reader(run, viewer), locale: 'en' } as any })
  expect(asked.length, document).toBe(1)
  const client = await pools[audience].connect()
  try {
    await client.query(opening(viewer.settings, 'read only'))
    return (await client.query(`explain (format json, verbose off) ${asked[0]!.text}`, asked[0]!.values)).rows[0]['QUERY PLAN'][0].Plan
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** What takes all rows from below before it gives one. */
const swallowing = /^(Sort|Aggregate|Hash|HashAggregate|WindowAgg|Materialize|SetOp|Gather)/

/** Large tables that are read through, or whose index is, without a limit that ends it. What a partial index holds is what was asked for. */
function readThrough(node: any, limited = false): string[] {
  const type = node['Node Type'] as string, table = node['Relation Name'] as string | undefined, big = table !== undefined && (sizes.get(table) ?? 0) >= large
  const inOrder = /^Index (Only )?Scan$/.test(type)
  const here = big && (type === 'Seq Scan' || (inOrder && !node['Index Cond'] && !limited && !partial.has(node['Index Name']))) ? [`${type} of ${table}`] : []
  const below = type === 'Limit' || (limited && !swallowing.test(type))
  return [...here, ...(node.Plans ?? []).flatMap((one: any) => readThrough(one, /InitPlan|SubPlan/.test(one['Parent Relationship']) ? false : below))]
}

const parentOf = (record: string): string => ({ Partner: idOf('partner', 1), Order: idOf('order', 5), Quote: idOf('quote', 5), Contact: idOf('contact', 5), Product: idOf('product', 5), PriceList: idOf('list', 1) })[record] ?? idOf('account', 5)
/** A value of each kind for a filter. */
function sampleOf(name: string, type: string, named: any): string | undefined {
  if (isEnumType(named)) return `[${(named as GraphQLEnumType).getValues()[0]!.name}]`
  if (name === 'search') return undefined
  if (type.startsWith('[ID')) return `["${{ accountId: idOf('account', 5), partnerId: idOf('partner', 1), recordId: idOf('order', 5) }[name] ?? idOf('user', 21)}"]`
  const samples: Record<string, string> = { DateRange: '{ gte: "2026-01-01T00:00:00Z" }', DayRange: '{ gte: "2026-01-01" }', DecimalRange: '{ gte: "89990" }', Boolean: 'true', '[String!]': '["TW"]' }
  return samples[type]
}

/** Where reading through is right, by list and what is asked of it. */
const exceptions: [RegExp, string][] = [
  [/^administrator Query\.auditTrail (NUMBER|at|channel)/, 'the policy asks about the records only for who may not read the whole trail: planned, never run'],
]
/** Tables behind lists that do not grow with the business, or of which the bench's company has none. */
const small: Record<string, string> = {
  app_user: 'people who sign in', partner: '2,000', product: '20,000', price_list: 'one or a few for each partner', promotion: 'a few dozen', price_list_entry: 'of one list', consent: 'of one contact',
  approval_delegation: 'absences', quote_approval: 'none here yet', configuration: 'none here yet', product_model: 'a few dozen', webhook_delivery: 'of one webhook', currency_rate: 'one a day for each currency', tax_rule: 'a few for each country', dunning_level: 'at most nine',
}
const excepted = (what: string) => exceptions.some(([pattern]) => pattern.test(what))

describe.each(['administrator', 'manager', 'representative', 'dealer'] as const)('%s', (who) => {
  const audience = who === 'dealer' ? 'partner' : 'crm'

  test.each(listsOf(schemas[audience]).map((list) => [list.name, list] as const))('%s is never read through', { timeout: 60_000 }, async (name, list) => {
    const viewer = viewers[who]
    if (mayNot(viewer, list)) return
    const type = exposedNamed(list.record)!, nodes = '{ nodes { id } pageInfo { hasNextPage endCursor } }'
    const ask = (args: string) => planOf(viewer, list.document(`(first: 50, ${args}) ${nodes}`, list.parent ? parentOf(list.parent) : undefined))
    const found: string[] = []
    const look = async (what: string, args: string) => { if (!excepted(`${who} ${name} ${what}`)) found.push(...readThrough(await ask(args)).map((fault) => `${what}: ${fault}`)) }
    for (const by of sortsOf(list.record, viewer)) for (const direction of ['ASC', 'DESC']) {
      await look(`${by} ${direction}`, `sort: { by: ${by}, direction: ${direction} }`)
      const key = { uuid: idOf('user', 5), int: '5', bigint: '5', timestamptz: '2026-01-01T00:00:00Z', date: '2026-01-01', numeric: '5', 'double precision': '5' }[type.sorts.get(by)!.type] ?? 'm'
      await look(`${by} ${direction} deep`, `after: "${Buffer.from(JSON.stringify([key, idOf('user', 5)])).toString('base64')}", sort: { by: ${by}, direction: ${direction} }`)
    }
    for (const [filter, value] of filtersOf(list, audience)) await look(filter, `filter: { ${filter}: ${value} }`)
    expect(found).toEqual([])
  })
})

/** Whether a list, or the record that has it, is not for this viewer at all. */
function mayNot(viewer: Viewer, { name, parent }: List): boolean {
  const root = parent ? `${parent[0]!.toLowerCase()}${parent.slice(1)}` : name.split('.')[1]!
  const { permission } = schemas[viewer.audience as 'crm' | 'partner'].getQueryType()!.getFields()[root]!.extensions as { permission?: string }
  return permission?.includes(':') === true && viewer.scope(permission) === null
}

function filtersOf(list: List, audience: 'crm' | 'partner'): [string, string][] {
  const filter = schemas[audience].getType(`${list.record}Filter`) as GraphQLInputObjectType | undefined
  return Object.values(filter?.getFields() ?? {}).flatMap(({ name, type }) => { const value = sampleOf(name, String(type), getNamedType(type)); return value ? [[name, value] as [string, string]] : [] })
}

test('a look-up by words uses the index of words, and every list behind which there is much is known to be large', async () => {
  for (const table of ['account', 'contact', 'quote', 'sales_order']) {
    const { rows } = await admin.query(`explain (format json) select id from ${table} where search like '%works 1234%'`)
    expect(JSON.stringify(rows[0]['QUERY PLAN']), table).toContain(`${table}_search`)
  }
  const tables = new Set((['crm', 'partner'] as const).flatMap((audience) => listsOf(schemas[audience]).map(({ record }) => exposedNamed(record)!.table)))
  expect([...tables].filter((table) => !small[table] && (sizes.get(table) ?? 0) < large)).toEqual([])
})
