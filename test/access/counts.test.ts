import { type GraphQLInputObjectType, type GraphQLInputType, type GraphQLObjectType, getNamedType, getNullableType, isEnumType, isListType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { schemaFor } from '../../server/schema.ts'
import { type Row, castTables, partnerId, userId } from '../support/cast.ts'
import { seenByDealer, seenByStaff } from '../support/expected.ts'
import { type Walls, openWalls } from '../support/walls.ts'
import { execution } from './unwalled.ts'

// A count counts what its viewer sees, and nothing else: each is compared with the rows themselves, and those with the oracle.
let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

const tables = castTables(), schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
const people = tables.app_user!.filter(({ email }) => !/^(head|manager2|channel2|stranger|both)@|^(manager|seller|seller2|buyer)@(rival|substar)|^seller2@/.test(email as string))
const isConnection = (type: unknown): type is GraphQLObjectType => isObjectType(type) && type.name.endsWith('Connection')
/** Whether the cast says its rows' ids; the trail's are numbered as they come. */
const named = (table: string) => tables[table]?.[0]?.id !== undefined
const idsOf = (rows: Row[]) => rows.map(({ id }) => id as string)
/** Records that a list leaves out although its viewer sees them: a dealer's people are its own, not those at the house who look after it; rules of prices are those of the list that is asked for. */
const narrower: Record<string, Record<string, string[]>> = { partner: { users: idsOf(tables.app_user!.filter((person) => person.audience === 'crm')) }, crm: { priceListEntries: idsOf(tables.price_list_entry!) } }
const recordOf = (connection: GraphQLObjectType) => exposedNamed(connection.name.replace('Connection', ''))!

/** Values worth asking a filter for: every one of an enum, ids of one's own and of a rival, words that only others' rows hold. */
function values(type: GraphQLInputType): string[] {
  const plain = getNullableType(type), named = getNamedType(type), ids = [partnerId('NST'), partnerId('RVL'), userId('RVL', 'seller'), ...['account', 'product', 'quote'].map((table) => tables[table]![0]!.id as string)]
  const single = isEnumType(named) ? named.getValues().map(({ name }) => name)
    : ({ ID: ids.map((id) => `"${id}"`), Boolean: ['true', 'false'], String: ['"rival"', '"a"', '"RVL"', '"Presented"'], Int: ['1'], DateRange: ['{gte: "2026-01-01T00:00:00Z"}'], DayRange: ['{gte: "2026-01-01"}'], DecimalRange: ['{gte: "100"}'] } as Record<string, string[]>)[named.name] ?? []
  return isListType(plain) ? single.map((value) => `[${value}]`) : single
}

/** A list without a filter, and with each value of each of its filters. */
const filtersOf = (args: readonly { name: string; type: GraphQLInputType }[]): string[] => {
  const filter = args.find(({ name }) => name === 'filter')
  return ['', ...(filter ? Object.values((getNamedType(filter.type) as GraphQLInputObjectType).getFields()).flatMap((field) => values(field.type).map((value) => `, filter: {${field.name}: ${value}}`)) : [])]
}
const page = '{ totalCount { value exact } nodes { id } pageInfo { hasNextPage endCursor } }'

describe.each(people.map(({ email, id, audience }) => [email as string, id as string, audience as 'crm' | 'partner'] as const))('%s', (_email, id, audience) => {
  it('is told of as many as they see', { timeout: 60_000 }, async () => {
    const viewer = await walls.viewer(id), schema = schemas[audience], sees = (audience === 'crm' ? seenByStaff : seenByDealer)({ viewer, tables })
    const ask = async (document: string) => {
      const { data, errors } = await execution(walls, schema, viewer, document)
      if (errors) throw new Error(`${document}: ${JSON.stringify(errors[0])}`)
      return data
    }
    const visible = (table: string) => tables[table]!.filter(sees[table]!).map((row) => String(row.id))
    const wrong: string[] = []
    let counted = 0
    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      const type = getNamedType(field.type), permission = field.extensions.permission as string
      if (!isConnection(type) || !viewer.can(permission)) continue
      const { table } = recordOf(type), mine = tables[table] ? new Set(visible(table)) : null
      for (const filter of filtersOf(field.args)) {
        const nodes: string[] = []
        let told: any
        for (let after = ''; !told || told.pageInfo.hasNextPage; after = `, after: "${told.pageInfo.endCursor}"`) {
          told = (await ask(`{ list: ${field.name}(first: 100${after}${filter}) ${page} }`)).list
          nodes.push(...(told.nodes as { id: string }[]).map((node) => node.id))
        }
        counted++
        if (told.totalCount.value !== nodes.length || new Set(nodes).size !== nodes.length || !told.totalCount.exact) wrong.push(`${field.name}${filter}: ${told.totalCount.value} of ${nodes.length}`)
        if (mine && named(table) && nodes.some((node) => !mine.has(node))) wrong.push(`${field.name}${filter}: another's`)
        if (mine && named(table) && !filter && nodes.length !== mine.size - (narrower[audience]![field.name] ?? []).filter((one) => mine.has(one)).length) wrong.push(`${field.name}: ${nodes.length}, and ${mine.size} are theirs`)
      }
      // what hangs on each record
      const inner = Object.values((schema.getType(type.name.replace('Connection', '')) as GraphQLObjectType).getFields()).filter((one) => isConnection(getNamedType(one.type)) && viewer.can(one.extensions.permission as string ?? permission))
      for (const nested of inner) {
        const target = recordOf(getNamedType(nested.type) as GraphQLObjectType).table, theirs = named(target) ? new Set(visible(target)) : null
        for (const filter of filtersOf(nested.args).slice(0, 5)) {
          const { list } = await ask(`{ list: ${field.name}(first: 100) { nodes { id inner: ${nested.name}(first: 100${filter}) ${page} } } }`)
          for (const { inner: told } of list.nodes as { inner: any }[]) {
            counted++
            const nodes = told.nodes as { id: string }[]
            if (!told.pageInfo.hasNextPage && told.totalCount.value !== nodes.length) wrong.push(`${field.name}.${nested.name}${filter}: ${told.totalCount.value} of ${nodes.length}`)
            if (theirs && nodes.some((node) => !theirs.has(node.id))) wrong.push(`${field.name}.${nested.name}${filter}: another's`)
          }
        }
      }
    }
    expect(wrong).toEqual([])
    expect(counted).toBeGreaterThan(50)
    if (audience === 'crm') return
    const { home } = await ask('{ home { openQuotes ordersUnderWay needsYou { id } } }')
    const own = (table: string, column: string, states: string[]) => tables[table]!.filter((row) => sees[table]!(row) && row.partner_id === viewer.partnerId && states.includes(row[column] as string))
    expect(home.openQuotes).toBe(own('quote', 'public_state', ['Requested', 'Presented']).length)
    expect(home.ordersUnderWay).toBe(own('sales_order', 'state', ['PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped']).length)
    const known = new Set([...visible('quote'), ...visible('sales_order')])
    expect((home.needsYou as { id: string }[]).filter((one) => !known.has(one.id))).toEqual([])
  })
})
