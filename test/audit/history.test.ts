import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCast, idOf, partnerId } from '../support/cast.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

// Who reads what of the trail through the API.
let server: TestServer
let people: Cast
beforeAll(async () => {
  server = await startServer(({ adminUrl }) => writeCast(adminUrl))
  people = new Cast(server)
})
afterAll(() => server.close())

const staff = (name: string) => `${name}@guanxi.example`
const account = idOf('account NST seller')
const entry = 'action part channel operation actor { name } changes { field kind old new erased }'
const historyOf = async (name: string, type: string, id: string) =>
  (await people.read(staff(name), `query ($id: ID!) { ${type}(id: $id) { history { nodes { ${entry} } } } }`, { id }))[type]?.history.nodes as any[] | undefined

describe('the history of a record', () => {
  it('tells who changed what, from what to what, and by which operation', async () => {
    await people.do(staff('rep'), 'updateAccount', { id: account, industry: 'Steel', ownerId: idOf(staff('rep2')) })
    const [latest] = (await historyOf('admin', 'account', account))!
    expect(latest).toMatchObject({ action: 'update', part: 'Account', channel: 'crm', operation: 'updateAccount', actor: { name: 'rep' } })
    expect(latest.changes).toEqual(expect.arrayContaining([
      { field: 'industry', kind: 'VALUE', old: null, new: 'Steel', erased: false }, { field: 'owner', kind: 'RECORD', old: 'rep', new: 'rep2', erased: false },
    ]))
    expect(latest.changes).toHaveLength(2)
  })

  it('keeps shielded what its reader may not read on the record itself', async () => {
    const id = idOf('account direct rep')
    await people.do(staff('rep'), 'updateAccount', { id, creditStanding: 'shaky', internalNote: 'slow payer' })
    const fields = async (name: string) => (await historyOf(name, 'account', id))!.flatMap(({ changes }) => changes.map(({ field }: any) => field as string))
    expect(await fields('finance')).toEqual(expect.arrayContaining(['creditStanding', 'internalNote']))
    // the desk sees the account and holds no account:standing
    expect(await fields('desk')).toContain('internalNote')
    expect(await fields('desk')).not.toContain('creditStanding')
    expect(JSON.stringify(await historyOf('desk', 'account', id))).not.toContain('shaky')
  })

  it('is not there for who does not see the record', async () => {
    expect(await historyOf('stranger', 'account', idOf('account direct rep'))).toBeUndefined()
    expect((await historyOf('rep', 'account', idOf('account direct rep')))!.length).toBeGreaterThan(0)
  })

  it('names no record that its reader does not see', async () => {
    // an account of both teams: who leads it is known to everybody, what it belongs to is not
    const child = idOf('account direct rep2'), parent = idOf('account direct stranger')
    await people.do(staff('admin'), 'updateAccount', { id: child, parentId: parent })
    expect((await historyOf('admin', 'account', child))![0].changes).toEqual([{ field: 'parent', kind: 'RECORD', old: null, new: 'direct stranger', erased: false }])
    await server.database.databases.system.em.getConnection().execute('delete from account_team_member')
    expect((await historyOf('rep2', 'account', child))![0].changes).toEqual([{ field: 'parent', kind: 'RECORD', old: null, new: '•••', erased: false }])
  })

  it('is written with the change or not at all', async () => {
    const before = await people.rows('select count(*)::int as n from audit_entry')
    expect(await people.refusal(staff('admin'), 'updateAccount', { id: account, name: 'New name', parentId: account })).not.toBeNull()
    expect(await people.rows('select count(*)::int as n from audit_entry')).toEqual(before)
  })

  it('does not exist for dealers', async () => {
    const answer = await people.ask('seller@northstar.example', '{ accounts { nodes { history { nodes { id } } } } }')
    expect(answer.errors![0]!.message).toContain('history')
  })

  it('tells nothing of a person whose key was destroyed, but that something changed', async () => {
    const contact = idOf(`contact ${account}`)
    await people.do(staff('rep2'), 'updateContact', { id: contact, email: 'pat.lee@example.org' })
    const change = async () => (await historyOf('rep2', 'contact', contact))![0].changes
    expect(await change()).toEqual([{ field: 'email', kind: 'VALUE', old: null, new: 'pat.lee@example.org', erased: false }])
    expect(await people.rows(`select count(*)::int as n from audit_entry where audit_entry::text like '%pat.lee%'`)).toEqual([{ n: 0 }])
    await people.rows('select app.destroy_person_key(?)', [contact])
    expect(await change()).toEqual([{ field: 'email', kind: 'VALUE', old: null, new: null, erased: true }])
    // nothing more of them is kept
    await people.do(staff('rep2'), 'updateContact', { id: contact, email: 'again@example.org' })
    expect(await change()).toEqual([{ field: 'email', kind: 'VALUE', old: null, new: null, erased: true }])
  })
})

describe('the trail', () => {
  const trail = (name: string, args = '') => people.ask(staff(name), `{ auditTrail${args} { nodes { id ${entry} recordType recordId recordName sealed } pageInfo { hasNextPage endCursor } } }`)

  it('is for administrators', async () => {
    for (const name of ['rep', 'manager', 'finance', 'analyst']) expect((await trail(name)).errors![0]!.extensions.code).toBe('FORBIDDEN')
    expect((await trail('admin')).data!.auditTrail.nodes.length).toBeGreaterThan(3)
  })

  it('is filtered and paged', async () => {
    const { data } = await trail('admin', `(filter: { actorId: ["${idOf(staff('rep'))}"], recordType: ["account"] })`)
    expect(data!.auditTrail.nodes.map(({ actor, recordType }: any) => [actor.name, recordType])).toEqual(data!.auditTrail.nodes.map(() => ['rep', 'account']))
    const { data: first } = await trail('admin', '(first: 2)')
    const { data: next } = await trail('admin', `(first: 2, after: "${first!.auditTrail.pageInfo.endCursor}")`)
    const { data: four } = await trail('admin', '(first: 4)')
    const ids = (...pages: any[]) => pages.flatMap(({ auditTrail }) => auditTrail.nodes.map(({ id }: any) => id as string))
    expect(ids(first, next)).toEqual(ids(four))
  })

  it('is searched by operation and by person, and says how far it is sealed', async () => {
    const { data } = await trail('admin', '(filter: { search: "updateaccount rep" })')
    expect(data!.auditTrail.nodes.length).toBeGreaterThan(0)
    expect(data!.auditTrail.nodes.filter(({ operation }: any) => operation !== 'updateAccount')).toEqual([])
    const { auditSeal } = await people.read(staff('admin'), '{ auditSeal { blocks sealedAt unsealed } }')
    expect(auditSeal.unsealed + auditSeal.blocks).toBeGreaterThan(0)
    expect((await people.ask(staff('finance'), '{ auditSeal { blocks } }')).errors![0]!.extensions.code).toBe('FORBIDDEN')
  })

  it('is exported as CSV, inert in a spreadsheet; the export is told', async () => {
    const download = async (name: string, query = '') => fetch(`${server.url}/crm/files/audit.csv${query}`, { headers: { cookie: await people.cookie(staff(name)) } })
    expect((await download('manager')).status).toBe(404)
    expect((await fetch(`${server.url}/crm/files/audit.csv`)).status).not.toBe(200)
    await people.do(staff('admin'), 'updateAccount', { id: account, industry: '=HYPERLINK("http://evil.example")', name: '=1+1' })
    const response = await download('admin', `?recordId=${account}&action=update&from=2026-01-01`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [header, first] = (await response.text()).split('\n')
    expect(header).toContain('number,at,actor,channel')
    expect(first).toContain('admin')
    expect(first).toMatch(/industry: .* → =HYPERLINK/)
    // the record's name, which begins with a formula, is quoted
    expect(first).toContain(",'=1+1,")
    expect((await download('admin', '?actorId=x')).status).not.toBe(200)
    const { data } = await trail('admin', '(filter: { action: ["export"] })')
    expect(data!.auditTrail.nodes[0]).toMatchObject({ action: 'export', recordType: 'audit', actor: { name: 'admin' } })
    // more than one read
    const superuser = new pg.Client(server.database.adminUrl)
    await superuser.connect()
    await superuser.query(`insert into audit_entry (action, channel) select 'signIn', 'crm' from generate_series(1, 1200)`)
    await superuser.end()
    const rows = (await (await download('admin')).text()).trim().split('\n')
    expect(rows.length).toBeGreaterThan(1200)
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(rows.length)
  })

  it('says what a record is called', async () => {
    const { data } = await trail('admin', `(filter: { recordId: ["${account}"] })`)
    expect(data!.auditTrail.nodes[0]).toMatchObject({ recordType: 'account', recordName: '=1+1' })
    expect(partnerId('NST')).toBeTruthy()
  })
})
