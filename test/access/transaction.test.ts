import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Source, Transaction } from '../../server/access/command.ts'
import { identifyUser } from '../../server/access/identify.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import { Event } from '../../server/kit/event.ts'
import { newId } from '../../server/kit/ids.ts'
import { poolOf } from '../../server/orm.ts'
import { userId, writeCast } from '../support/cast.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase, source: Source, viewer: Viewer
beforeAll(async () => {
  database = await cloneDatabase(1)
  await writeCast(database.adminUrl)
  const { partner, system } = database.databases
  source = { pool: await poolOf(partner), em: partner.em }
  viewer = (await identifyUser(await poolOf(system), userId('NST', 'owner')))!
})
afterAll(() => database.close())

const event = (given: Record<string, unknown> = {}) => ({
  id: newId(), type: 'test.done', actorId: viewer.userId, actorName: 'x', channel: 'portal', subjectType: 'test', subjectId: newId(), partnerId: viewer.partnerId, public: false, data: {}, ...given,
})
const events = () => Transaction.of(source, viewer, async (tx) => (await tx.run(`select count(*)::int as n from event where type = 'test.done'`, []))[0]!.n as number)

it('what is only written is there at the end, all of it or nothing', async () => {
  await Transaction.of(source, viewer, async (tx) => { tx.add(Event, event(), event()); tx.add(Event, event()) })
  expect(await events()).toBe(3)
  await expect(Transaction.of(source, viewer, async (tx) => { tx.add(Event, event()); throw new Error('refused') })).rejects.toThrow('refused')
  expect(await events()).toBe(3)
})

it('a write that failed fails the whole, though nobody waited for it; the fault is told, not what came of it', async () => {
  const failing = (work: (tx: Transaction) => Promise<unknown>) => expect(Transaction.of(source, viewer, async (tx) => {
    tx.add(Event, event())
    // in another's name
    tx.add(Event, event({ actorId: newId() }))
    tx.add(Event, event())
    return work(tx)
  })).rejects.toMatchObject({ code: '42501' })
  await failing(async () => {})
  await failing((tx) => tx.run('select 1', []))
  await failing((tx) => tx.em.find(Event, {}))
  await failing((tx) => Promise.all([tx.run('select 1', []), tx.commit()]))
  expect(await events()).toBe(3)
})

it('what a refused verb left running reaches nobody', async () => {
  let left: Promise<unknown> | undefined
  const goOn = async (tx: Transaction) => {
    await sleep(50)
    tx.add(Event, event())
    return tx.run('select 1', [])
  }
  await expect(Transaction.of(source, viewer, async (tx) => { left = goOn(tx); left.catch(() => {}); throw new Error('refused') })).rejects.toThrow('refused')
  // the same connection: there is but one
  await Transaction.of(source, viewer, async (tx) => { await tx.run('select pg_sleep(0.1)', []) })
  await expect(left).rejects.toThrow('The transaction is over.')
  expect(await events()).toBe(3)
})

it('what is done ahead of a demand that is not met comes to nothing, though nobody waited for it', async () => {
  await expect(Transaction.of(source, viewer, async (tx) => {
    void tx.demand('select 1 where false', [], new Error('made already'))
    tx.add(Event, event())
  })).rejects.toThrow('made already')
  expect(await events()).toBe(3)
})

it('half a sign is stored as the sign for unreadable', async () => {
  const [row] = await Transaction.of(source, viewer, async (tx) => {
    tx.add(Event, event({ type: 'test.signs', actorName: '鑫\ud800𠮷' }))
    return tx.run(`select actor_name as name from event where type = 'test.signs'`, [])
  })
  expect(row!.name).toBe('鑫\ufffd𠮷')
})
