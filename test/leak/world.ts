import pg from 'pg'
import type { GraphQLSchema } from 'graphql'
import { roles } from '../../server/access/matrix.ts'
import { permissions } from '../../server/access/matrix.ts'
import { poolOf } from '../../server/orm.ts'
import { schemaFor } from '../../server/schema.ts'
import { type Row, type Tables, castTables, idOf, partnerId, productId, userId } from '../support/cast.ts'
import { type App, type TestServer, startServer } from '../support/server.ts'
import { type Asker, everybody } from './asker.ts'
import { type Canaries, plant } from './canaries.ts'
import { type Column, kept, readCatalog } from './catalog.ts'
import { Wire } from './door.ts'
import { refill, withDoors } from './fill.ts'
import { type Oracle, oracleFor } from './oracle.ts'

/** One server over a database whose rows can be exchanged. */
export interface Side { server: TestServer; wire: Wire; admin: pg.Client }
/** Two servers: on the first all is as the cast has it; the second is changed for what is to be compared or done. */
export interface World {
  sides: [Side, Side]
  tables: Tables
  catalog: Map<string, Column[]>
  canaries: Canaries
  askers: Asker[]
  schemas: Record<App, GraphQLSchema>
  oracle(asker: Asker): Oracle
  close(): Promise<void>
}

const extraKeys = [['everything of the administrator', idOf('admin@guanxi.example'), null], ['everything of the owner', userId('NST', 'owner'), partnerId('NST')]] as const

/** The cast, with keys that may do all that their owners may. */
function cast(): Tables {
  const tables = castTables()
  const another = (row: Row, name: string): Row => ({ ...row, id: idOf(`key ${name}`), name, prefix: idOf(name).slice(0, 8) })
  tables.api_key!.push(...extraKeys.map(([name, user_id, partner_id]) => another({ user_id, partner_id, permissions, created_at: '2026-01-05T08:00:00Z' }, name)))
  tables.api_key!.push(...tables.api_key!.flatMap((row) => Array.from({ length: 7 }, (_, turn) => another(row, `${row.name} ${turn}`))))
  // looking at one's cart makes it, with an id that differs from server to server
  const without = tables.app_user!.filter(({ id, partner_id }) => partner_id && !tables.cart!.some(({ user_id }) => user_id === id))
  const carts = without.map(({ id, partner_id }) => ({ id: idOf(`cart ${id}`), user_id: id, partner_id, updated_at: '2026-01-05T08:00:00Z' }))
  tables.cart!.push(...carts)
  tables.cart_line!.push(...carts.map(({ id }) => ({ id: idOf(`line ${id}`), cart_id: id, product_id: productId('LATHE'), quantity: 2, added_at: '2026-01-05T08:00:00Z' })))
  tables.account_team_member!.push(...tables.account!.map(({ id, owner_id }) => ({ id: idOf(`member ${id}`), account_id: id, user_id: owner_id, role: 'lead' })))
  // a balance, which is told to who sees the partner, is no single order's total
  for (const { id } of tables.partner!) {
    const order = tables.sales_order!.find((row) => row.partner_id === id && row.state === 'Placed')!, amount = tables.order_amount!.find((row) => row.order_id === order.id)!
    tables.sales_order!.push({ ...order, id: idOf(`second order of ${id}`), number: 'second', quote_version_id: null })
    tables.order_amount!.push({ ...amount, order_id: idOf(`second order of ${id}`) })
  }
  // the clock's jobs expire what is out of date, at a moment of their own
  for (const table of ['promotion', 'special_price']) for (const row of tables[table]!) if (row.valid_to) row.valid_to = '2099-12-31'
  for (const version of tables.quote_version!) if (version.valid_until) version.valid_until = '2099-12-31'
  // numbered far beyond what is written later
  tables.audit_entry = tables.audit_entry?.map((row, index) => ({ ...row, number: 1_000_000_000 + index, transaction_id: 7 })) ?? []
  return tables
}

/** A job that waits for ever, so that there is one; and the seal, which comes by itself after a moment. */
async function settle({ admin }: Side): Promise<void> {
  await admin.query(`select graphile_worker.add_job('someday', run_at := '2099-01-01')`)
  for (let tries = 0; tries < 100 && (await admin.query('select 1 from audit_block')).rowCount === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 200))
}

async function side(tables: () => Promise<Tables>): Promise<Side> {
  const server = await startServer(async ({ adminUrl }) => {
    const admin = new pg.Client(adminUrl)
    await admin.connect()
    await refill(admin, await tables())
    await admin.end()
  })
  const admin = new pg.Client(server.database.adminUrl)
  await admin.connect()
  return { server, admin, wire: new Wire(server.url) }
}

export async function openWorld(): Promise<World> {
  const plain = cast()
  let planted: { tables: Tables; canaries: Canaries } | undefined, catalog = new Map<string, Column[]>()
  const first = await startServer(async ({ adminUrl }) => {
    const admin = new pg.Client(adminUrl)
    await admin.connect()
    catalog = await readCatalog(admin)
    planted = plant(withDoors(plain), catalog)
    await refill(admin, planted.tables)
    await admin.end()
  })
  const admin = new pg.Client(first.database.adminUrl)
  await admin.connect()
  const sides: [Side, Side] = [{ server: first, admin, wire: new Wire(first.url) }, await side(async () => planted!.tables)]
  const { tables, canaries } = planted!
  await Promise.all(sides.map(settle))
  const names = new Map([...plain.app_user!.map((row) => [row.id, `${(row.roles as string[]).join('+')} ${row.email}`] as const), ...plain.api_key!.map((row) => [row.id, row.name] as const)])
  const askers = await everybody(await poolOf(first.database.databases.system), tables, (id) => String(names.get(id)))
  const missing = roles.filter((role) => !askers.some((asker) => asker.roles.includes(role)))
  if (missing.length) throw new Error(`Nobody in the cast is ${missing.join(', ')}: add them to test/support/cast.ts.`)
  const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
  const oracles = new Map<Asker, Oracle>()
  return {
    sides, tables, catalog, canaries, askers, schemas,
    oracle(asker) {
      if (!oracles.has(asker)) oracles.set(asker, oracleFor(asker, tables, canaries, catalog))
      return oracles.get(asker)!
    },
    async close() {
      for (const one of sides) { one.wire.close(); await one.admin.end(); await one.server.close() }
    },
  }
}

export const tablesOf = (catalog: Map<string, Column[]>): string[] => [...catalog.keys()].filter((table) => !kept.includes(table))
