import { type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, getNamedType, isEnumType, isLeafType, isObjectType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { schemaFor } from '../../server/schema.ts'
import { listsOf } from './lists.ts'
import { type Reading, openReading } from './reading.ts'

let reading: Reading
beforeAll(async () => { reading = await openReading() })
afterAll(() => reading.close())

/** A value that an argument takes. */
const sample = (type: GraphQLNamedType): string => (isEnumType(type) ? type.getValues()[0]!.name : '3')

/** What is about one record, and asked on its page alone: two versions side by side. */
const ofOne = ['comparison']

/** Everything that a record has, its relations and lists to one level below, as a list page might show it. */
function everything(type: GraphQLObjectType, deeper = true, within: readonly string[] = []): string {
  const required = (args: readonly any[]) => args.filter((arg) => arg.type.toString().endsWith('!') && arg.defaultValue === undefined)
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const target = getNamedType(field.type), args = required(field.args).map((arg) => `${arg.name}: ${sample(getNamedType(arg.type as GraphQLInputType))}`)
    if (ofOne.includes(field.name)) return []
    const call = `${field.name}${args.length ? `(${args.join(', ')})` : ''}`
    if (isLeafType(target)) return [call]
    if (!isObjectType(target)) return []
    if (target.name.endsWith('Connection')) return deeper ? [`${field.name}(first: 2) { totalCount { value } nodes { id } }`] : []
    // parts of a whole have parts of their own kind
    return (deeper || !exposedNamed(target.name)) && !within.includes(target.name) ? [`${call} { ${everything(target, false, [...within, target.name])} }`] : []
  })
  return parts.join(' ')
}

/** Answers that code gives ask once more, or a few times, for all rows together: approval reasons, what the rules would say and of whom, other offers; who decides on special prices; promises and price explanations; offers, with their models, parts, prices and stock; twice for the taxes of each kind of document. */
const quotes = 8
const coded = (record: string): number => ({ Quote: quotes, QuoteApproval: quotes, Order: quotes + 3, OrderChange: 3, Product: 4, Supply: 1, SpecialPrice: 1, Configuration: 4, Invoice: 2, Return: 2 })[record] ?? 0

const lists = (['crm', 'partner'] as const).flatMap((audience) => listsOf(schemaFor(audience)).filter(({ parent }) => !parent).map((list) => [audience, list.name, list] as const))

test.each(lists)('%s %s: as many statements for 100 rows as for half of them', { timeout: 60_000 }, async (audience, _name, list) => {
  const viewer = await reading.viewer(audience === 'crm' ? 'admin@guanxi.example' : 'owner@northstar.example')
  const selection = everything(reading.schemas[audience].getType(list.record) as GraphQLObjectType)
  const count = async (first: number) => {
    const { result, statements } = await reading.ask(viewer, list.document(`(first: ${first}) { totalCount { value } pageInfo { hasNextPage endCursor } nodes { ${selection} } }`))
    expect(result.errors).toBeUndefined()
    return { rows: result.data!.list.nodes.length as number, statements: statements.length }
  }
  // one row may have nothing to ask about
  const few = await count(1), half = await count(50), many = await count(100)
  expect(many.rows).toBeGreaterThan(few.rows)
  expect(many.statements).toBe(half.statements)
  expect(many.statements).toBeLessThanOrEqual(1 + coded(list.record))
})

test('a cart asks for the prices of all its lines together', async () => {
  const viewer = await reading.viewer('owner@northstar.example')
  // the first question makes it
  await reading.ask(viewer, '{ cart { id } }')
  const { result, statements } = await reading.ask(viewer, '{ cart { subtotal overSpendingLimit lines { netPrice listPrice discount amount priceExplanation { netPrice } } } }')
  expect(result.errors).toBeUndefined()
  expect(statements.length).toBe(2)
})
