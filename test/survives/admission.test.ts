import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import pino from 'pino'
import { expect, test } from 'vitest'
import { Gate } from '../../server/gate.ts'
import { Admission } from '../../server/kit/admission.ts'

/** Lets everybody begin who has a place: one does in each turn. */
const settled = async () => { for (let n = 0; n < 30; n++) await new Promise((resolve) => setImmediate(resolve)) }

test('of those who wait, whoever has least in work is next', async () => {
  const door = new Admission({ most: 3, waiting: 100, patience: 10_000 }), order: string[] = [], outs: (() => void)[] = []
  const ask = (asker: string) => void door.enter(asker).then((leave) => { order.push(asker); outs.push(leave) })
  for (let n = 0; n < 20; n++) ask('greedy')
  for (const asker of ['quiet', 'other']) ask(asker)
  await settled()
  for (let n = 0; n < 5; n++) {
    outs.shift()!()
    await settled()
  }
  expect(order).toEqual(['greedy', 'greedy', 'greedy', 'quiet', 'other', 'greedy', 'greedy', 'greedy'])
})

test('who asks for what takes long has fewer places, until they ask for something else', async () => {
  const door = new Admission({ most: 20, mostOfOne: 8, usual: 10, waiting: 100, patience: 10_000 })
  /** How many of an asker's are let in at once. */
  const share = async (asker: string) => {
    let inside = 0
    const asked = Array.from({ length: 10 }, () => door.enter(asker).then((leave) => { inside++; return leave }))
    await settled()
    const found = inside
    for (const one of asked) (await one)()
    return found
  }
  const work = async (asker: string, milliseconds: number) => {
    const leave = await door.enter(asker)
    if (milliseconds) await new Promise((resolve) => setTimeout(resolve, milliseconds))
    leave()
  }
  expect(await share('slow')).toBe(8)
  for (let n = 0; n < 10; n++) await work('slow', 60)
  expect(await share('slow')).toBe(2)
  expect(await share('quick')).toBe(8)
  for (let n = 0; n < 30; n++) await work('slow', 0)
  expect(await share('slow')).toBe(8)
})

test('requests that ask the database nothing do not follow upon each other without a turn in between, in which others are heard', async () => {
  const door = new Admission({ most: 20, mostOfOne: 3, waiting: 100, patience: 10_000 }), seen: number[] = []
  /** More than a turn's slice. */
  const busy = () => { for (const end = performance.now() + 6; performance.now() < end;) ; }
  let done = 0, turns = 0
  const all = Promise.all(Array.from({ length: 12 }, async () => { const leave = await door.enter('greedy'); busy(); done++; leave() }))
  while (done < 12 && turns++ < 100) {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(done)
  }
  await all
  expect(seen.map((now, index) => now - (seen[index - 1] ?? 0)).filter((begun) => begun > 1)).toEqual([])
})

test('work beyond a bound waits its turn, and gives up when that takes too long', async () => {
  const door = new Admission({ most: 1, waiting: 2, patience: 30 })
  let finish = () => {}
  const first = door.run(() => new Promise<string>((resolve) => { finish = () => resolve('first') }))
  const second = door.run(async () => 'second')
  await expect(second).rejects.toThrow('OVERLOADED')
  const third = door.run(async () => 'third')
  finish()
  expect(await Promise.all([first, third])).toEqual(['first', 'third'])
  expect(door.counts).toMatchObject({ working: 0, waiting: 0, refused: 1 })
})

test('while the server itself is late, whoever would have to wait is refused at once', async () => {
  let strained = true
  const door = new Admission({ most: 1, waiting: 2, patience: 10_000 }, () => strained)
  const leave = await door.enter()
  await expect(door.enter()).rejects.toThrow('OVERLOADED')
  strained = false
  const next = door.enter()
  leave()
  ;(await next)()
  expect(door.counts).toEqual({ working: 0, waiting: 0, refused: 1 })
})

test('a password that everybody shares makes nobody somebody else: who is known counts by their cookie, the rest by address', async () => {
  const gate = new Gate({ poolSize: 4, secure: false, log: pino({ level: 'silent' }), addressOf: () => 'address' })
  const from = (headers: object) => Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: '/graphql/crm', headers })
  let finish = () => {}
  const finished = new Promise<boolean>((resolve) => { finish = () => resolve(true) })
  /** Whether a request is let in, where it then stays. */
  const enters = async (headers: object) => {
    const request = from(headers)
    let inside = false
    void gate.pass(request, new ServerResponse(request), () => { inside = true; return finished })
    await settled()
    return inside
  }
  const authorization = 'Basic c2hhcmVkOmRvb3I=', ann = { authorization, cookie: 'guanxi-crm=ann' }, bob = { authorization, cookie: 'guanxi-crm=bob' }
  gate.recognise(from(ann), 'crm', 'ann')
  gate.recognise(from(bob), 'crm', 'bob')
  // two places are one asker's
  expect([await enters(ann), await enters(ann), await enters(ann)]).toEqual([true, true, false])
  expect([await enters(bob), await enters(bob), await enters(bob)]).toEqual([true, true, false])
  expect([await enters({ authorization }), await enters({ authorization }), await enters({ authorization })]).toEqual([true, true, false])
  finish()
  gate.close()
})
