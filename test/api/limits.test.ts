import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, nobodysId } from './acting.ts'
import { type Posted, expectNothingTold, expectSentence, languages, post } from './posting.ts'

// Each limit at its edge: so much passes, one more does not, by whichever way a document comes in.
const dealer = 'owner@northstar.example'

let server: TestServer, cast: Cast, cookie: string
beforeAll(async () => { server = await startServer(); cast = new Cast(server); cookie = await cast.cookie(dealer) })
afterAll(() => server.close())

type Way = (query: string, variables?: Record<string, unknown>) => Promise<string | null>
const codeIn = ({ body, text }: Posted): string | null => {
  const told = body ?? JSON.parse(/^data: (.*)$/m.exec(text)![1]!)
  return told.errors?.[0]?.extensions?.code ?? null
}
const send = (query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) => post(server, 'partner', { query, variables }, { cookie, ...headers })
const byPost: Way = async (query, variables) => codeIn(await send(query, variables))
const byGet: Way = async (query, variables = {}) =>
  codeIn(await post(server, 'partner', '', { cookie }, { method: 'GET', path: `?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}` }))
/** The code of a stream's first message; null when it was opened. */
const byStream: Way = async (query, variables = {}) => {
  const gone = new AbortController()
  const response = await fetch(`${server.url}/graphql/partner`, { method: 'POST', signal: gone.signal, headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', cookie }, body: JSON.stringify({ query, variables }) })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!/^data: /m.test(text)) {
    const read = await Promise.race([reader.read(), new Promise<null>((resolve) => setTimeout(() => resolve(null), 300))])
    if (!read || read.done) break
    text += read.value
  }
  gone.abort()
  return /^data: /m.test(text) ? codeIn({ text } as Posted) : null
}

const mutation = (inner: string) => `mutation { setLocale(input: { clientMutationId: "limits", locale: "en" }) { clientMutationId viewer { id } } ${inner} }`
const many = (count: number, one: (index: number) => string) => Array.from({ length: count }, (_, index) => one(index)).join(' ')
/** A chain of this depth, the root field counted. */
const deep = (depth: number): string => {
  const chain = ['quotes(first: 1)', 'nodes', ...Array.from({ length: depth }, (_, index) => ['partner', 'quotes(first: 1)', 'nodes'][index % 3]!)].slice(0, depth - 1)
  // a page has fields of its own
  const leaf = chain.at(-1)!.startsWith('quotes') ? '__typename' : 'id'
  return `${chain.join(' { ')} { ${leaf} ${'}'.repeat(chain.length)}`
}
const directives = (count: number) => many(count, (index) => `...D${index} @include(if: true)`)
/** A document of so many tokens, the missing ones put into a list of its. */
const filled = (text: string, count: number) => text.replace('%', '"x" '.repeat(count - text.match(/\w+|[^\s\w,%]/g)!.length))
const fragments = (count: number, type: string, field: string) => many(count, (index) => `fragment D${index} on ${type} { ${field} }`)

describe.each([['a query', byPost], ['a query by GET', byGet]])('%s', (_way, ask) => {
  test('depth 10', async () => {
    expect([await ask(`{ ${deep(10)} }`), await ask(`{ ${deep(11)} }`)]).toEqual([null, 'BAD_USER_INPUT'])
    // through fragments as well
    const through = (depth: number) => `{ ...A } fragment A on Query { ${deep(depth)} }`
    expect([await ask(through(10)), await ask(through(11))]).toEqual([null, 'BAD_USER_INPUT'])
  })
  test('15 aliases', async () => {
    const roots = (count: number) => `{ ${many(count, (n) => `a${n}: viewer { id }`)} }`
    expect([await ask(roots(15)), await ask(roots(16))]).toEqual([null, 'BAD_USER_INPUT'])
    const spread = (count: number) => `{ b: viewer { ...A } } fragment A on Viewer { ${many(count - 1, (n) => `a${n}: id`)} }`
    expect([await ask(spread(15)), await ask(spread(16))]).toEqual([null, 'BAD_USER_INPUT'])
  })
  test('10 directives', async () => {
    const one = (count: number) => `{ viewer { ${directives(count)} } } ${fragments(count, 'Viewer', 'id')}`
    expect([await ask(one(10)), await ask(one(11))]).toEqual([null, 'BAD_USER_INPUT'])
  })
  test('1,000 tokens', async () => {
    const one = (count: number) => filled('{ orders(first: 1, filter: { partnerId: [%] }) { nodes { id } } }', count)
    expect([await ask(one(1_000)), await ask(one(1_001))]).toEqual([null, 'BAD_USER_INPUT'])
  })
  test('a page of 100', async () => {
    for (const size of ['first', 'last']) expect([await ask(`{ products(${size}: 100) { nodes { id } } }`), await ask(`{ products(${size}: 101) { nodes { id } } }`), await ask(`{ products(${size}: -1) { nodes { id } } }`)], size).toEqual([null, 'OUT_OF_RANGE', 'OUT_OF_RANGE'])
    expect(await ask('query ($n: Int) { products(first: $n) { nodes { id } } }', { n: 2_147_483_647 })).toBe('TOO_COMPLEX')
  })
  test('complexity 5,000, as its variables have it', async () => {
    const query = 'query ($n: Int, $m: Int) { accounts(first: $n) { nodes { quotes(first: $m) { nodes { id } } } } }'
    // 1 + 1 + n * (nodes: 1 + (1 + 1 + m * (1 + 1)))
    expect([await ask(query, { n: 50, m: 48 }), await ask(query, { n: 50, m: 49 })]).toEqual([null, 'TOO_COMPLEX'])
    expect(await ask(query.replaceAll('first', 'last'), { n: 100, m: 100 })).toBe('TOO_COMPLEX')
    // the larger of both is what may come
    expect(await ask('{ accounts(first: 1, last: 100) { nodes { quotes(first: 1, last: 100) { nodes { id } } } } }')).toBe('TOO_COMPLEX')
    expect(await ask(query, { n: -1_000, m: 100 })).toBe('OUT_OF_RANGE')
    // a page without a size has 25
    expect([await ask('{ accounts { nodes { quotes { nodes { id version { id } } } } } }'), await ask('{ accounts { nodes { quotes { nodes { id } } quotes2: quotes { nodes { id version { id note } number state } } } } }')]).toEqual([null, 'TOO_COMPLEX'])
  })
  test('fragments that contain themselves, or each the next one twice', async () => {
    expect(await ask('{ quotes { nodes { ...A } } } fragment A on Quote { partner { quotes { nodes { ...B } } } } fragment B on Quote { ...A }')).toBe('BAD_USER_INPUT')
    const started = performance.now()
    const bomb = `{ viewer { ...F0 } } ${many(60, (n) => `fragment F${n} on Viewer { ...F${n + 1} ...F${n + 1} }`)} fragment F60 on Viewer { id }`
    expect(['BAD_USER_INPUT', 'TOO_COMPLEX']).toContain(await ask(bomb))
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

test('values in an argument count', async () => {
  const query = 'query ($ids: [ID!]) { orders(first: 1, filter: { partnerId: $ids }) { nodes { id } } }'
  const ids = (count: number) => ({ ids: Array.from({ length: count }, () => 'x') })
  // 1 for the page, 1 for its size, 1 + 1 for what is in it
  expect([await byPost(query, ids(4_996)), await byPost(query, ids(4_997))]).toEqual([null, 'TOO_COMPLEX'])
})

describe('a mutation', () => {
  test('depth, aliases, directives and tokens', async () => {
    const out = (count: number) => `mutation { ${many(count, (n) => `a${n}: setLocale(input: { clientMutationId: "limits", locale: "en" }) { clientMutationId }`)} }`
    expect([await byPost(out(15)), await byPost(out(16))]).toEqual([null, 'BAD_USER_INPUT'])
    expect([await byPost(`${mutation(directives(10))} ${fragments(10, 'Mutation', '__typename')}`), await byPost(`${mutation(directives(11))} ${fragments(11, 'Mutation', '__typename')}`)]).toEqual([null, 'BAD_USER_INPUT'])
    const key = 'mutation { createApiKey(input: { clientMutationId: 7, name: 7, permissions: [%] }) { clientMutationId } }'
    const [most, more] = [await send(filled(key, 1_000)), await send(filled(key, 1_001))].map(({ body }) => body.errors[0].message as string)
    expect([most, more]).toEqual([expect.not.stringContaining('tokens'), expect.stringContaining('tokens')])
    // the verb, its order and the order's partner are three
    const draft = (depth: number) => `mutation { cancelOrder(input: { clientMutationId: "limits", id: "${nobodysId}" }) { order { partner { ${deep(depth - 3)} } } } }`
    expect([await byPost(draft(10)), await byPost(draft(11))]).toEqual([null, 'BAD_USER_INPUT'])
  })
  test('deep and wide inputs', async () => {
    const place = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { clientMutationId } }'
    const lines = (count: number) => ({ input: { clientMutationId: 'wide', lines: Array.from({ length: count }, () => ({ productId: 'x', quantity: 1 })) } })
    expect(await byPost(place, lines(3_000))).toBe('TOO_COMPLEX')
    const deeper = `{"query":${JSON.stringify(place)},"variables":{"input":{"clientMutationId":"deep","lines":${'['.repeat(40_000)}${']'.repeat(40_000)}}}}`
    expect(codeIn(await post(server, 'partner', deeper, { cookie }))).toBe('BAD_USER_INPUT')
    const list = '['.repeat(900) + ']'.repeat(90)
    expect(await byPost(`mutation { placeOrder(input: { clientMutationId: "deep", lines: ${list} }) { clientMutationId } }`)).toBe('BAD_USER_INPUT')
  })
})

test('a subscription', { timeout: 30_000 }, async () => {
  const listen = (inner: string, more = '') => `subscription { recordChanged { type ${inner} } } ${more}`
  expect([await byStream(listen(many(15, (n) => `a${n}: type`))), await byStream(listen(many(16, (n) => `a${n}: type`)))]).toEqual([null, 'BAD_USER_INPUT'])
  expect([await byStream(listen(directives(10), fragments(10, 'RecordChange', 'at'))), await byStream(listen(directives(11), fragments(11, 'RecordChange', 'at')))]).toEqual([null, 'BAD_USER_INPUT'])
  expect([await byStream(listen('at '.repeat(100))), await byStream(listen('at '.repeat(1_000)))]).toEqual([null, 'BAD_USER_INPUT'])
  expect(await byStream('subscription ($x: Int!) { recordChanged { type @include(if: true) } }', { x: 'many' })).toBe('BAD_USER_INPUT')
})

test('a body of 100 kB', async () => {
  const sized = (bytes: number) => { const rest = JSON.stringify({ query: '{ viewer { id } }', operationName: null, x: '' }).length; return JSON.stringify({ query: '{ viewer { id } }', operationName: null, x: 'x'.repeat(bytes - rest) }) }
  for (const accept of ['application/json', 'text/event-stream']) {
    const [fits, not] = [await post(server, 'partner', sized(100_000), { cookie, accept }), await post(server, 'partner', sized(100_001), { cookie, accept })]
    expect([fits.status, not.status, codeIn(not)], accept).toEqual([200, 413, 'PAYLOAD_TOO_LARGE'])
  }
})

test('what is refused is told in the reader’s language, or in GraphQL’s words without hints', async () => {
  for (const [locale, accepted] of languages) {
    const answer = await send('{ accounts(first: 100) { nodes { quotes(first: 100) { nodes { id } } } } }', {}, { 'accept-language': accepted })
    expectSentence(answer.body.errors[0].message, 'TOO_COMPLEX', locale)
  }
  for (const query of ['{ quotess { id } }', '{ quotes(frist: 1) { nodes { id } } }', '{ quotes { nodes { totl } } }', '{ quotes(sort: { by: TOTL }) { nodes { id } } }', 'query ($x: QuoteFiltr) { quotes(filter: $x) { nodes { id } } }', '{ viewer { id @inclde(if: true) } }']) {
    const answer = await send(query)
    expect(codeIn(answer)).toBe('BAD_USER_INPUT')
    expectNothingTold(answer)
  }
})

test('a developer’s look at the schema has its limits, too', async () => {
  const admin = { cookie: await cast.cookie('admin@guanxi.example') }
  const look = async (query: string) => codeIn(await post(server, 'crm', { query }, admin))
  expect(await look('{ __schema { types { name kind fields { name args { name } type { name kind ofType { name kind ofType { name } } } } } } }')).toBeNull()
  expect(await look('{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }')).toBe('BAD_USER_INPUT')
})
