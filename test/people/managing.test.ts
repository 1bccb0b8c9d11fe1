import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Cast, codeOf } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

const owner = 'owner@northstar.example', admin = 'admin@guanxi.example'
const idOf = async (email: string): Promise<string> => (await cast.rows('select id from app_user where email = ?', [email]))[0].id
const person = async (email: string) => (await cast.rows('select name, email, title, roles, active, manager_id, spending_limit::float, spending_period from app_user where id = ?', [await idOf(email)]))[0]
const refusal = async (who: string, verb: string, input: Record<string, unknown>): Promise<[string, string | undefined]> => {
  const { data, errors } = await cast.try(who, verb, input)
  return [codeOf({ data, ...(errors ? { errors } : {}) })!, data?.answer?.errors[0]?.path[0]]
}

test('a partner administrator sets what their people are and may spend', async () => {
  const id = await idOf('buyer@northstar.example')
  await cast.do(owner, 'updatePartnerUser', { id, name: 'Tanya B. Brooks', title: 'Head of purchasing', spendingLimit: '750.5', spendingPeriod: 'QUARTER' })
  expect(await person('buyer@northstar.example')).toMatchObject({ name: 'Tanya B. Brooks', title: 'Head of purchasing', roles: ['buyer'], spending_limit: 750.5, spending_period: 'QUARTER' })
  await cast.do(owner, 'updatePartnerUser', { id, role: 'seller', spendingLimit: null, spendingPeriod: null })
  expect(await person('buyer@northstar.example')).toMatchObject({ roles: ['seller'], spending_limit: null })
  const seen = (await cast.read('buyer@northstar.example', '{ viewer { roles permissions } }')).viewer
  expect(seen.roles).toEqual(['seller'])
  await cast.do(owner, 'updatePartnerUser', { id, role: 'buyer' })
})

test('an administrator makes a colleague what they are, and moves them to another address', async () => {
  const id = await idOf('desk@guanxi.example'), managerId = await idOf('manager@guanxi.example')
  await cast.do(admin, 'updateStaffUser', { id, name: 'Dana Desk', title: 'Order desk lead', roles: ['order_desk', 'finance'], managerId, locale: 'zh-Hant' })
  expect(await person('desk@guanxi.example')).toMatchObject({ name: 'Dana Desk', roles: ['order_desk', 'finance'], manager_id: managerId })
  expect(await refusal(admin, 'updateStaffUser', { id, email: 'rep@guanxi.example' })).toEqual(['TAKEN', 'email'])
  expect(await refusal(admin, 'updateStaffUser', { id: await idOf(admin), email: 'mine@elsewhere.example' })).toEqual(['FORBIDDEN', 'email'])
  expect(await refusal(admin, 'updateStaffUser', { id, roles: [] })).toEqual(['REQUIRED', 'roles'])
  expect(await refusal(admin, 'updateStaffUser', { id, roles: ['order_desk', 'seller'] })).toEqual(['BAD_USER_INPUT', 'roles'])
  expect(await refusal(admin, 'updateStaffUser', { id: managerId, managerId: await idOf('rep@guanxi.example') })).toEqual(['BAD_USER_INPUT', 'managerId'])
  expect(await refusal(admin, 'updateStaffUser', { id, managerId: await idOf(owner) })).toEqual(['NOT_FOUND', 'managerId'])
  expect(await refusal(admin, 'updateStaffUser', { id: await idOf(owner), title: 'X' })).toEqual(['NOT_FOUND', 'id'])
  for (const who of ['channel@guanxi.example', 'manager@guanxi.example']) expect((await refusal(who, 'updateStaffUser', { id, title: 'X' }))[0], who).toBe('FORBIDDEN')
  await cast.do(admin, 'updateStaffUser', { id, email: 'Dana.Desk@guanxi.example' })
  expect(await idOf('dana.desk@guanxi.example')).toBe(id)
})

test('actions are what can be done', async () => {
  const actions = async (who: string, email: string) => (await cast.read(who, `{ user(id: "${await idOf(email)}") { actions } }`)).user.actions
  expect(await actions(owner, owner)).toEqual(['update'])
  expect(await actions(owner, 'seller@northstar.example')).toEqual(['update', 'deactivate', 'endSessions'])
  for (const who of ['manager@northstar.example', 'seller@northstar.example']) expect(await actions(who, 'seller@northstar.example'), who).toEqual([])
  expect(await actions(owner, 'rep@guanxi.example')).toEqual([])
  expect(await actions('channel@guanxi.example', 'seller@northstar.example')).toEqual(['update', 'deactivate', 'endSessions'])
  expect([await actions('channel@guanxi.example', 'leitung@rheinwerk.example'), await actions('channel@guanxi.example', 'rep@guanxi.example'), await actions('rep@guanxi.example', 'seller@northstar.example')]).toEqual([[], [], []])
})

describe('each verb in each state', () => {
  // who has come in, is invited, has no invitation, or is kept out
  const states = { Active: `joined_at = now(), invited_until = null, active = true`, Invited: `joined_at = null, invited_until = now() + interval '1 day', active = true`, NotInvited: `joined_at = null, invited_until = null, active = true`, InvitationExpired: `joined_at = null, invited_until = now() - interval '1 second', active = true`, Inactive: 'joined_at = now(), invited_until = null, active = false' }
  const permitted: Record<string, string[]> = { Active: ['deactivate'], Invited: ['deactivate', 'invite', 'revokeInvitation'], NotInvited: ['deactivate', 'invite'], InvitationExpired: ['deactivate', 'invite', 'revokeInvitation'], Inactive: ['activate'] }
  const mutations: Record<string, string> = { deactivate: 'deactivateUser', activate: 'activateUser', invite: 'inviteUser', revokeInvitation: 'revokeInvitation' }
  test.each(Object.entries(states))('%s', async (state, set) => {
    const email = `${state.toLowerCase()}@northstar.example`
    const { user: { id } } = await cast.do(owner, 'createPartnerUser', { name: state, email, role: 'seller' }, 'user { id }')
    for (const [action, verb] of Object.entries(mutations)) {
      await cast.rows(`update app_user set ${set} where id = ? returning 1`, [id])
      const { user } = await cast.read(owner, `{ user(id: "${id}") { state actions } }`)
      expect([user.state, user.actions.filter((offered: string) => mutations[offered])]).toEqual([state, permitted[state]])
      expect(await cast.refusal(owner, verb, { id }), `${verb} ${state}`).toBe(permitted[state]!.includes(action) ? null : 'ILLEGAL_MOVE')
    }
  })
})

describe('somebody can always let the others in', () => {
  test.each([['deactivateUser', {}], ['updatePartnerUser', { role: 'seller' }]])('nobody shuts themselves out: %s', async (verb, more) => {
    expect((await refusal(owner, verb, { id: await idOf(owner), ...more }))[0]).toBe('OWN_ACCESS')
    expect(await person(owner)).toMatchObject({ active: true, roles: ['partner_administrator'] })
  })
  test('nor does an administrator of the house', async () => {
    const id = await idOf(admin)
    expect(await refusal(admin, 'deactivateUser', { id })).toEqual(['OWN_ACCESS', 'id'])
    expect(await refusal(admin, 'updateStaffUser', { id, roles: ['analyst'] })).toEqual(['OWN_ACCESS', 'roles'])
    // another role beside it is no harm
    await cast.do(admin, 'updateStaffUser', { id, roles: ['administrator', 'analyst'] })
  })

  test("staff do not take a partner's last administrator away; one who never came in counts for nothing", async () => {
    const id = await idOf('owner@rival.example')
    expect(await refusal(admin, 'deactivateUser', { id })).toEqual(['LAST_ADMINISTRATOR', 'id'])
    expect(await refusal(admin, 'updatePartnerUser', { id, role: 'buyer' })).toEqual(['LAST_ADMINISTRATOR', 'role'])
    const { user } = await cast.do('owner@rival.example', 'createPartnerUser', { name: 'Second', email: 'second@rival.example', role: 'partner_administrator' }, 'user { id }')
    expect(await refusal(admin, 'deactivateUser', { id })).toEqual(['LAST_ADMINISTRATOR', 'id'])
    // nor is who never came in hard to be rid of
    await cast.do(admin, 'deactivateUser', { id: user.id })
    await cast.do(admin, 'activateUser', { id: user.id })
    await cast.rows('update app_user set joined_at = now() where id = ? returning 1', [user.id])
    await cast.do(admin, 'deactivateUser', { id })
  })

  test.each([['partner', 'owner@ggcnc.example', 'sales@ggcnc.example', 'partner_administrator'], ['crm', admin, 'finance@guanxi.example', 'administrator']] as const)('two of %s who remove each other at once: one stays', async (app, one, other, role) => {
    await cast.rows(`update app_user set roles = array[?]::text[] where email = ? returning 1`, [role, other])
    for (let round = 0; round < 5; round++) {
      const ids = [await idOf(one), await idOf(other)]
      for (const email of [one, other]) await cast.cookie(email)
      const answers = await Promise.all([cast.refusal(one, 'deactivateUser', { id: ids[1]! }), cast.refusal(other, 'deactivateUser', { id: ids[0]! })])
      const left = await cast.rows(`select 1 from app_user where id = any (?::uuid[]) and active`, [`{${ids.join(',')}}`])
      expect([left.length, answers.filter((code) => code === null).length], `${app} ${answers}`).toEqual([1, 1])
      await cast.rows(`update app_user set active = true where id = any (?::uuid[]) returning 1`, [`{${ids.join(',')}}`])
      // whoever was kept out signs in again
      for (const email of [one, other]) cast.forget(email)
    }
  })
})

test('the database refuses what no verb would do', async () => {
  const write = (sql: string) => cast.rows(`${sql} returning 1`)
  await expect(write(`update app_user set roles = '{administrator}' where email = 'seller@northstar.example'`)).rejects.toThrow('app_user_roles')
  await expect(write(`update app_user set roles = '{seller}' where email = 'rep@guanxi.example'`)).rejects.toThrow('app_user_roles')
  await expect(write(`update app_user set active = false where email = 'owner@lakeshore.example'`)).rejects.toThrow('the last administrator stays')
})

test('nobody tries out which addresses are in use', async () => {
  const answers: string[] = []
  for (let count = 0; count < 22; count++) answers.push((await refusal('owner@substar.example', 'createPartnerUser', { email: 'rep@guanxi.example', name: 'Somebody', role: 'seller' }))[0])
  expect(answers).toEqual([...Array<string>(20).fill('TAKEN'), 'RATE_LIMITED', 'RATE_LIMITED'])
})
