import { type GraphQLField, getNamedType, isObjectType } from 'graphql'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '../../server/access/viewer.ts'
import { schemaFor } from '../../server/schema.ts'
import { castTables } from '../support/cast.ts'
import { type Walls, openWalls } from '../support/walls.ts'
import { asked, places } from './questions.ts'
import { execution, withoutRowSecurity } from './unwalled.ts'

// The wall of operations and fields alone: the database shows every row to everybody.
let walls: Walls
beforeAll(async () => {
  walls = await openWalls()
  await withoutRowSecurity(walls.database.adminUrl)
  // verbs must not stop at what they would send
  const client = new pg.Client(walls.database.adminUrl)
  await client.connect()
  await client.query('delete from mutation_receipt')
  await client.end()
})
afterAll(() => walls.close())

const tables = castTables(), schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
/** One person of every role. */
const people = [...new Map(tables.app_user!.map((person) => [(person.roles as string[]).join('+'), person])).values()]
const permissionOf = ({ extensions }: GraphQLField<unknown, unknown>) => extensions.permission as string
const holds = (viewer: Viewer, permission: string) => ['public', 'signed-in', 'in-person'].includes(permission) || viewer.can(permission)
const refused = ['FORBIDDEN', 'UNAUTHENTICATED']

const questionOf = (field: GraphQLField<unknown, unknown>, operation: string) => `${operation} { ${asked(field)} ${isObjectType(getNamedType(field.type)) ? '{ __typename }' : ''} }`

describe.each(people.map(({ email, id, audience }) => [email as string, id as string, audience as 'crm' | 'partner'] as const))('%s', (_email, id, audience) => {
  const schema = schemas[audience]

  it("sees others' rows by SQL: that wall is off", async () => {
    const counted = await walls.as(await walls.viewer(id), (run) => run('select count(*)::int as n from account'))
    expect(counted[0]!.n).toBe(tables.account!.length)
  })

  it('is answered where they hold the permission, and nowhere else', { timeout: 60_000 }, async () => {
    const viewer = await walls.viewer(id), wrong: string[] = []
    for (const [operation, type] of [['query', schema.getQueryType()!], ['mutation', schema.getMutationType()!]] as const) {
      for (const field of Object.values(type.getFields())) {
        const permission = permissionOf(field), may = holds(viewer, permission)
        // who proves who they are, at the doors, needs a whole request; the tests of signing in do that
        if (operation === 'mutation' && may && !viewer.can(permission)) continue
        const { data, errors } = await execution(walls, schema, viewer, questionOf(field, operation))
        const stopped = errors?.some(({ path, extensions }) => path?.length === 1 && refused.includes(extensions.code as string)) ?? false
        if (stopped === may) wrong.push(`${field.name} (${permission}): ${may ? 'refused' : 'answered'}`)
        if (!may && data?.[field.name] != null) wrong.push(`${field.name}: told something`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('reads the fields that their permissions cover, and no others', { timeout: 60_000 }, async () => {
    const viewer = await walls.viewer(id), wrong: string[] = []
    let read = 0
    for (const place of places(schema, (field) => holds(viewer, permissionOf(field)))) {
      if (['Query', 'Mutation'].includes(place.type)) continue
      for (const { name, permission, text } of place.fields) {
        if (!permission) continue
        const { data, errors } = await execution(walls, schema, viewer, place.asking([text])), may = holds(viewer, permission)
        const stopped = errors?.some(({ path, extensions }) => path?.at(-1) === name && extensions.code === 'FORBIDDEN') ?? false
        const values = valuesOf(data, name)
        // nothing of this kind is in the cast
        if (values.length === 0) continue
        read++
        if (may ? stopped : !stopped || values.some((value) => value !== null)) wrong.push(`${place.type}.${name} (${permission}): ${may ? 'refused' : 'told'}`)
      }
    }
    expect(wrong).toEqual([])
    // dealers have few such fields
    expect(read).toBeGreaterThan(audience === 'crm' ? 3 : -1)
  })
})

/** What a field is anywhere in an answer. */
function valuesOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, name))
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, one]) => (key === name ? [one] : valuesOf(one, name)))
}
