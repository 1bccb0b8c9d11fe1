import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestServer, appOf, startServer } from '../support/server.ts'
import { Cast, mutation, newId, nobodysId } from './acting.ts'
import { expectNothingTold, expectSentence, languages, post } from './posting.ts'

const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example', desk = 'desk@guanxi.example', admin = 'admin@guanxi.example'

let server: TestServer, cast: Cast
/** Records of which each case takes what it needs. */
const of: Record<'product' | 'component' | 'unpriced' | 'draft' | 'presented' | 'expired' | 'placed' | 'account', string> = {} as any
let revision: number

beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  of.product = (await cast.products(1))[0]!.id
  of.component = (await cast.rows(`select id from product where not orderable and lifecycle = 'ACTIVE' limit 1`))[0]?.id ?? (await unorderable())
  of.unpriced = (await cast.products(2))[1]!.id
  await cast.rows('delete from price_list_entry where product_id = ?', [of.unpriced])
  await cast.rows('delete from list_price where product_id = ?', [of.unpriced])
  of.draft = await cast.quote('Draft')
  of.presented = await cast.quote('Presented')
  of.expired = await cast.quote('Presented')
  await cast.rows('update quote_version set valid_until = app.today() - 1 where quote_id = ? and number = 1', [of.expired])
  of.placed = await cast.order([{ productId: of.product, quantity: 1 }])
  of.account = (await cast.rows(`select a.id from account a join partner p on p.id = a.partner_id where p.code = 'NST' limit 1`))[0].id
  revision = (await cast.read(rep, `{ quote(id: "${of.draft}") { version { revision } } }`)).quote.version.revision
  await cast.do(dealer, 'clearCart', {})
})
afterAll(() => server.close())

async function unorderable(): Promise<string> {
  const id = (await cast.products(3))[2]!.id
  await cast.rows('update product set orderable = false where id = ?', [id])
  return id
}

let before: Record<string, number>
beforeEach(async () => {
  // signing in is writing, too
  for (const email of [dealer, rep, desk, admin]) await cast.cookie(email)
  before = await cast.everything()
})

const line = (given: object = {}) => ({ lines: [{ productId: of.product, quantity: 1, ...given }] })
const many = (count: number) => ({ lines: Array.from({ length: count }, () => ({ productId: of.product, quantity: 1 })) })
type Case = [what: string, email: string, verb: string, input: () => Record<string, unknown>, code: string, path: string[]]

const refused: Case[] = [
  ['no lines and an empty cart', dealer, 'requestQuote', () => ({}), 'EMPTY', ['lines']],
  ['an empty list of lines', dealer, 'placeOrder', () => ({ lines: [] }), 'EMPTY', ['lines']],
  ['501 lines', dealer, 'placeOrder', () => many(501), 'TOO_MANY_LINES', ['lines']],
  ['501 pasted lines', dealer, 'addCartLines', () => ({ lines: Array.from({ length: 501 }, () => ({ sku: 'x', quantity: 1 })) }), 'TOO_MANY_LINES', ['lines']],
  ['quantity 0', dealer, 'placeOrder', () => line({ quantity: 0 }), 'OUT_OF_RANGE', ['lines', '0', 'quantity']],
  ['quantity -1', dealer, 'requestQuote', () => line({ quantity: -1 }), 'OUT_OF_RANGE', ['lines', '0', 'quantity']],
  ['quantity 1,000,001', dealer, 'requestQuote', () => line({ quantity: 1_000_001 }), 'OUT_OF_RANGE', ['lines', '0', 'quantity']],
  ['quantity -1 in the cart', dealer, 'setCartLine', () => ({ productId: of.product, quantity: -1 }), 'OUT_OF_RANGE', ['quantity']],
  ['a product that is no longer sold', dealer, 'setCartLine', () => ({ productId: of.component, quantity: 1 }), 'NOT_ORDERABLE', ['productId']],
  ['a line with such a product', dealer, 'placeOrder', () => line({ productId: of.component }), 'NOT_ORDERABLE', ['lines', '0', 'productId']],
  ['a product without a price', dealer, 'placeOrder', () => line({ productId: of.unpriced }), 'NO_PRICE', ['lines', '0', 'productId']],
  ['a wished discount of 101 %', dealer, 'requestQuote', () => ({ ...line(), wishedDiscountPercent: '101' }), 'OUT_OF_RANGE', ['wishedDiscountPercent']],
  ['a wished discount below nothing', dealer, 'requestQuote', () => ({ ...line(), wishedDiscountPercent: '-1' }), 'OUT_OF_RANGE', ['wishedDiscountPercent']],
  ['a note of 2,001 signs', dealer, 'requestQuote', () => ({ ...line(), note: 'x'.repeat(2_001) }), 'TOO_LONG', ['note']],
  ['a discount of 101 %', rep, 'editQuote', () => ({ id: of.draft, revision, discountPercent: '101' }), 'OUT_OF_RANGE', ['discountPercent']],
  ['a discount of 101 % on a line', rep, 'editQuote', () => ({ id: of.draft, revision, ...line({ discountPercent: '101' }) }), 'OUT_OF_RANGE', ['lines', '0', 'discountPercent']],
  ['a price below nothing', rep, 'editQuote', () => ({ id: of.draft, revision, ...line({ unitPrice: '-0.01' }) }), 'OUT_OF_RANGE', ['lines', '0', 'unitPrice']],
  ['a stale revision', rep, 'editQuote', () => ({ id: of.draft, revision: revision - 1, note: 'x' }), 'STALE', ['revision']],
  ['another version than the one that is there', dealer, 'acceptQuote', () => ({ id: of.presented, versionId: nobodysId }), 'STALE', ['versionId']],
  ['an offer that has expired', dealer, 'acceptQuote', () => ({ id: of.expired }), 'EXPIRED', ['id']],
  ['presenting a draft', rep, 'presentQuote', () => ({ id: of.draft }), 'ILLEGAL_MOVE', ['id']],
  ['shipping what is not confirmed', desk, 'shipOrder', () => ({ id: of.placed }), 'ILLEGAL_MOVE', ['id']],
  ['a promise in the past', desk, 'confirmOrder', () => ({ id: of.placed, promiseDate: '2020-01-01' }), 'PAST', ['promiseDate']],
  ['a promise for another century', desk, 'confirmOrder', () => ({ id: of.placed, promiseDate: '2199-01-01' }), 'OUT_OF_RANGE', ['promiseDate']],
  ['a wish for yesterday', dealer, 'placeOrder', () => ({ requestedDate: '2020-01-01' }), 'PAST', ['requestedDate']],
  ['a name of nothing', dealer, 'createAccount', () => ({ name: ' \u200b ' }), 'REQUIRED', ['name']],
  ['a quote for nobody', rep, 'createQuote', () => ({}), 'REQUIRED', ['partnerId']],
  ['an account without a name', dealer, 'createAccount', () => ({ name: '' }), 'REQUIRED', ['name']],
  ['an e-mail address that is taken by another dealer', dealer, 'createPartnerUser', () => ({ name: 'X', email: 'owner@rival.example', role: 'seller' }), 'TAKEN', ['email']],
  ['a role that dealers have not', dealer, 'createPartnerUser', () => ({ name: 'X', email: 'x@northstar.example', role: 'administrator' }), 'BAD_USER_INPUT', ['role']],
  ['a language that is not spoken', dealer, 'setLocale', () => ({ locale: 'tlh' }), 'BAD_USER_INPUT', ['locale']],
  ['a request id of 65 signs', dealer, 'setLocale', () => ({ locale: 'en', clientMutationId: 'x'.repeat(65) }), 'TOO_LONG', ['clientMutationId']],
  ['activating a partner that is active', admin, 'activatePartner', () => ({ id: '' }), 'NOT_FOUND', ['id']],
]

describe('refused with a code, the field, and a sentence in the reader’s language; nothing is written', () => {
  test.each(refused)('%s', async (_what, email, verb, input, code, path) => {
    const cookie = await cast.cookie(email)
    for (const [locale, accepted] of languages) {
      const answer = await post(server, appOf(email), { query: mutation(appOf(email), verb), variables: { input: { clientMutationId: newId(), ...input() } } }, { cookie, 'accept-language': accepted })
      expect(answer.body.errors, answer.text.slice(0, 300)).toBeUndefined()
      const [error, ...others] = answer.body.data.answer.errors
      expect([error.code, error.path, others]).toEqual([code, path, []])
      expectSentence(error.message, code, locale)
      expectNothingTold(answer)
    }
    expect(await cast.everything()).toEqual(before)
  })

  test('every fault of an input at once', async () => {
    const { data } = await cast.try(dealer, 'requestQuote', { note: 'x'.repeat(2_001), lines: [{ productId: of.product, quantity: 0 }, { productId: of.product, quantity: 1 }, { productId: of.product, quantity: -5 }] })
    expect(data!.answer.errors.map(({ code, path }) => `${path.join('.')} ${code}`).sort()).toEqual(['lines.0.quantity OUT_OF_RANGE', 'lines.2.quantity OUT_OF_RANGE', 'note TOO_LONG'])
  })
})

const malformed: [string, string, string, () => Record<string, unknown>, code?: string][] = [
  ['quantity 1.5', dealer, 'setCartLine', () => ({ productId: of.product, quantity: 1.5 })],
  ['quantity 2^31', dealer, 'setCartLine', () => ({ productId: of.product, quantity: 2 ** 31 })],
  ['quantity as a text', dealer, 'setCartLine', () => ({ productId: of.product, quantity: '2' })],
  ['no quantity', dealer, 'setCartLine', () => ({ productId: of.product }), 'REQUIRED'],
  ['a field that is not there', dealer, 'setCartLine', () => ({ productId: of.product, quantity: 1, price: '0.01' })],
  ['a price in a line', dealer, 'placeOrder', () => line({ unitPrice: '0.01' })],
  ['a discount that is no number', dealer, 'requestQuote', () => ({ ...line(), wishedDiscountPercent: 'much' })],
  ['a discount with an exponent', dealer, 'requestQuote', () => ({ ...line(), wishedDiscountPercent: '1e1' })],
  ['NaN', dealer, 'requestQuote', () => ({ ...line(), wishedDiscountPercent: 'NaN' })],
  ['a day that does not exist', dealer, 'placeOrder', () => ({ ...line(), requestedDate: '2026-02-30' })],
  ['a month that does not exist', dealer, 'placeOrder', () => ({ ...line(), requestedDate: '2026-13-01' })],
  ['a NUL in a note', dealer, 'requestQuote', () => ({ ...line(), note: 'a\0b' })],
  ['a NUL in a request id', dealer, 'setLocale', () => ({ locale: 'en', clientMutationId: `${newId()}\0` })],
  ['a NUL in a reason', rep, 'cancelQuote', () => ({ id: of.draft, reason: 'a\0b' })],
  ['a NUL in a name', dealer, 'createAccount', () => ({ name: 'a\0b' })],
  ['half a sign in a reason', rep, 'cancelQuote', () => ({ id: of.draft, reason: 'a\ud800b' })],
]

describe('what cannot even be read is bad input; nothing is written', () => {
  test.each(malformed)('%s', async (_what, email, verb, input, expected = 'BAD_USER_INPUT') => {
    const answer = await post(server, appOf(email), { query: mutation(appOf(email), verb), variables: { input: { clientMutationId: newId(), ...input() } } }, { cookie: await cast.cookie(email) })
    const code = answer.body.errors?.[0].extensions.code ?? answer.body.data.answer.errors[0]?.code
    expect(code, answer.text.slice(0, 300)).toBe(expected)
    expectNothingTold(answer)
    expect(await cast.everything()).toEqual(before)
  })

  test('half a sign that can be stored is stored as the sign for unreadable, and all other signs as they are', async () => {
    const { quote } = await cast.do(dealer, 'requestQuote', { ...line(), note: '鑫\ud800𠮷👩‍🔧‮\u202e' }, 'quote { version { requestNote } }')
    expect(quote.version.requestNote).toBe('鑫\ufffd𠮷👩‍🔧‮\u202e')
  })
})
