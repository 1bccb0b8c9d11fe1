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
