import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, nobodysId } from './acting.ts'
import { type Posted, expectNothingTold, expectSentence, languages, post } from './posting.ts'

const dealer = 'owner@northstar.example'

let server: TestServer, cast: Cast, cookie: string
beforeAll(async () => { server = await startServer(); cast = new Cast(server); cookie = await cast.cookie(dealer) })
afterAll(() => server.close())
// whatever was sent, the next request is served, or this throws
afterEach(() => cast.read(dealer, '{ viewer { email } quotes(first: 1) { nodes { id } } }'))

const nested = (depth: number) => `{ quotes { nodes { ${'partner { quotes(first: 1) { nodes { '.repeat(depth)} id ${'} } } '.repeat(depth)} } } }`
const send = (body: string | object, headers: Record<string, string> = {}, how: { method?: string; path?: string } = {}) => post(server, 'partner', body, { cookie, ...headers }, how)
const codeIn = ({ body }: Posted): string => body?.errors?.[0]?.extensions?.code ?? body?.error

const wrong: [what: string, body: string | object, code: string][] = [
  ['no JSON', '{"query": ', 'BAD_USER_INPUT'],
  ['nothing', '', 'BAD_USER_INPUT'],
  ['JSON null', 'null', 'BAD_USER_INPUT'],
  ['a JSON number', '7', 'BAD_USER_INPUT'],
  ['a JSON text', '"query"', 'BAD_USER_INPUT'],
  ['an empty object', {}, 'BAD_USER_INPUT'],
  ['a query that is no text', { query: 7 }, 'BAD_USER_INPUT'],
  ['an empty query', { query: '' }, 'BAD_USER_INPUT'],
  ['variables that are a text', { query: '{ viewer { id } }', variables: 'x' }, 'BAD_USER_INPUT'],
  ['variables that are a list', { query: '{ viewer { id } }', variables: [1] }, 'BAD_USER_INPUT'],
  ['an operation that is not there', { query: 'query A { viewer { id } }', operationName: 'B' }, 'BAD_USER_INPUT'],
  ['an operation name that is no text', { query: '{ viewer { id } }', operationName: 7 }, 'BAD_USER_INPUT'],
  ['two operations and no name', { query: 'query A { viewer { id } } query B { viewer { id } }' }, 'BAD_USER_INPUT'],
  ['a persisted operation that nobody wrote', { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, 'UNKNOWN_OPERATION'],
  ['extensions that are a text', { query: '{ nothing }', extensions: 'x' }, 'BAD_USER_INPUT'],
  ['bad syntax', { query: '{ viewer {' }, 'BAD_USER_INPUT'],
  ['an unknown field', { query: '{ quotess { nodes { id } } }' }, 'BAD_USER_INPUT'],
  ['an unknown field of a record', { query: '{ quotes { nodes { totl } } }' }, 'BAD_USER_INPUT'],
  ['a field of staff', { query: '{ quotes { nodes { marginPercent } } }' }, 'BAD_USER_INPUT'],
  ['an unknown argument', { query: '{ quotes(frist: 1) { nodes { id } } }' }, 'BAD_USER_INPUT'],
  ['an unknown sort', { query: '{ quotes(sort: { by: TOTALL }) { nodes { id } } }' }, 'BAD_USER_INPUT'],
  ['an unknown type', { query: 'query ($x: QuoteFiltr) { quotes(filter: $x) { nodes { id } } }' }, 'BAD_USER_INPUT'],
  ['a variable of the wrong kind', { query: 'query ($x: Int) { quotes(first: $x) { nodes { id } } }', variables: { x: 'many' } }, 'BAD_USER_INPUT'],
  ['an input field with a typing error', { query: 'query ($x: QuoteFilter) { quotes(filter: $x) { nodes { id } } }', variables: { x: { serch: 'x' } } }, 'BAD_USER_INPUT'],
  ['no variable where one is needed', { query: 'query ($id: ID!) { quote(id: $id) { id } }' }, 'REQUIRED'],
  ['a record without fields', { query: '{ quotes }' }, 'BAD_USER_INPUT'],
  ['a fragment that contains itself', { query: '{ quotes { nodes { ...A } } } fragment A on Quote { ...A }' }, 'BAD_USER_INPUT'],
  ['a subscription without a stream', { query: 'subscription { recordChanged { type } }' }, 'BAD_USER_INPUT'],
  ['a depth of 14', { query: nested(4) }, 'BAD_USER_INPUT'],
  ['sixteen aliases', { query: `{ ${Array.from({ length: 16 }, (_, index) => `a${index}: viewer { id }`).join(' ')} }` }, 'BAD_USER_INPUT'],
  ['eleven directives', { query: `{ viewer { ${Array.from({ length: 11 }, () => 'id @include(if: true)').join(' ')} } }` }, 'BAD_USER_INPUT'],
  ['1,001 tokens', { query: `{ viewer { ${'id '.repeat(1_001)} } }` }, 'BAD_USER_INPUT'],
  ['a batch', [{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }], 'BAD_USER_INPUT'],
  ['100 pages of 100', { query: '{ quotes(first: 100) { nodes { versions { lines { id } } timeline(first: 100) { nodes { id } } } } }' }, 'TOO_COMPLEX'],
  ['the same by a variable', { query: 'query ($n: Int) { accounts(first: $n) { nodes { quotes(first: $n) { nodes { id } } } } }', variables: { n: 100 } }, 'TOO_COMPLEX'],
  ['a body above 100 kB', { query: '{ viewer { id } }', variables: { x: 'x'.repeat(100_001) } }, 'PAYLOAD_TOO_LARGE'],
  ['10,000 lines', { query: 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { clientMutationId } }', variables: { input: { clientMutationId: 'x', lines: Array.from({ length: 10_000 }, () => ({ productId: nobodysId, quantity: 1 })) } } }, 'PAYLOAD_TOO_LARGE'],
]

describe('a request that is none', () => {
  test.each(wrong)('%s', async (_what, body, code) => {
    for (const [, accepted] of languages) {
      const answer = await send(body, { 'accept-language': accepted })
      expect(codeIn(answer), answer.text.slice(0, 300)).toBe(code)
      expect(answer.status).toBeGreaterThanOrEqual(200)
      expect(answer.status).toBeLessThan(500)
      expect(answer.body.data ?? null).toBeNull()
      expectNothingTold(answer)
    }
  })

  test.each([['TOO_COMPLEX', { query: '{ accounts(first: 100) { nodes { quotes(first: 100) { nodes { id } } } } }' }], ['PAYLOAD_TOO_LARGE', 'x'.repeat(100_001)]])('%s is said in the reader’s language, with its numbers', async (code, body) => {
    for (const [locale, accepted] of languages) {
      const [error] = (await send(body, { 'accept-language': accepted })).body.errors
      expect(error.extensions).toEqual({ code })
      expectSentence(error.message, code, locale)
    }
  })

  test('syntax errors keep the words that help a developer', async () => {
    expect((await send({ query: '{ viewer {' })).body.errors[0].message).toContain('Syntax Error')
    expect((await send({ query: '{ quotess { nodes { id } } }' })).body.errors[0].message).toContain('Cannot query field "quotess"')
  })

  const order = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { clientMutationId } }'
  test.each<[what: string, body: object, faults: string[]]>([
    ['the wrong kind', { query: 'query ($x: Int) { quotes(first: $x) { nodes { id } } }', variables: { x: 'seven secrets' } }, ['x BAD_USER_INPUT']],
    ['missing', { query: 'query ($id: ID!) { quote(id: $id) { id } }' }, ['id REQUIRED']],
    ['null', { query: 'query ($id: ID!) { quote(id: $id) { id } }', variables: { id: null } }, ['id REQUIRED']],
    ['a field that is not there', { query: 'query ($x: QuoteFilter) { quotes(filter: $x) { nodes { id } } }', variables: { x: { secret: 1 } } }, ['x.secret BAD_USER_INPUT']],
    ['every fault within an input', { query: order, variables: { input: { lines: [{ productId: nobodysId, quantity: 1 }, { productId: nobodysId, quantity: 'seven secrets' }, { quantity: 1.5 }], requestedDate: 'someday' } } },
      ['input.clientMutationId REQUIRED', 'input.lines.1.quantity BAD_USER_INPUT', 'input.lines.2.productId REQUIRED', 'input.lines.2.quantity BAD_USER_INPUT', 'input.requestedDate BAD_USER_INPUT']],
  ])('variables that don’t fit are told with the path of the field, in the reader’s language, without the value: %s', async (_what, body, faults) => {
    for (const [locale, accepted] of languages) {
      const answer = await send(body, { 'accept-language': accepted })
      const errors = answer.body.errors as { message: string; extensions: { code: string; field: string[] } }[]
      expect(errors.map(({ extensions }) => `${extensions.field.join('.')} ${extensions.code}`).sort()).toEqual(faults)
      for (const { message, extensions } of errors) expectSentence(message, extensions.code, locale)
      expect(answer.text).not.toMatch(/secrets|someday|1\.5/)
      expect(answer.status).toBe(400)
      expectNothingTold(answer)
    }
  })

  test('a mutation by GET, or from another site’s page, changes nothing', async () => {
    const before = await cast.everything()
    const query = 'mutation { createAccount(input: { clientMutationId: "x", name: "Forged Ltd" }) { clientMutationId } }'
    const byGet = { method: 'GET', path: `?query=${encodeURIComponent(query)}` }
    for (const headers of [{}, { 'x-csrf': '' }, { 'apollo-require-preflight': '1' }, { 'content-type': 'text/plain' }]) {
      const answer = await send('', headers as Record<string, string>, byGet)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expectNothingTold(answer)
    }
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await send({ query }, { 'x-csrf': '', 'content-type': type })
      expect([answer.status, codeIn(answer)]).toEqual([403, 'CSRF'])
    }
    for (const [locale, accepted] of languages) expectSentence((await send({ query }, { 'x-csrf': '', 'accept-language': accepted })).body.errors[0].message, 'CSRF', locale)
    expect(await cast.everything()).toEqual(before)
  })

  test('another content type is refused, whatever it holds', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql']) {
      const answer = await send({ query: '{ viewer { id } }' }, { 'content-type': type })
      expect(codeIn(answer), type).toBe('BAD_USER_INPUT')
      expect(answer.status).toBeLessThan(500)
    }
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is no way to ask', async (method) => {
    const answer = await send({ query: '{ viewer { id } }' }, {}, { method })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expectNothingTold(answer)
  })

  test('the look at the schema is for developers and keys', async () => {
    for (const query of ['{ __schema { types { name } } }', 'query { ...A } fragment A on Query { s: __schema { queryType { name } } }']) expect(codeIn(await send({ query })), query).toBe('FORBIDDEN')
    expect(codeIn(await post(server, 'partner', { query: '{ __schema { types { name } } }' }))).toBe('FORBIDDEN')
    // a single type is there for nobody else, which is no refusal
    for (const query of ['{ t: __type(name: "Quote") { name } }', 'query ($name: String!) { ...A } fragment A on Query { t: __type(name: $name) { fields { name } } }'])
      expect((await send({ query, variables: { name: 'Quote' } })).body, query).toEqual({ data: { t: null } })
    const admin = await cast.cookie('admin@guanxi.example')
    expect((await post(server, 'crm', { query: '{ __type(name: "Quote") { name } }' }, { cookie: admin })).body).toEqual({ data: { __type: { name: 'Quote' } } })
    expect((await post(server, 'crm', { query: '{ __schema { queryType { name } } }' }, { cookie: admin })).body.data.__schema.queryType.name).toBe('Query')
  })
})
