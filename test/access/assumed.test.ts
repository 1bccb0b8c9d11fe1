import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { userId, writeCast } from '../support/cast.ts'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer, cast: Cast, asked = 0
beforeAll(async () => {
  server = await startServer(({ adminUrl }) => writeCast(adminUrl))
  cast = new Cast(server);
  const heard = new WeakSet<pg.PoolClient>();
  (await poolOf(server.database.databases.system)).on('acquire', (client) => {
    if (heard.has(client)) return
    heard.add(client)
    const { query } = client
    client.query = function (this: pg.PoolClient, statement: any, ...rest: any[]) {
      if (statement?.name === 'identify-session') asked++
      return (query as any).call(this, statement, ...rest)
    } as any
  })
})
afterAll(() => server.close())

const email = 'seller@northstar.example', seller = userId('NST', 'seller')
/** A page that the database answers from end to end. */
const orders = async (cookie: string) => server.gql('partner', cookie, '{ orders(first: 50) { nodes { number partner { code } } } }')
const numbers = async (cookie: string): Promise<string[]> => (await orders(cookie)).data.orders.nodes.map(({ number }: any) => number).sort()
const codes = async (cookie: string): Promise<string[]> => (await orders(cookie)).errors?.map(({ extensions }) => extensions.code) ?? []

let cookie: string
beforeEach(async () => {
  server.forget(email)
  cookie = await server.signIn(email)
  if (!(await numbers(cookie)).length) throw new Error('a seller without orders shows nothing')
})

test('who asked a moment ago is not looked up apart from what they ask for', async () => {
  asked = 0
  await numbers(cookie)
  expect(asked).toBe(0)
  await server.gql('partner', cookie, '{ viewer { id } }')
  expect(asked).toBe(1)
})

const changes: [what: string, there: string, back: string, told: string[]][] = [
  ['is disabled', `update app_user set active = false where id = '${seller}'`, `update app_user set active = true where id = '${seller}'`, ['UNAUTHENTICATED']],
  ['is signed out elsewhere', `delete from session where user_id = '${seller}'`, 'select 1', ['UNAUTHENTICATED']],
  ['belongs to a partner that is suspended', `update partner set state = 'Suspended' where code = 'NST'`, `update partner set state = 'Active' where code = 'NST'`, ['UNAUTHENTICATED']],
  ['was idle for too long', `update session set seen_at = now() - interval '15 days' where user_id = '${seller}'`, 'select 1', ['UNAUTHENTICATED']],
  ['has no role any more', `update app_user set roles = '{}' where id = '${seller}'`, `update app_user set roles = '{seller}' where id = '${seller}'`, ['FORBIDDEN']],
]
test.each(changes)('who %s is told nothing from then on', async (_what, there, back, told) => {
  await cast.rows(there)
  try {
    expect(await codes(cookie)).toEqual(told)
    expect(await codes(cookie)).toEqual(told)
  } finally {
    await cast.rows(back)
  }
})

test('who may see more, or less, or something else, does so from the next request on', async () => {
  const own = await numbers(cookie)
  await cast.rows(`update app_user set roles = '{partner_manager}' where id = '${seller}'`)
  const all = await numbers(cookie)
  expect(all.length).toBeGreaterThan(own.length)
  await cast.rows(`update app_user set partner_id = (select id from partner where code = 'RVL') where id = '${seller}'`)
  const rivals = await numbers(cookie), answered = await orders(cookie)
  expect(rivals.length).toBeGreaterThan(0)
  expect(new Set(answered.data.orders.nodes.map(({ partner }: any) => partner.code))).toEqual(new Set(['RVL']))
  await cast.rows(`update app_user set partner_id = (select id from partner where code = 'NST'), roles = '{seller}' where id = '${seller}'`)
  expect(await numbers(cookie)).toEqual(own)
})

test('a manager’s team, and a parent’s sub-dealers, are those of the moment', async () => {
  const ask = async (who: string, list: string) => (await server.gql(who.endsWith('guanxi.example') ? 'crm' : 'partner', await server.signIn(who), `{ ${list}(first: 60) { nodes { id } } }`)).data[list].nodes.length as number
  const manager = 'manager@guanxi.example', parent = 'owner@northstar.example'
  const seen = [await ask(manager, 'orders'), await ask(parent, 'partners')]
  await cast.rows(`update app_user set manager_id = null where manager_id = (select id from app_user where email = '${manager}')`)
  await cast.rows(`update partner set parent_id = null where code = 'SUB'`)
  const fewer = [await ask(manager, 'orders'), await ask(parent, 'partners')]
  expect(fewer[0]).toBeLessThan(seen[0]!)
  expect(fewer[1]).toBeLessThan(seen[1]!)
})

test('what is executed by code is confirmed first, too', async () => {
  await cast.rows(`update app_user set active = false where id = '${seller}'`)
  const { data } = await server.gql('partner', cookie, '{ viewer { id } }')
  await cast.rows(`update app_user set active = true where id = '${seller}'`)
  expect(data).toEqual({ viewer: null })
})
