import { afterAll, beforeAll, expect, it } from 'vitest'
import { identifyUser } from '../../server/access/identify.ts'
import { grants, permissions, scopeOf } from '../../server/access/matrix.ts'
import { operationsOf } from '../../server/access/explain.ts'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { poolOf } from '../../server/orm.ts'
import { schemaFor } from '../../server/schema.ts'
import { type Row, type Tables, castTables, idOf, userId, writeCast } from '../support/cast.ts'
import { seenByDealer, seenByStaff } from '../support/expected.ts'
import { type TestServer, startServer } from '../support/server.ts'

const tables: Tables = castTables()
const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
let server: TestServer
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl)) })
afterAll(() => server.close())

const ask = async (query: string, email = 'admin@guanxi.example') => server.gql('crm', await server.signIn(email), query)
const page = async (type: string, id: string, rest = '') => (await ask(`{ whoCanSee(recordType: "${type}", recordId: "${id}"${rest}) { after people { id name audience partner reasons sentence } } }`)).data.whoCanSee as { after: string | null; people: Row[] }

async function expected(type: string, row: Row): Promise<string[]> {
  const system = await poolOf(server.database.databases.system), found: string[] = []
  for (const person of tables.app_user!) {
    const viewer = (await identifyUser(system, person.id as string))!, audience = person.audience as 'crm' | 'partner'
    const sees = (audience === 'crm' ? seenByStaff : seenByDealer)({ viewer, tables })[exposedNamed(type)!.table]
    const asks = operationsOf(schemas[audience], exposedNamed(type)!)
    if (schemas[audience].getType(type) && sees?.(row) && (!asks.length || asks.some((permission) => viewer.can(permission)))) found.push(person.id as string)
  }
  return found.sort()
}

it.each(['Account', 'Contact', 'Partner', 'Product', 'Quote', 'Order', 'User', 'QuoteApproval'])('names everybody who sees the records of %s, and nobody else', async (type) => {
  const rows = tables[exposedNamed(type)!.table]!
  for (const row of rows.filter((_, index) => index % Math.ceil(rows.length / 6) === 0)) {
    const { people, after } = await page(type, row.id as string, ', first: 100')
    expect(people.map(({ id }) => id as string).sort(), row.id as string).toEqual(await expected(type, row))
    expect(after).toBeNull()
    for (const { name, reasons, sentence } of people) expect([reasons.length > 0, sentence.length > 10, /\{\{|access\./.test(sentence as string)], `${name as string}: ${sentence as string}`).toEqual([true, true, false])
  }
})

it('comes in pages, staff first, by name', async () => {
  const id = tables.product![0]!.id as string, { people } = await page('Product', id, ', first: 100')
  expect(people.map(({ audience, name }) => `${audience as string} ${name as string}`)).toEqual([...people].map(({ audience, name }) => `${audience as string} ${name as string}`).sort())
  const pages: Row[] = []
  for (let after: string | null = null; ;) {
    const next: Awaited<ReturnType<typeof page>> = await page('Product', id, `, first: 7${after ? `, after: "${after}"` : ''}`)
    pages.push(...next.people)
    if (!(after = next.after)) break
  }
  expect(pages).toEqual(people)
  for (const [arguments_, code] of [['first: 0', 'OUT_OF_RANGE'], ['first: 101', 'OUT_OF_RANGE'], ['after: "x"', 'NOT_FOUND']]) expect((await ask(`{ whoCanSee(recordType: "Product", recordId: "${id}", ${arguments_}) { after } }`)).errors![0]!.extensions.code).toBe(code)
})

it('leaves out who may not sign in', async () => {
  const id = tables.product![0]!.id as string, system = await poolOf(server.database.databases.system)
  const before = (await page('Product', id, ', first: 100')).people.map(({ id: one }) => one as string)
  await system.query(`update app_user set active = false where id = $1`, [userId('NST', 'buyer')])
  await system.query(`update partner set state = 'Suspended' where code = 'RVL'`)
  const gone = before.filter((one) => one === userId('NST', 'buyer') || tables.app_user!.find((person) => person.id === one)!.partner_id === idOf('partner RVL'))
  expect(gone).toHaveLength(6)
  expect((await page('Product', id, ', first: 100')).people.map(({ id: one }) => one)).toEqual(before.filter((one) => !gone.includes(one)))
  await system.query(`update app_user set active = true; update partner set state = 'Active'`)
})

it('tells every right of a person with the roles that give it, and what their keys may', async () => {
  const rights = async (id: string) => (await ask(`{ effectiveRights(userId: "${id}") { name roles maySignIn rights { permission scope grants { role scope } } keys { name permissions } } }`)).data.effectiveRights
  const both = tables.app_user!.find(({ email }) => email === 'both@guanxi.example')!
  const told = await rights(both.id as string)
  expect(told.rights).toEqual(permissions.filter((permission) => scopeOf(both.roles as string[], permission)).map((permission) => ({
    permission, scope: scopeOf(both.roles as string[], permission), grants: grants.filter((grant) => grant.permission === permission && (both.roles as string[]).includes(grant.role)).map(({ role, scope }) => ({ role, scope })),
  })))
  expect(told.rights.find(({ permission }: Row) => permission === 'quote:read')).toEqual({ permission: 'quote:read', scope: 'all', grants: [{ role: 'representative', scope: 'own' }, { role: 'finance', scope: 'all' }] })
  expect(await rights(userId('NST', 'owner'))).toMatchObject({ maySignIn: true, keys: [{ name: 'NST owner', permissions: ['order:read'] }] })
  // what its maker may no longer do, a key doesn't do either
  await (await poolOf(server.database.databases.system)).query(`update api_key set permissions = '{order:read,order:confirm}' where name = 'rep'`)
  expect((await rights(idOf('rep@guanxi.example'))).keys).toEqual([{ name: 'rep', permissions: ['order:read'] }])
})

it('shows the matrix', async () => {
  const { accessMatrix } = (await ask('{ accessMatrix { roles { name audience } permissions { permission grants { role scope } } } }')).data
  expect(accessMatrix.permissions.flatMap(({ permission, grants: of }: Row) => (of as Row[]).map((grant) => ({ permission, ...grant })))).toEqual(grants)
})

it('is for administrators alone', async () => {
  for (const query of [`{ whoCanSee(recordType: "Product", recordId: "${tables.product![0]!.id as string}") { after } }`, `{ effectiveRights(userId: "${userId('NST', 'owner')}") { name } }`, '{ accessMatrix { roles { name } } }'])
    for (const email of ['head@guanxi.example', 'analyst@guanxi.example', 'rep@guanxi.example']) expect((await ask(query, email)).errors![0]!.extensions.code, query).toBe('FORBIDDEN')
})
