import { type FieldNode, type OperationDefinitionNode, parse } from 'graphql'
import { expect, test } from 'vitest'
import { Lately } from '../../server/kit/lately.ts'
import { recall } from '../../server/kit/read/compiled.ts'

const field = (parse('query ($quantity: Int) { products { netPrice(quantity: $quantity) } }').definitions[0] as OperationDefinitionNode).selectionSet.selections[0] as FieldNode
const place = { row: 't1', aliases: 1, values: 0, final: true }

test('a selection is compiled once for the same viewer with the same variables; one left out is not one that is null', () => {
  const someone = {}, another = {}
  const asked: [viewer: object, variables: Record<string, unknown>, anew: boolean][] = [
    [someone, {}, true], [someone, {}, false], [someone, { quantity: null }, true], [someone, { quantity: 2 }, true], [someone, { quantity: 2, other: 1 }, false],
    [another, { quantity: 2 }, true], [someone, { quantity: '2' }, true], [someone, {}, false],
  ]
  for (const [viewer, variableValues, anew] of asked) {
    let compiled = false
    recall(field, { fragments: {}, variableValues }, viewer as never, place, () => { compiled = true; return { columns: [['netPrice', '1']], values: [], aliases: 1 } })
    expect([variableValues, compiled]).toEqual([variableValues, anew])
  }
})

test('what is used stays, what is large makes room', () => {
  const lately = new Lately<string>(10, (_key, value) => value.length)
  for (const [key, value] of [['a', 'four'], ['b', 'four']] as const) lately.add(key, value)
  expect(lately.get('a')).toBe('four')
  lately.add('c', 'three')
  expect(['a', 'b', 'c'].map((key) => lately.get(key))).toEqual(['four', undefined, 'three'])
  expect(lately.add('d', 'longer than all')).toBe('longer than all')
  expect(['a', 'c', 'd'].map((key) => lately.get(key))).toEqual([undefined, undefined, undefined])
  lately.add('e', 'ten at all')
  expect(lately.get('e')).toBe('ten at all')
})
