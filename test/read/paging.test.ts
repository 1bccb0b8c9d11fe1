import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../server/access/viewer.ts'
import { schemaFor } from '../../server/schema.ts'
import { type List, fullParent, listIn, listsOf, sortsOf } from './lists.ts'
import { type Reading, openReading } from './reading.ts'

let reading: Reading
beforeAll(async () => { reading = await openReading() })
afterAll(() => reading.close())

/** Small pages, but not more than 45 of them where they can hold as many. */
const sizeFor = (total: number): number => Math.min(100, Math.max(17, Math.ceil(total / 45)))
interface Walk { ids: string[]; pages: number }

/** Walks a list to its end as an app would, from cursor to cursor: that of a list of so many rows comes after as many pages as they fill. */
async function walk(viewer: Viewer, list: List, sort: string, way: 'forward' | 'backward', size: number, total: number, parent?: string): Promise<Walk> {
  const ids: string[] = []
  let cursor: string | null = null, pages = 0
  for (;;) {
    const paging: string = way === 'forward' ? `first: ${size}, after: ${JSON.stringify(cursor)}` : `last: ${size}, before: ${JSON.stringify(cursor)}`
    const { result } = await reading.ask(viewer, list.document(`(${paging}, sort: ${sort}) { nodes { id } edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }`, parent))
    expect(result.errors).toBeUndefined()
    const { nodes, edges, pageInfo } = listIn(result.data)
    const here = nodes.map((node: { id: string }) => node.id)
    if (way === 'forward') ids.push(...here)
    else ids.unshift(...here)
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null])
    expect(way === 'forward' ? pageInfo.hasPreviousPage : pageInfo.hasNextPage).toBe(cursor !== null)
    pages += 1
    cursor = way === 'forward' ? pageInfo.endCursor : pageInfo.startCursor
    if (!(way === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return { ids, pages }
    if (pages > Math.ceil(total / size)) throw new Error(`${list.name} by ${sort} never ends`)
  }
}

describe.each([['crm', 'admin@guanxi.example'], ['partner', 'owner@northstar.example']] as const)('%s', (audience, email) => {
  const lists = listsOf(schemaFor(audience))

  test.each(lists.map((list) => [list.name, list] as const))('%s: every row once, forward and backward, by every sort', { timeout: 60_000 }, async (_name, list) => {
    const viewer = await reading.viewer(email)
    const parent = await fullParent(reading, viewer, list)
    const { result } = await reading.ask(viewer, list.document('{ totalCount { value } }', parent))
    const total = listIn(result.data).totalCount.value as number
    expect(total).toBeGreaterThan(0)
    const size = sizeFor(total)
    for (const by of sortsOf(list.record, viewer)) for (const direction of ['ASC', 'DESC']) {
      const sort = `{ by: ${by}, direction: ${direction} }`
      const forward = await walk(viewer, list, sort, 'forward', size, total, parent), backward = await walk(viewer, list, sort, 'backward', size, total, parent)
      expect(new Set(forward.ids).size, `${sort}: rows twice`).toBe(forward.ids.length)
      expect(forward.ids.length, `${sort}: rows missing`).toBe(total)
      expect(backward.ids, `${sort}: backward is another order`).toEqual(forward.ids)
      expect(forward.pages).toBe(Math.ceil(total / size))
    }
  })
})

test('rows with the same sort key exist, or the walks above prove little', async () => {
  const viewer = await reading.viewer('admin@guanxi.example')
  const { result } = await reading.ask(viewer, '{ orders(first: 100) { nodes { placedAt promiseDate total } } quotes(first: 100) { nodes { updatedAt validUntil } } }')
  const { orders, quotes } = result.data!
  expect(new Set(orders.nodes.map((order: any) => order.placedAt)).size).toBeLessThan(10)
  expect(orders.nodes.some((order: any) => order.promiseDate === null)).toBe(true)
  expect(quotes.nodes.some((quote: any) => quote.validUntil === null)).toBe(true)
})
