import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCast, castTables, idOf, userId } from '../support/cast.ts'
import { Cast } from '../api/acting.ts'
import { type Row } from '../support/cast.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { type Walls, openWalls } from '../support/walls.ts'

// Acts that change no row, and who may write into the trail.
let server: TestServer
let people: Cast
beforeAll(async () => {
  server = await startServer(({ adminUrl }) => writeCast(adminUrl))
  people = new Cast(server)
})
afterAll(() => server.close())

const acts = (action: string) => people.rows<Row>(`select actor_id, channel, action, record_type, record_id, data, key_id from audit_entry where action = ? and at > '2026-01-07' order by number`, [action])
const signIn = (email: string, password: string, cookie: string | null = null) => server.gql(email.includes('guanxi') ? 'crm' : 'partner', cookie,
  'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }', { input: { clientMutationId: crypto.randomUUID(), email, password } })

describe('acts', () => {
  it('signing in and out, on either side', async () => {
    const rep = idOf('rep@guanxi.example'), buyer = userId('NST', 'buyer')
    await people.cookie('rep@guanxi.example')
    await people.cookie('buyer@northstar.example')
    expect(await acts('signIn')).toEqual([
      { actor_id: rep, channel: 'crm', action: 'signIn', record_type: 'user', record_id: rep, data: null, key_id: null },
      { actor_id: buyer, channel: 'portal', action: 'signIn', record_type: 'user', record_id: buyer, data: null, key_id: null },
    ])
    await people.do('rep@guanxi.example', 'signOut', {})
    expect(await acts('signOut')).toMatchObject([{ actor_id: rep, channel: 'crm', record_id: rep }])
  })

  it('failing to sign in, without what was typed', async () => {
    await signIn('desk@guanxi.example', 'Sup3rsecretTypo')
    await signIn('nobody.at.all@guanxi.example', 'Sup3rsecretTypo')
    expect(await acts('signInFailed')).toMatchObject([{ actor_id: idOf('desk@guanxi.example'), data: { step: 'password' } }, { actor_id: null, record_id: null }])
    expect(await people.rows(`select 1 from audit_entry where audit_entry::text ~* 'Sup3rsecret|nobody.at.all'`)).toEqual([])
  })

  it('a key at work, once a minute', async () => {
    const { secret } = await people.do('admin@guanxi.example', 'createApiKey', { name: 'Reports', permissions: ['account:read'] }, 'secret').then((answer) => answer as unknown as { secret: string })
    const ask = () => fetch(`${server.url}/graphql/crm`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify({ query: '{ accounts { nodes { id } } }' }) })
    for (let time = 0; time < 3; time++) expect((await ask()).status).toBe(200)
    const used = await acts('keyUse')
    expect(used).toMatchObject([{ actor_id: idOf('admin@guanxi.example'), channel: 'api', record_type: 'api_key' }])
    expect(used[0]!.key_id).toBe(used[0]!.record_id)
  })

  it('are no part of what colleagues read', async () => {
    const { user } = await people.read('finance@guanxi.example', 'query ($id: ID!) { user(id: $id) { history { nodes { action } } } }', { id: idOf('desk@guanxi.example') })
    expect(user.history.nodes.map(({ action }: any) => action as string)).toEqual(['update'])
  })
})

describe('the trail is append-only', () => {
  let walls: Walls
  beforeAll(async () => { walls = await openWalls() })
  afterAll(() => walls.close())
  const admin = castTables().app_user!.find(({ email }) => email === 'admin@guanxi.example')!
  const attempts = [`insert into audit_entry (action) values ('invented')`, 'update audit_entry set channel = null', 'delete from audit_entry', 'truncate audit_entry',
    'delete from audit_block', 'update audit_block set hmac = null', 'select key from person_key', 'alter table audit_entry disable trigger all', 'drop trigger append_only on audit_entry', 'alter table account disable trigger audit_update',
    `select trail.encrypt('', '')`, `select trail.key_of('${idOf('anybody')}')`]

  it.each(attempts)('for an administrator, on every connection: %s', async (sql) => {
    const viewer = await walls.viewer(admin.id as string)
    await expect(walls.as(viewer, (run) => run(sql))).rejects.toThrow(/permission denied|must be owner/)
    await expect(walls.bare('partner', sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  it.each(attempts.filter((sql) => !sql.includes('person_key')))("on the product's own connection: %s", async (sql) => {
    await expect(walls.bare('system', sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('for whoever would write in another name', async () => {
    const viewer = await walls.viewer(admin.id as string), other = idOf('rep@guanxi.example')
    await expect(walls.as(viewer, (run) => run(`select app.audit_act_as('${other}', 'crm', 'export')`))).rejects.toThrow(/privilege/)
    await expect(walls.as(viewer, (run) => run(`select app.destroy_person_key('${other}')`))).rejects.toThrow(/privilege/)
    const [entry] = await walls.as(viewer, async (run) => { await run(`select app.audit_act('export')`); return run(`select actor_id from audit_entry order by number desc limit 1`) })
    expect(entry!.actor_id).toBe(admin.id)
  })

  it('for its owner, too', async () => {
    const { default: pg } = await import('pg')
    const client = new pg.Client(walls.database.adminUrl)
    await client.connect()
    try {
      for (const sql of ['update audit_entry set channel = channel', 'delete from audit_block', 'truncate audit_entry']) await expect(client.query(sql)).rejects.toThrow('append-only')
    } finally {
      await client.end()
    }
  })

  it('dealers may not even name it', async () => {
    for (const table of ['audit_entry', 'audit_block', 'person_key']) await expect(walls.bare('partner', `select 1 from ${table}`)).rejects.toThrow('permission denied')
  })
})

describe('guanxi audit verify', () => {
  it('says that a trail is whole, or what is wrong, beside a running server', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-verify-'))
    const { runProgram } = await import('../support/program.ts')
    const verify = () => { Object.assign(process.env, { DATABASE_URL: server.database.adminUrl, GUANXI_SECRET: server.database.secret, GUANXI_DATA: folder }); return runProgram(['--import', 'tsx', 'server/guanxi.ts', 'audit', 'verify']) }
    try {
      expect(await verify()).toMatchObject({ code: 0, output: expect.stringContaining('The audit trail is whole.') as string })
    } finally {
      for (const name of ['DATABASE_URL', 'GUANXI_SECRET', 'GUANXI_DATA']) Reflect.deleteProperty(process.env, name)
      rmSync(folder, { recursive: true })
    }
  }, 60_000)
})
