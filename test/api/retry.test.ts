import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../server/http.ts'
import { openDatabases } from '../../server/orm.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, codeOf, mutation, newId, tally } from './acting.ts'

const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'

let server: TestServer, cast: Cast, productId: string
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  productId = (await cast.products(1))[0]!.id
})
afterAll(() => server.close())

const quoteFields = 'quote { id number state total version { lines { quantity } } }'
const one = () => ({ clientMutationId: newId(), lines: [{ productId, quantity: 2 }] })

test('sent again, a request is answered alike and done once', async () => {
  const input = one()
  const first = await cast.do(dealer, 'requestQuote', input, quoteFields)
  const before = await cast.everything()
  const again = await cast.do(dealer, 'requestQuote', input, quoteFields)
  expect(again).toEqual(first)
  expect(await cast.everything()).toEqual(before)
})

test('the first answer is given again even when the record has moved on', async () => {
  const input = one()
  const first = await cast.do(dealer, 'requestQuote', input, quoteFields)
  await cast.do(rep, 'draftQuote', { id: first.quote.id })
  await cast.do(rep, 'cancelQuote', { id: first.quote.id })
  expect(await cast.do(dealer, 'requestQuote', input, quoteFields)).toEqual(first)
})

test.each([['requestQuote', quoteFields], ['placeOrder', 'order { id number state total }'], ['createAccount', 'account { id number name }']])('ten times at once, %s happens once', async (name, fields) => {
  const input = name === 'createAccount' ? { clientMutationId: newId(), name: 'Once Ltd' } : one()
  const table = { requestQuote: 'quote', placeOrder: 'sales_order', createAccount: 'account' }[name]!
  const count = async () => (await cast.rows(`select count(*)::int as n from ${table}`))[0].n as number
  const before = await count()
  const answers = await Promise.all(Array.from({ length: 10 }, () => cast.try(dealer, name, input, fields)))
  expect(tally(answers)).toEqual({ done: 10 })
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await count()).toBe(before + 1)
})

test('the same id with another input, another verb or by another person', async () => {
  const input = one()
  const first = await cast.do(dealer, 'requestQuote', input, quoteFields)
  const before = await cast.everything()
  expect(await cast.refusal(dealer, 'requestQuote', { ...input, lines: [{ productId, quantity: 3 }] })).toBe('MUTATION_ID_REUSED')
  expect(await cast.refusal(dealer, 'requestQuote', { ...input, note: 'x' })).toBe('MUTATION_ID_REUSED')
  expect(await cast.refusal(dealer, 'placeOrder', input)).toBe('MUTATION_ID_REUSED')
  expect(await cast.everything()).toEqual(before)
  // an id is its person's own: nobody learns of another's
  const other = await cast.do('owner@rival.example', 'requestQuote', input, quoteFields)
  expect(other.quote.id).not.toBe(first.quote.id)
})

test('a change that can be made but once is answered again, not refused', async () => {
  const input = { clientMutationId: newId(), id: await cast.quote('Presented') }, fields = 'quote { state } order { id number }'
  const first = await cast.do(dealer, 'acceptQuote', input, fields)
  expect(await cast.do(dealer, 'acceptQuote', input, fields)).toEqual(first)
  // its own refusal counts for less than that the id was used
  const made = { clientMutationId: newId(), partnerId: (await cast.rows(`select id from partner where code = 'NST'`))[0].id }
  await cast.do(rep, 'createQuote', made)
  expect(await cast.refusal(rep, 'createQuote', { clientMutationId: made.clientMutationId })).toBe('MUTATION_ID_REUSED')
})

test('asked again for other fields, the same change is told in them', async () => {
  const input = one()
  await cast.do(dealer, 'requestQuote', input, 'quote { id }')
  const again = await cast.try(dealer, 'requestQuote', input, quoteFields)
  expect(codeOf(again)).toBeNull()
  expect(again.data!.answer.quote).toMatchObject({ state: 'Requested', version: { lines: [{ quantity: 2 }] } })
})

test('a secret is shown once, however often its request is sent', async () => {
  const input = { clientMutationId: newId(), name: 'once', permissions: ['catalog:read'] }
  const first = await cast.do(dealer, 'createApiKey', input, 'secret apiKey { id }'), again = await cast.do(dealer, 'createApiKey', input, 'secret apiKey { id }')
  expect(first.secret).toMatch(/^gx_/)
  expect(again).toEqual({ ...first, secret: null })
})

test.each([
  ['an empty cart', 'requestQuote', {}, 'EMPTY'],
  ['a product that is not there', 'placeOrder', { lines: [{ productId: '01a1fff6-0000-7000-8000-000000000000', quantity: 1 }] }, 'NOT_FOUND'],
  ['an account of another partner', 'placeOrder', { accountId: 'rival', lines: 'one' }, 'NOT_FOUND'],
  ['a discount beyond reason', 'requestQuote', { lines: 'one', wishedDiscountPercent: '101' }, 'OUT_OF_RANGE'],
])('refused for %s, nothing is left behind, and the id may be used again', async (_name, verb, given: Record<string, unknown>, code) => {
  await cast.do(dealer, 'clearCart', {})
  const [account] = await cast.rows(`select a.id from account a join partner p on p.id = a.partner_id where p.code = 'RVL' limit 1`)
  const input = { ...given, clientMutationId: newId(), ...(given.lines === 'one' ? { lines: [{ productId, quantity: 1 }] } : {}), ...(given.accountId ? { accountId: account.id } : {}) }
  const before = await cast.everything()
  expect(await cast.refusal(dealer, verb, input)).toBe(code)
  expect(await cast.everything()).toEqual(before)
  const { clientMutationId } = input
  const { quote } = await cast.do(dealer, 'requestQuote', { clientMutationId, lines: [{ productId, quantity: 1 }] }, 'quote { number }')
  const { quote: next } = await cast.do(dealer, 'requestQuote', one(), 'quote { number }')
  expect(Number(next.number.slice(-4))).toBe(Number(quote.number.slice(-4)) + 1)
})

test('a refused order leaves the cart as it was', async () => {
  await cast.do(dealer, 'setCartLine', { productId, quantity: 3 })
  const [account] = await cast.rows(`select a.id from account a join partner p on p.id = a.partner_id where p.code = 'RVL' limit 1`)
  expect(await cast.refusal(dealer, 'placeOrder', { accountId: account.id })).toBe('NOT_FOUND')
  expect((await cast.read(dealer, '{ cart { lines { quantity } } }')).cart.lines).toEqual([{ quantity: 3 }])
  await cast.do(dealer, 'clearCart', {})
})

test('another server, started later, answers as the first one did', async () => {
  const { database } = server
  const input = one()
  const first = await cast.do(dealer, 'placeOrder', input, 'order { id number total }')
  const databases = await openDatabases(database.adminUrl, database.secret, 2)
  const later = await serve({
    settings: { databaseUrl: database.adminUrl, port: 0, host: '127.0.0.1', secret: database.secret, dataFolder: '/nowhere', seed: 'none', logLevel: 'silent', documents: 'any', poolSize: 2, publicUrl: 'http://localhost', trustedProxies: [], smtpUrl: undefined, mailFrom: 'guanxi@localhost', companyTimeZone: 'Asia/Taipei', environment: 'test' },
    databases, adminUrl: database.adminUrl,
  })
  try {
    const before = await cast.everything()
    const response = await fetch(`http://127.0.0.1:${later.port}/graphql/partner`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', cookie: await cast.cookie(dealer) },
      body: JSON.stringify({ query: mutation('partner', 'placeOrder', 'order { id number total }'), variables: { input } }),
    })
    expect(((await response.json()) as any).data.answer).toEqual(first)
    expect(await cast.everything()).toEqual(before)
  } finally {
    await later.close()
    await databases.close()
  }
})
