import { type DocumentNode, type ExecutionResult, parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rolePassword } from '../../server/access/apply.ts'
import { loginRoles } from '../../server/access/policies.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import { Random } from '../../server/demo/kit/random.ts'
import { exposedTypes } from '../../server/kit/read/registry.ts'
import { Documents, type Samples } from './documents.ts'
import { Naive, cursorsAsRows } from './naive.ts'
import { type Reading, openReading } from './reading.ts'

let reading: Reading
beforeAll(async () => { reading = await openReading() })
afterAll(() => reading.close())

const pages = ['accounts', 'contacts', 'orders', 'partners', 'products', 'quotes', 'users']
const roots = [...pages, ...pages.map((name) => name.slice(0, -1)), 'category']
const recordOf = (page: string) => `${page[0]!.toUpperCase()}${page.slice(1, -1)}`

/** What a viewer can find, taken through the API itself. */
async function samplesFor(viewer: Viewer): Promise<Samples> {
  const samples: Samples = { ids: {}, cursors: {}, defaultSort: Object.fromEntries(exposedTypes().map(({ name, defaultSort }) => [name, defaultSort.by])) }
  const types = exposedTypes()
  for (const page of pages) {
    const { audiences: _, sorts, name } = { ...types.find((type) => type.name === recordOf(page))!, audiences: null }
    samples.cursors[name] = {}
    for (const [by, sort] of sorts) {
      if (!sort.audiences.includes(viewer.audience)) continue
      const { result } = await reading.ask(viewer, `{ page: ${page}(first: 60, sort: { by: ${by} }) { edges { cursor node { id } } } }`)
      samples.cursors[name][by] = result.data!.page.edges.map((edge: any) => edge.cursor)
      samples.ids[name] = result.data!.page.edges.map((edge: any) => edge.node.id)
    }
  }
  const { result } = await reading.ask(viewer, '{ categories { id children { id } } partners { nodes { timeline(first: 20) { edges { cursor } } } } }')
  samples.ids.Category = result.data!.categories.flatMap((category: any) => [category.id, ...category.children.map(({ id }: any) => id)])
  samples.cursors.Event = { AT: result.data!.partners.nodes.flatMap((partner: any) => partner.timeline.edges.map((edge: any) => edge.cursor)) }
  return samples
}

const plain = ({ data, errors }: ExecutionResult) => ({
  data: cursorsAsRows(JSON.parse(JSON.stringify(data ?? null))),
  errors: (errors ?? []).map((error) => `${error.path?.join('.')} ${String(error.extensions.code ?? error.message)}`).sort(),
})

async function compare(email: string, seed: number, count: number): Promise<{ found: number; straightened: number }> {
  const viewer = await reading.viewer(email)
  const role = loginRoles[viewer.audience === 'crm' ? 'staff' : 'partner']
  const url = new URL(reading.database.adminUrl)
  url.username = role
  url.password = rolePassword(reading.database.secret, role)
  const naive = await Naive.open(url.href, viewer)
  const documents = new Documents(reading.schemas[viewer.audience as 'crm' | 'partner'], new Random(seed), await samplesFor(viewer), roots)
  let found = 0, straightened = 0
  try {
    for (let index = 0; index < count; index++) {
      const { text, variables } = documents.next()
      const document: DocumentNode = parse(text)
      const planned = plain((await reading.ask(viewer, document, variables)).result), expected = plain(await naive.execute(document, variables))
      expect(planned, `${email}, document ${index} of seed ${seed}: ${text}\n${JSON.stringify(variables)}`).toEqual(expected)
      found += JSON.stringify(expected.data).length
      const straight = await reading.askStraight(viewer, document, variables)
      if (!straight) continue
      straightened++
      expect(plain(straight), `${email}, document ${index} of seed ${seed}, straight: ${text}\n${JSON.stringify(variables)}`).toEqual(expected)
    }
  } finally {
    await naive.close()
  }
  return { found, straightened }
}

// a representative lacks some fields' permissions, an administrator none; a seller sees only their own, a parent dealer its sub-dealers' headers
test.each([
  ['admin@guanxi.example', 11, 120], ['rep@guanxi.example', 22, 120], ['desk@guanxi.example', 33, 60],
  ['owner@northstar.example', 44, 160], ['seller@northstar.example', 55, 90], ['owner@substar.example', 66, 50],
])('%s: plans answer what graphql-js with a statement per field answers (seed %i, %i documents)', { timeout: 120_000 }, async (email, seed, count) => {
  // documents that find nothing would prove nothing
  const { found, straightened } = await compare(email, seed, count)
  expect(found).toBeGreaterThan(count * 200)
  // fields that code answers, and that the viewer lacks a permission for, are in about half of them
  expect(straightened).toBeGreaterThan(count / 4)
})
