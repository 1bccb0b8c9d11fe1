import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../server/access/run-command.ts'
import { identifyUser } from '../../server/access/identify.ts'
import { routes } from '../../server/access/routes.ts'
import { Viewer } from '../../server/access/viewer.ts'
import { opening } from '../../server/kit/session.ts'
import { poolOf } from '../../server/orm.ts'
import { schemaFor } from '../../server/schema.ts'
import { castTables, userId, writeCast } from '../support/cast.ts'
import { type App, type TestServer, startServer } from '../support/server.ts'

const people = castTables().app_user!
const staffId = (email: string) => people.find((person) => person.email === email)!.id as string
const buyer = userId('NST', 'buyer'), rep = staffId('rep@guanxi.example')
let server: TestServer, own: string
beforeAll(async () => {
  server = await startServer(({ adminUrl }) => writeCast(adminUrl))
  // the last administrator can't be disabled
  await system(`update app_user set roles = '{administrator}' where email = 'product@guanxi.example'`)
})
afterAll(() => server.close())

const system = async (sql: string, values: unknown[] = []) => (await (await poolOf(server.database.databases.system)).query(sql, values)).rows
/** A session of its own for every test: some end it. */
beforeEach(async () => {
  const { cookies } = await post('crm', null, 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }', { input: { clientMutationId: crypto.randomUUID(), email: 'admin@guanxi.example', password: 'guanxi-demo' } })
  own = cookies.find((cookie) => cookie.startsWith('guanxi-crm='))!
})

async function post(app: App, cookie: string | null, query: string, variables: object = {}): Promise<{ status: number; body: any; cookies: string[] }> {
  const response = await fetch(`${server.url}/graphql/${app}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', ...(cookie ? { cookie } : {}) }, body: JSON.stringify({ query, variables }) })
  return { status: response.status, body: await response.json(), cookies: response.headers.getSetCookie().map((line) => line.split(';')[0]!) }
}
const begin = (user: string, reason = 'They see no prices', cookie = own) =>
  post('crm', cookie, 'mutation ($input: ViewAsInput!) { viewAs(input: $input) { app until errors { code path } } }', { input: { clientMutationId: crypto.randomUUID(), userId: user, reason } })
/** The browser's cookies while an administrator looks as somebody. */
const lookAs = async (user: string) => `${own}; ${(await begin(user)).cookies.find((cookie) => /-view=./.test(cookie))!}`
const end = (app: App, cookie: string, name = 'endViewAs') => post(app, cookie, `mutation ($input: CommandInput!) { __typename ${name}(input: $input) { errors { code } } }`, { input: { clientMutationId: crypto.randomUUID() } })
const me = async (app: App, cookie: string) => (await post(app, cookie, '{ viewer { email viewedBy { name until } } }')).body.data.viewer

describe('looking as somebody else', () => {
  it('shows what they see, says who looks, and leaves the own session as it is', async () => {
    const cookie = await lookAs(buyer)
    expect(cookie).toContain('guanxi-partner-view=')
    expect(await me('partner', cookie)).toEqual({ email: 'buyer@northstar.example', viewedBy: { name: 'admin', until: expect.any(String) } })
    expect(await me('crm', cookie)).toEqual({ email: 'admin@guanxi.example', viewedBy: null })
    const orders = async (cookies: string) => (await post('partner', cookies, '{ orders(first: 100) { nodes { number } } }')).body.data.orders
    expect(await orders(cookie)).toEqual(await orders(await server.signIn('buyer@northstar.example')))
    const until = Date.parse((await me('partner', cookie)).viewedBy.until) - Date.now()
    expect(until).toBeGreaterThan(29 * 60_000)
    expect(until).toBeLessThanOrEqual(30 * 60_000)
  })

  it('takes the place of the own session in the same app, until it is ended', async () => {
    const cookie = await lookAs(rep)
    expect((await me('crm', cookie)).email).toBe('rep@guanxi.example')
    const ended = await end('crm', cookie)
    expect(ended.cookies).toEqual(['guanxi-crm-view='])
    // its token is worth nothing now, and is nobody's rather than the administrator's
    expect(await me('crm', cookie)).toBeNull()
    expect(await me('crm', own)).toEqual({ email: 'admin@guanxi.example', viewedBy: null })
  })

  it('is ended by signing out, and that is all', async () => {
    const cookie = await lookAs(buyer)
    expect((await end('partner', cookie, 'signOut')).cookies).toEqual(['guanxi-partner-view='])
    expect([await me('partner', cookie), (await me('crm', own)).email]).toEqual([null, 'admin@guanxi.example'])
  })

  it('is in the audit trail with its reason, its end too', async () => {
    const cookie = await lookAs(buyer)
    await end('partner', cookie)
    const told = await system(`select action, actor_id, record_type, record_id, data ->> 'reason' as reason from audit_entry where action in ('viewAs', 'endViewAs') order by id desc limit 2`)
    expect(told.reverse()).toEqual([
      { action: 'viewAs', actor_id: staffId('admin@guanxi.example'), record_type: 'user', record_id: buyer, reason: 'They see no prices' },
      { action: 'endViewAs', actor_id: staffId('admin@guanxi.example'), record_type: 'user', record_id: buyer, reason: null },
    ])
  })
})

describe('a look ends', () => {
  /** Who a request with these cookies is, and which cookies its answer clears. */
  const asked = async (cookie: string) => { const { body, cookies } = await post('partner', cookie, '{ viewer { email } }'); return [body.data.viewer, cookies] }
  const gone = [null, ['guanxi-partner-view=']]
  it('after half an hour', async () => {
    const cookie = await lookAs(buyer)
    await system(`update view_as set expires_at = now() - interval '1 second'`)
    expect(await asked(cookie)).toEqual(gone)
  })
  it("with the administrator's session", async () => {
    const cookie = await lookAs(buyer)
    await end('crm', own, 'signOut')
    expect(await asked(cookie)).toEqual(gone)
    expect(await system('select 1 from view_as v join session s on s.id = v.session_id where s.user_id = $1', [staffId('admin@guanxi.example')])).toEqual([])
  })
  it('without the cookie of that session', async () => {
    const cookie = await lookAs(buyer), look = cookie.split('; ')[1]!
    expect(await asked(look)).toEqual(gone)
    expect(await asked(`${await server.signIn('manager@guanxi.example')}; ${look}`)).toEqual(gone)
    expect((await me('partner', cookie)).email).toBe('buyer@northstar.example')
  })
  it.each([
    ['the administrator is disabled', `update app_user set active = false where email = 'admin@guanxi.example'`],
    ['the administrator is one no more', `update app_user set roles = '{analyst}' where email = 'admin@guanxi.example'`],
    ['the person is disabled', `update app_user set active = false where email = 'buyer@northstar.example'`],
    ['their partner is suspended', `update partner set state = 'Suspended' where code = 'NST'`],
  ])('when %s', async (_why, statement) => {
    const cookie = await lookAs(buyer)
    await system(statement)
    try { expect(await asked(cookie)).toEqual(gone) } finally {
      await system(`update app_user set active = true, roles = case email when 'admin@guanxi.example' then '{administrator}' else roles end; update partner set state = 'Active'`)
    }
  })
})

describe('it is begun', () => {
  const code = async (answer: Promise<{ body: any }>) => { const { body } = await answer; return body.errors?.[0].extensions.code ?? [body.data.viewAs.errors[0]?.code, body.data.viewAs.errors[0]?.path[0]].join(' ') }
  it('by administrators, for people who may sign in, with a reason', async () => {
    expect(await code(begin(buyer))).toBe(' ')
    expect(await code(begin(buyer, ' '))).toBe('REQUIRED reason')
    expect(await code(begin(staffId('admin@guanxi.example')))).toBe('BAD_USER_INPUT userId')
    for (const nobody of ['x', '01a1fff6-0000-7000-8000-000000000000']) expect(await code(begin(nobody))).toBe('NOT_FOUND userId')
    for (const email of ['manager@guanxi.example', 'analyst@guanxi.example']) expect(await code(begin(buyer, 'why not', await server.signIn(email)))).toBe('FORBIDDEN')
    await system(`update app_user set active = false where id = $1`, [buyer])
    expect(await code(begin(buyer))).toBe('NOT_FOUND userId')
    await system(`update app_user set active = true where id = $1`, [buyer])
    // nobody looks through somebody else's eyes as a third
    const asAdmin = await lookAs(staffId('both@guanxi.example'))
    expect(await code(begin(buyer, 'deeper', asAdmin))).toBe('READ_ONLY')
  })

  it('not by a key', async () => {
    const { body } = await post('crm', own, 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret errors { code } } }', { input: { clientMutationId: crypto.randomUUID(), name: 'tool', permissions: ['access:viewas', 'access:explain'] } })
    const response = await fetch(`${server.url}/graphql/crm`, { method: 'POST', headers: { authorization: `Bearer ${body.data.createApiKey.secret}`, 'content-type': 'application/json', cookie: own },
      body: JSON.stringify({ query: 'mutation ($input: ViewAsInput!) { viewAs(input: $input) { app errors { code } } }', variables: { input: { clientMutationId: 'key', userId: buyer, reason: 'by key' } } }) })
    expect(((await response.json()) as any).data.viewAs).toEqual({ app: null, errors: [{ code: 'FORBIDDEN' }] })
    expect(response.headers.getSetCookie()).toEqual([])
  })
})

describe('nothing is changed', () => {
  it.each(['crm', 'partner'] as const)('by any mutation of %s', async (app) => {
    const cookie = await lookAs(app === 'crm' ? staffId('both@guanxi.example') : userId('NST', 'owner'))
    const mutations = Object.values(schemaFor(app).getMutationType()!.getFields()).filter(({ name }) => !['endViewAs', 'signOut'].includes(name))
    expect(mutations.length).toBeGreaterThan(15)
    for (const { name, args } of mutations) {
      const head = args.length ? `(${args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})` : '', passed = args.length ? `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})` : ''
      for (const query of [`mutation ${head} { ${name}${passed} { __typename } }`, `mutation ${head} { ...it } fragment it on Mutation { ${name}${passed} { __typename } }`, `mutation ${head} { endViewAs: ${name}${passed} { __typename } }`]) {
        const { status, body } = await post(app, cookie, query)
        expect([body.errors[0].extensions.code, status], name).toEqual(['READ_ONLY', 400])
      }
    }
    expect((await me(app, cookie)).viewedBy).not.toBeNull()
  })

  it('by a question that would make what is missing, or a file whose asking is an act', async () => {
    const seller = userId('NST', 'seller2'), carts = () => system('select 1 from cart where user_id = $1', [seller])
    expect((await post('partner', await lookAs(seller), '{ cart { id } }')).body).toEqual({ data: { cart: null } })
    expect(await carts()).toEqual([])
    const another = staffId('product@guanxi.example'), cookie = await lookAs(another)
    const before = await system('select count(*) from audit_entry')
    for (const { path } of routes.filter(({ act }) => act)) {
      const response = await fetch(server.url + path.replace(':id', another), { headers: { cookie } })
      expect([((await response.json()) as any).errors[0].extensions.code, response.status], path).toEqual(['READ_ONLY', 403])
    }
    expect(await system('select count(*) from audit_entry')).toEqual(before)
  })

  it('by a verb that gets past the door, nor by a statement that gets past the verb', async () => {
    const { databases } = server.database
    const viewer = (await identifyUser(await poolOf(databases.system), userId('NST', 'owner')))!, looked = new Viewer({ ...viewer.data, viewedBy: staffId('admin@guanxi.example') })
    const act = () => { throw new Error('acted') }
    const { plain } = await runCommand({ pool: await poolOf(databases.partner), em: databases.partner.em }, looked, { fieldName: 'clearCart' } as any, { clientMutationId: 'past' }, act, (text) => text)
    expect(plain.errors).toMatchObject([{ code: 'READ_ONLY', path: [] }])
    const client = await (await poolOf(databases.partner)).connect()
    try {
      await client.query(opening(looked.settings, 'read write'))
      await expect(client.query(`update app_user set title = 'changed'`)).rejects.toThrow('read-only transaction')
      await client.query('rollback')
      await client.query(opening(looked.settings, 'read write'))
      await expect(client.query(`set transaction read write; update app_user set title = 'changed'`)).rejects.toThrow(/read-write mode|read-only transaction/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
