import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exposedTypes } from '../../server/kit/read/registry.ts'
import { policies } from '../../server/records.ts'
import { wholeSchema } from '../../server/schema.ts'
import { userId } from '../support/cast.ts'
import { closedToDealers } from '../support/expected.ts'
import { type Walls, openWalls } from '../support/walls.ts'
import { places, recordsIn } from './questions.ts'
import { Unchecked, execution, withoutRowSecurity } from './unwalled.ts'

// Absence alone: no shield, no pruning, no row security. What remains is what the dealers' login role has no grant on.
let walls: Walls
const planted: Record<string, number> = {}
const canary = { text: 'canary of a closed table', number: '8642097.53' }
beforeAll(async () => {
  walls = await openWalls()
  await withoutRowSecurity(walls.database.adminUrl)
  await plant()
})
afterAll(() => walls.close())

const schema = wholeSchema(), everywhere = places(schema)
const secret = /margin|cost|internalNote|creditRating|creditLimit|creditStanding|approvalReasons|revenuePotential/i
const people = ['owner', 'manager', 'seller', 'buyer'].map((name) => [name, userId('NST', name)] as const)

/** A canary into every text and number of every closed table that takes one. */
async function plant(): Promise<void> {
  const client = new pg.Client(walls.database.adminUrl)
  await client.connect()
  await client.query(`set session_replication_role = replica`)
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type from information_schema.columns where table_schema = 'public' and table_name = any ($1) and data_type in ('text', 'numeric')`, [closedToDealers])
  for (const { table, column, type } of rows) {
    const changed = await client.query(`update ${table} set ${column} = $1`, [type === 'text' ? canary.text : canary.number]).catch(() => null)
    if (changed?.rowCount) planted[table] = (planted[table] ?? 0) + 1
  }
  await client.end()
}

it('the closed tables are those without a grant', () => {
  expect([...policies.filter(({ partner }) => !partner).map(({ table }) => table), 'migration'].sort()).toEqual([...closedToDealers].sort())
  // so that a search for canaries would find something
  for (const table of ['product_cost', 'surcharge_cost', 'partner_terms', 'account_standing', 'contact_note', 'quote_version_internal', 'quote_line_cost']) expect(planted[table], table).toBeGreaterThan(0)
})

describe.each(people)('%s', (_name, id) => {
  it('reads none of them by SQL, not a column of them, not how many rows they have', async () => {
    const viewer = await walls.viewer(id)
    // the wall of rows is off
    expect((await walls.as(viewer, (run) => run('select count(*)::int as n from partner')))[0]!.n).toBe(3)
    for (const table of closedToDealers) for (const what of ['*', 'count(*)', '1']) await expect(walls.as(viewer, (run) => run(`select ${what} from ${table}`)), table).rejects.toThrow('permission denied')
  })

  it('nor over a schema that has them, without a shield', { timeout: 120_000 }, async () => {
    const unchecked = new Unchecked((await walls.viewer(id)).data), closedTypes = new Set(exposedTypes().filter(({ table }) => closedToDealers.includes(table)).map(({ name }) => name))
    const told: string[] = []
    let answered = 0, foreign = 0
    for (const place of everywhere) {
      for (const { name, text } of place.fields) {
        const { data, errors } = await execution(walls, schema, unchecked, place.asking([text])), bytes = JSON.stringify({ data, errors })
        if (bytes.includes(canary.text) || bytes.includes('8642097')) told.push(`${place.type}.${name}: a canary`)
        const records = recordsIn(data)
        if (records.some(({ __typename }) => closedTypes.has(__typename))) told.push(`${place.type}.${name}: a record`)
        if (secret.test(name) && saysSomething(data, name)) told.push(`${place.type}.${name}: a value`)
        if (!errors) answered++
        foreign += records.filter(({ id: record }) => record === userId('RVL', 'owner')).length
      }
    }
    expect(told).toEqual([])
    // the other walls were off
    expect([answered > 300, foreign > 0]).toEqual([true, true])
  })
})

const saysSomething = (value: unknown, name: string): boolean => {
  if (Array.isArray(value)) return value.some((one) => saysSomething(one, name))
  if (!value || typeof value !== 'object') return false
  return Object.entries(value).some(([key, one]) => (key === name ? one !== null && !(Array.isArray(one) && !one.length) : saysSomething(one, name)))
}
