import { afterAll, beforeAll, expect, it } from 'vitest'
import { ReadSession, type Statement } from '../../server/kit/session.ts'
import { ask, isFull } from '../../server/kit/statements.ts'
import { userId } from '../support/cast.ts'
import { type Walls, openWalls } from '../support/walls.ts'

let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

it('a field that comes too late takes no connection: nobody would return it', async () => {
  const { settings } = await walls.viewer(userId('NST', 'owner')), { partner } = walls.pools
  const session = new ReadSession(partner, settings)
  expect(await session.run('select 1 as one', [])).toEqual([{ one: 1 }])
  await session.close()
  await expect(session.run('select 1', [])).rejects.toThrow('over')
  expect(partner.idleCount).toBe(partner.totalCount)
})

it('every connection comes back, whatever becomes of the statements that are sent as one', async () => {
  const { settings } = await walls.viewer(userId('NST', 'owner')), { partner } = walls.pools
  const circular: Record<string, unknown> = {}
  circular.self = circular
  const right: Statement = { text: 'select $1::text as answer', values: ['right'] }, wrong = { text: 'select (1 / $1::int)::text as answer', values: [0] }
  const unsendable = { ...right, values: [circular] }, lost = { text: 'select pg_terminate_backend(pg_backend_pid())::text as answer', values: [] }
  const together = async (...statements: Statement[]) => {
    const session = new ReadSession(partner, settings)
    const answers = await session.together(statements, { name: 'app.session_stamp', value: null }).then((all) => all.answers.map((one) => (one.status === 'fulfilled' ? one.value : 'failed')), () => 'failed')
    await session.close()
    return answers
  }
  // more than once, so that they have names, and are known
  for (let again = 0; again < 3; again++) {
    expect(await together(right, right)).toEqual(['right', 'right'])
    expect(await together(right, wrong, right, wrong, right)).toEqual(['right', 'failed', 'right', 'failed', 'right'])
    expect(await together(right, lost, right)).toEqual(['right', 'failed', 'right'])
    expect(await together(right, right)).toEqual(['right', 'right'])
    expect(await together(unsendable)).toBe('failed')
    expect(partner.idleCount).toBe(partner.totalCount)
  }
  const { rows: [left] } = await partner.query(`select nullif(current_setting('app.user_id', true), '') as me, current_setting('transaction_read_only') as read_only`)
  expect(left).toEqual({ me: null, read_only: 'off' })
})

it('what is asked at once has one limit of time together; a connection that ran into it is followed by another', async (context) => {
  const { settings } = await walls.viewer(userId('NST', 'owner')), { partner } = walls.pools
  const { rows: [{ version }] } = await partner.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
  if (version < 170_000) return context.skip()
  const slow: Statement = { text: `select pg_sleep($1::float)::text as answer`, values: ['2'] }, right = { text: 'select $1::text as answer', values: ['right'] }
  const together = async (...statements: Statement[]) => {
    const session = new ReadSession(partner, settings)
    const { answers } = await session.together(statements, { name: 'app.session_stamp', value: null })
    await session.close()
    return answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))
  }
  expect(await together(slow, slow, slow, right, right)).toEqual(['', '', '25P04', '25P04', '25P04'])
  expect(await together(right, right)).toEqual(['right', 'right'])
  expect(partner.idleCount).toBe(partner.totalCount)
}, 20_000)

it('a connection that has learnt much makes room for a new one: long statements count as what they are', async () => {
  const client = await walls.pools.partner.connect()
  for (let one = 0; one < 20; one++) {
    expect(isFull(client)).toBe(false)
    // named once it comes again
    for (let again = 0; again < 3; again++) await ask(client, `select ${one} -- ${'long '.repeat(10_000)}`, [])
  }
  expect(isFull(client)).toBe(true)
  client.release()
})

it('a statement that failed takes none beside it along', async () => {
  const { settings } = await walls.viewer(userId('NST', 'owner')), { partner } = walls.pools
  const session = new ReadSession(partner, settings)
  const wrong = () => session.run('select $1::uuid', ['no id'])
  const right = () => session.run(`select current_setting('app.user_id') as me`, [])
  // they travel together: those that come after a wrong one are answered all the same, and as the same person
  const answers = await Promise.allSettled([right(), wrong(), right(), wrong(), right()])
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value[0]!.me : answer.reason.code)))
    .toEqual([settings['app.user_id'], '22P02', settings['app.user_id'], '22P02', settings['app.user_id']])
  await session.close()
  expect(partner.idleCount).toBe(partner.totalCount)
})

it('statements that a connection knows are sent as one: as the viewer, who may only read, and no longer than that', async () => {
  const { settings } = await walls.viewer(userId('NST', 'owner')), { partner } = walls.pools
  const client = await partner.connect(), sent: unknown[] = [], { query } = client
  client.query = function (this: typeof client, ...asked: any[]) { sent.push(asked[0]); return (query as any).apply(this, asked) } as any
  client.release()
  const me = { text: `select current_setting('app.user_id', true) as answer`, values: [] }, now = { name: 'app.session_stamp', value: null }
  const told = async (...statements: { text: string; values: unknown[] }[]) => {
    const session = new ReadSession(partner, settings), { answers } = await session.together(statements, now)
    await session.close()
    return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason.code))
  }

  const wrong = { text: 'select $1::uuid::text as answer', values: ['no id'] }, right = { ...wrong, values: [userId('NST', 'buyer')] }
  for (const _ of [1, 2]) expect(await told(me, right)).toEqual([settings['app.user_id'], right.values[0]])
  sent.length = 0
  expect(await told(me, right)).toEqual([settings['app.user_id'], right.values[0]])
  expect(sent).toHaveLength(1)
  // what comes after one that failed is asked again
  expect(await told(right, wrong, me)).toEqual([right.values[0], '22P02', settings['app.user_id']])
  const writes = { text: `with new as (insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash) values (app.user_id(), 'x', 'x', 'x') returning 1) select count(*)::text as answer from new`, values: [] }
  for (const _ of [1, 2, 3]) expect(await told(writes)).toEqual(['25006'])
  expect((await partner.query(me.text)).rows[0].answer).toBeFalsy()
  expect(partner.idleCount).toBe(partner.totalCount)
})
