import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classify } from '../../server/kit/graphql-errors.ts'
import { schemaFor } from '../../server/schema.ts'
import { type List, listsOf, sortsOf } from './lists.ts'
import { type Reading, openReading } from './reading.ts'

let reading: Reading
beforeAll(async () => { reading = await openReading() })
afterAll(() => reading.close())

const id = '01a1fff6-1c21-728b-903d-04de1119a50a'
const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')

/** No server ever made these. */
const broken = ['', 'x', '=====', '💥', coded([]), coded(['a']), coded({}), coded(7), coded(null), coded([null, id]), coded([7, id]), coded([['a'], id]), coded(['a', 'not an id']), coded(['a', `${id}0`]), 'x'.repeat(50_000)]
/** Well-formed, and wrong for one type of sort key or another. */
const strange = ["'; drop table quote; --", '', '2026-13-45', '2026-01-01 00:00 Mars/Phobos', '294277-01-01', 'now', 'NaN', 'infinity', '1e400000', '99999999999999999999', '\0', '\ud800', 'é'.repeat(5_000)].map((key) => coded([key, id]))

async function codeOf(audience: 'crm' | 'partner', asked: string): Promise<string> {
  const viewer = await reading.viewer(audience === 'crm' ? 'admin@guanxi.example' : 'owner@northstar.example')
  const { result } = await reading.ask(viewer, asked)
  return result.errors ? classify(result.errors[0]).code : 'answered'
}

describe.each(['crm', 'partner'] as const)('%s', (audience) => {
  const lists = listsOf(schemaFor(audience)).filter(({ parent }) => parent === null).map((list): [string, List] => [list.name, list])

  test.each(lists)('%s refuses cursors that it did not make', { timeout: 60_000 }, async (_name, list) => {
    for (const cursor of broken) for (const side of ['after', 'before'])
      expect(await codeOf(audience, list.document(`(${side}: ${JSON.stringify(cursor)}) { nodes { id } }`)), `${side} ${cursor.slice(0, 80)}`).toBe('BAD_USER_INPUT')
  })

  test.each(lists)('%s never fails on a forged sort key', { timeout: 60_000 }, async (_name, list) => {
    const viewer = await reading.viewer(audience === 'crm' ? 'admin@guanxi.example' : 'owner@northstar.example')
    for (const by of sortsOf(list.record, viewer)) for (const cursor of strange)
      expect(await codeOf(audience, list.document(`(after: "${cursor}", sort: { by: ${by} }) { nodes { id } }`)), `${by} ${Buffer.from(cursor, 'base64').toString().slice(0, 80)}`).toMatch(/^(answered|BAD_USER_INPUT)$/)
  })

  test.each(lists)('%s takes pages of 0 to 100 rows', async (_name, list) => {
    for (const size of ['first: 0', 'first: 100', 'last: 0', 'last: 100', 'first: null', 'first: 3, last: null']) expect(await codeOf(audience, list.document(`(${size}) { nodes { id } }`)), size).toBe('answered')
    for (const size of ['first: -1', 'first: 101', 'first: 2147483647', 'last: -1', 'last: 101']) expect(await codeOf(audience, list.document(`(${size}) { nodes { id } }`)), size).toBe('OUT_OF_RANGE')
  })
})
