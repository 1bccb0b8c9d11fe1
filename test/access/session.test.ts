import { afterAll, beforeAll, expect, it } from 'vitest'
import { ReadSession } from '../../server/kit/session.ts'
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
