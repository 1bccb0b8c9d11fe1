import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../server/orm.ts'
import { type Houses, bodyOf } from '../../server/webhooks/content.ts'
import { canAs } from '../leak/asker.ts'
import { findIn } from '../leak/canaries.ts'
import { type World, openWorld } from '../leak/world.ts'

// Every event of a company in which each value is to be found again, as each of those who may have a webhook would be told of it.
let world: World, houses: Houses
beforeAll(async () => {
  world = await openWorld()
  const { staff, partner, system } = world.sides[0].server.database.databases
  houses = { schemas: world.schemas, orms: { crm: staff, partner }, pools: { crm: await poolOf(staff), partner: await poolOf(partner), system: await poolOf(system) } }
}, 240_000)
afterAll(() => world.close())

test('no webhook tells what its owner may not see', { timeout: 240_000 }, async () => {
  const owners = world.askers.filter((asker) => asker.viewer && !asker.viewer.data.keyPermissions && canAs(asker)('webhook:manage'))
  expect(owners.map(({ app }) => app).sort().join()).toMatch(/^crm,partner,partner/)
  const leaks: string[] = [], told: Record<string, number> = {}
  for (const owner of owners) {
    const { allowed } = world.oracle(owner), seen = new Set(world.oracle(owner).rows('event').map(({ id }) => id as string))
    for (const event of world.tables.event!) {
      const body = await bodyOf(houses, owner.viewer!, { id: event.id, event_id: event.id, type: event.type, subject_type: event.subject_type, subject_id: event.subject_id, at: event.at })
      if ((body !== null) !== seen.has(event.id as string)) leaks.push(`${owner.name}: ${body === null ? 'misses' : 'is told of'} ${event.type} ${event.id}`)
      if (body === null) continue
      told[owner.app] = (told[owner.app] ?? 0) + 1
      // the event's own id, moment and data are of a row that they see; of the records behind it only what they may read
      for (const [value, { table, column, key }] of findIn(body, world.canaries)) if (!allowed.has(value) && key !== event.id) leaks.push(`${owner.name}: ${table}.${column} ${value}`)
    }
  }
  expect(leaks).toEqual([])
  // or else it proves nothing
  expect(Math.min(told.crm ?? 0, told.partner ?? 0)).toBeGreaterThan(20)
})
