import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyKey, identifyUser } from '../../server/access/identify.ts'
import { Viewer } from '../../server/access/viewer.ts'
import { opening } from '../../server/kit/session.ts'
import { Order } from '../../server/orders/order.ts'
import { idOf, partnerId, userId } from '../support/cast.ts'
import { type Walls, openWalls } from '../support/walls.ts'

let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

const staff = (name: string) => walls.viewer(idOf(`${name}@guanxi.example`))
const dealer = (code: string, name: string) => walls.viewer(userId(code, name))

describe('the narrow doors in the database', () => {
  it('tell a dealer its own credit, and staff that of the partners they see', async () => {
    const ask = async (viewer: Viewer, code: string) => (await walls.as(viewer, (run) => run('select * from app.credit($1)', [partnerId(code)]))).length
    for (const name of ['owner', 'seller', 'buyer']) expect(await ask(await dealer('NST', name), 'NST')).toBe(1)
    for (const code of ['RVL', 'SUB']) expect(await ask(await dealer('NST', 'owner'), code)).toBe(0)
    expect(await ask(await dealer('SUB', 'owner'), 'NST')).toBe(0)
    for (const name of ['rep', 'manager', 'channel', 'finance']) expect(await ask(await staff(name), 'NST'), name).toBe(1)
    for (const name of ['rep', 'manager', 'channel']) expect(await ask(await staff(name), 'RVL'), name).toBe(0)
  })

  it("tell nobody of a rival's prices", async () => {
    const viewer = await dealer('NST', 'owner')
    await walls.as(viewer, async (run) => {
      for (const code of ['RVL', 'SUB']) {
        expect(await run('select app.price_lists_of($1, null) as lists', [partnerId(code)])).toEqual([{ lists: [] }])
        expect(await run('select * from app.price_candidates($1, null, null, null)', [partnerId(code)])).toEqual([])
      }
      expect((await run('select app.price_lists_of($1, null) as lists', [partnerId('NST')]))[0]!.lists).toContain(idOf('list own NST'))
      // as a direct customer, or as anybody: a dealer buys as itself
      expect(await run('select app.price_lists_of(null, $1) as lists', [idOf('account direct rep')])).toEqual([{ lists: [] }])
    })
  })

  it('invite only people of the own partner, and only by who manages them', async () => {
    const stranger = userId('RVL', 'seller2'), own = userId('NST', 'seller2'), colleague = idOf('stranger@guanxi.example')
    await walls.pools.system.query('update app_user set joined_at = null where id = any ($1)', [[stranger, own, colleague]])
    const invites = (viewer: Viewer, id: string) => walls.as(viewer, async (run) => {
      const [row] = await run('select app.invite($1) as invited, app.undelivered($1) as undelivered', [id])
      const withdrawn = await run('select app.revoke_invitation($1) as withdrawn', [id])
      return [row!.invited, withdrawn[0]!.withdrawn] as boolean[]
    })
    const yes = [true, true], no = [false, false]
    expect(await invites(await dealer('NST', 'owner'), own)).toEqual(yes)
    for (const name of ['manager', 'seller', 'buyer']) expect(await invites(await dealer('NST', name), own), name).toEqual(no)
    for (const id of [stranger, colleague]) expect(await invites(await dealer('NST', 'owner'), id)).toEqual(no)
    expect(await invites(await staff('admin'), colleague)).toEqual(yes)
    expect([await invites(await staff('channel'), own), await invites(await staff('channel'), stranger), await invites(await staff('channel'), colleague)]).toEqual([yes, no, no])
    for (const name of ['rep', 'manager', 'desk', 'finance']) expect(await invites(await staff(name), own), name).toEqual(no)
    await walls.pools.system.query('update app_user set joined_at = now() where id = any ($1)', [[stranger, own, colleague]])
    expect(await invites(await dealer('NST', 'owner'), own)).toEqual(no)
  })

  it('make keys only for who may have one, and in nobody else\'s name', async () => {
    const make = async (viewer: Viewer) => (await walls.as(viewer, async (run) => {
      await run(`select app.create_api_key($1, 'mine', 'feedbeef', '{order:read}', null, '\\x00')`, [idOf('new key')])
      return run('select user_id, partner_id from api_key where id = $1', [idOf('new key')])
    }))
    const owner = await dealer('NST', 'owner')
    expect(await make(owner)).toEqual([{ user_id: owner.userId, partner_id: partnerId('NST') }])
    for (const name of ['manager', 'seller', 'buyer']) expect(await make(await dealer('NST', name))).toEqual([])
  })
})

describe('a connection', () => {
  const leftovers = `select (select count(*)::int from quote) as quotes, (select count(*)::int from sales_order) as orders,
    coalesce(current_setting('app.user_id', true), '') || coalesce(current_setting('app.partner_id', true), '') || coalesce(current_setting('app.roles', true), '') as viewer`
  it.each(['commit', 'rollback'])('keeps nothing of its viewer after %s', async (end) => {
    const viewer = await dealer('NST', 'owner'), client = await walls.pools.partner.connect()
    try {
      await client.query(opening(viewer.settings, 'read only'))
      expect((await client.query(leftovers)).rows[0]!.quotes).toBeGreaterThan(0)
      await client.query(end)
      expect((await client.query(leftovers)).rows).toEqual([{ quotes: 0, orders: 0, viewer: '' }])
    } finally { client.release() }
  })

  it('keeps nothing when its transaction breaks', async () => {
    const viewer = await dealer('NST', 'owner'), client = await walls.pools.partner.connect()
    try {
      await client.query(opening(viewer.settings, 'read write'))
      await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero')
      await client.query('commit')
      expect((await client.query(leftovers)).rows).toEqual([{ quotes: 0, orders: 0, viewer: '' }])
    } finally { client.release() }
  })

  it('serves one viewer after another, each with their own rows, through the unit of work', async () => {
    const { partner } = walls.database.databases
    const seen = async (viewer: Viewer) => {
      const em = partner.em.fork()
      em.setSessionContext({ variables: viewer.settings })
      return em.transactional(async (inner) => (await inner.find(Order, {})).map((order) => order.partner!.id))
    }
    const [northstar, rival] = [await dealer('NST', 'owner'), await dealer('RVL', 'owner')]
    for (let round = 0; round < 4; round++) {
      const [first, second] = await Promise.all([seen(northstar), seen(rival)])
      expect(new Set(first)).toEqual(new Set([partnerId('NST'), partnerId('SUB')]))
      expect(new Set(second)).toEqual(new Set([partnerId('RVL')]))
    }
    expect(await partner.em.fork().getConnection().execute('select id from sales_order')).toEqual([])
  })

  it('can neither become another role nor set what it is not', async () => {
    const viewer = await dealer('NST', 'owner')
    for (const role of ['guanxi_staff', 'guanxi_system', 'postgres']) await expect(walls.as(viewer, (run) => run(`set role ${role}`)), role).rejects.toThrow('permission denied')
    for (const statement of ['alter table quote disable row level security', 'drop policy partner_read on quote', 'create table mine (id int)', 'create function app.mine() returns int language sql as $$ select 1 $$', 'set row_security = off; select 1 from quote'])
      await expect(walls.as(viewer, (run) => run(statement)), statement).rejects.toThrow(/must be owner|permission denied|row-level security/)
  })
})

describe('who somebody is', () => {
  it('a key reaches no further than what it lists, by SQL either', async () => {
    const { data } = await dealer('NST', 'owner')
    const cut = new Viewer({ ...data, channel: 'api', keyPermissions: ['order:read'] })
    const count = (viewer: Viewer, table: string) => walls.as(viewer, async (run) => (await run(`select count(*)::int as n from ${table}`))[0]!.n as number)
    expect([await count(cut, 'quote'), await count(cut, 'account'), await count(cut, 'quote_version')]).toEqual([0, 0, 0])
    expect(await count(cut, 'sales_order')).toBe(await count(new Viewer(data), 'sales_order'))
    expect([cut.can('order:read'), cut.can('quote:read'), cut.permissions]).toEqual([true, false, ['order:read']])
  })

  it('nobody: a person who left, a partner that was suspended, a key that was revoked, has run out or is for the other door', async () => {
    const { system } = walls.pools, id = userId('RVL', 'owner'), secret = 'x'.repeat(43), key = `gx_${idOf('RVL owner').slice(0, 8)}_${secret}`
    await system.query('update api_key_secret set secret_hash = $2 where api_key_id = $1', [idOf('key RVL owner'), createHash('sha256').update(secret).digest()])
    const there = async () => [await identifyUser(system, id), await identifyKey(system, key, 'partner')].map((found) => found !== null)
    expect(await there()).toEqual([true, true])
    expect(await identifyKey(system, key, 'crm')).toBeNull()
    expect(await identifyKey(system, `${key.slice(0, -1)}y`, 'partner')).toBeNull()
    // somebody else lets the others in, else they would not be let go
    await system.query(`update app_user set roles = '{partner_administrator}' where id = $1`, [userId('RVL', 'manager')])
    const during = async (change: string, undo: string) => {
      await system.query(change)
      const found = await there()
      await system.query(undo)
      return found
    }
    for (const state of ['Suspended', 'Terminated', 'Onboarding', 'Applied']) expect(await during(`update partner set state = '${state}' where code = 'RVL'`, `update partner set state = 'Active' where code = 'RVL'`), state).toEqual([false, false])
    expect(await during(`update app_user set active = false where id = '${id}'`, `update app_user set active = true where id = '${id}'`)).toEqual([false, false])
    for (const [column, before] of [['revoked_at', 'null'], ['expires_at', `now() + interval '1 day'`]]) expect(await during(`update api_key set ${column} = now() - interval '1 second' where user_id = '${id}'`, `update api_key set ${column} = ${before} where user_id = '${id}'`), column).toEqual([true, false])
    expect(await there()).toEqual([true, true])
  })
})
