import { type GraphQLField, getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '../../server/access/viewer.ts'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { wholeSchema } from '../../server/schema.ts'
import { castTables } from '../support/cast.ts'
import { seenByDealer, seenByStaff } from '../support/expected.ts'
import { type Walls, openWalls } from '../support/walls.ts'
import { asked, marks, places, recordsIn } from './questions.ts'
import { Unchecked, execution } from './unwalled.ts'

// The wall of rows alone: everybody may ask for everything that anybody may, over the schema that holds it all.
let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

const tables = castTables(), schema = wholeSchema()
const everywhere = places(schema)
const roots = Object.values(schema.getQueryType()!.getFields())
/** Root fields that find one record by its id. */
const finders = roots.filter((field) => field.args.length === 1 && field.args[0]!.name === 'id' && exposedNamed(getNamedType(field.type).name))
const tableOf = (type: string) => exposedNamed(type)?.table

function seenBy(viewer: Viewer): (table: string) => Set<string> {
  const sees = viewer.audience === 'crm' ? seenByStaff({ viewer, tables }) : seenByDealer({ viewer, tables })
  const known = new Map<string, Set<string>>()
  return (table) => {
    if (!known.has(table)) known.set(table, new Set(sees[table] ? tables[table]!.filter(sees[table]).map(({ id }) => id as string) : []))
    return known.get(table)!
  }
}

/** Whose is what was made during the test. */
const madeFor = new Map<string, string>()

/** All of a table's records asked for in one document. */
const findingAll = (field: GraphQLField<unknown, unknown>, table: string) => `{ ${tables[table]!.map(({ id }, index) => `r${index}: ${asked(field, id as string)} { __typename id }`).join(' ')} }`

// one of every role, and of each role a rival
const twins = /^(head|manager2|channel2)@|^(manager|seller2|buyer)@(rival|substar)/

describe.each(['crm', 'partner'])('%s', (audience) => {
  it.each(tables.app_user!.filter((person) => person.audience === audience && !twins.test(person.email as string)).map(({ email, id }) => [email, id]))('%s', { timeout: 60_000 }, async (_email, id) => {
    const viewer = await walls.viewer(id as string), mine = seenBy(viewer), unchecked = new Unchecked(viewer.data)
    const foreign: string[] = [], found = new Map<string, Set<string>>(), unpermitted: string[] = []
    const look = (data: unknown, what: string) => {
      for (const record of recordsIn(data)) {
        const table = tableOf(record.__typename)
        if (!table || !tables[table]) continue
        // what was made meanwhile, such as a cart, is of who made it
        const known = tables[table]!.some((row) => row.id === record.id)
        // the trail tells of what this test changed itself; who sees which entry is compared in rows.test.ts
        if (!known && record.__typename === 'AuditEntry') continue
        if (!known) madeFor.set(record.id, madeFor.get(record.id) ?? viewer.userId)
        if (known ? !mine(table).has(record.id) : madeFor.get(record.id) !== viewer.userId) foreign.push(`${what}: ${record.__typename} ${record.id}`)
        found.set(table, (found.get(table) ?? new Set()).add(record.id))
      }
    }
    for (const { type, fields, asking } of everywhere) {
      const { data, errors } = await execution(walls, schema, unchecked, asking(fields.map(({ text }) => text)))
      look(data, type)
      // one field that this connection may not read fails the whole statement
      if (errors) for (const { name, text } of fields) look((await execution(walls, schema, unchecked, asking([text]))).data, `${type}.${name}`)
    }
    for (const field of roots) {
      const permission = field.extensions.permission as string, target = getNamedType(field.type)
      const { data, errors } = await execution(walls, schema, unchecked, `{ ${asked(field)} ${isObjectType(target) ? `{ ${marks(target)} }` : ''} }`)
      look(data, field.name)
      if (permission.includes(':') && !viewer.can(permission) && !errors) unpermitted.push(field.name)
    }
    for (const field of finders) {
      const table = tableOf(getNamedType(field.type).name)!
      look((await execution(walls, schema, unchecked, findingAll(field, table))).data, field.name)
    }
    expect(foreign).toEqual([])
    // the other walls were off: who may not ask was answered; an administrator of the house may ask for everything but a cart
    expect(unpermitted.length).toBeGreaterThan(viewer.can('job:read') ? -1 : 0)
    // and what is theirs came out, each record that can be asked for by its id
    for (const field of finders) {
      const table = tableOf(getNamedType(field.type).name)!
      expect([...found.get(table) ?? []].filter((one) => !madeFor.has(one)).sort(), table).toEqual([...mine(table)].sort())
    }
  })
})
