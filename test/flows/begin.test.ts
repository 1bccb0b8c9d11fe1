import { afterAll, beforeAll, expect, it } from 'vitest'
import { idOf, partnerId, productId, writeCast } from '../support/cast.ts'
import { type TestServer, appOf, startServer } from '../support/server.ts'

// Where a new record begins, for each who may make one; the row policies of new rows let exactly these through.
let server: TestServer
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl)) })
afterAll(() => server.close())

const account = (name: string) => idOf(`account ${name}`)
const lines = (quantity: number) => [{ productId: productId('LATHE'), quantity }]

async function make(email: string, verb: string, input: Record<string, unknown>, record: string, fields = 'state'): Promise<any> {
  const type = verb[0]!.toUpperCase() + verb.slice(1)
  const { data, errors } = await server.gql(appOf(email), await server.signIn(email), `mutation ($input: ${type}Input!) { ${verb}(input: $input) { ${record} { ${fields} } errors { code path } } }`, { input: { clientMutationId: crypto.randomUUID(), ...input } })
  if (errors) return errors[0]!.extensions.code
  return data[verb].errors.length ? data[verb].errors : data[verb][record]
}

it.each(['owner', 'manager', 'seller', 'buyer'])('%s of a dealer asks for a quote and places an order, for a customer or for stock', async (name) => {
  const email = `${name}@northstar.example`
  for (const accountId of [account('NST shared'), null]) {
    expect(await make(email, 'requestQuote', { accountId, lines: lines(2), note: 'soon' }, 'quote')).toEqual({ state: 'Requested' })
    expect(await make(email, 'placeOrder', { accountId, lines: lines(1) }, 'order')).toEqual({ state: 'Placed' })
  }
})

it("above a buyer's limit an order waits for the partner, and only a buyer's does", async () => {
  expect(await make('buyer@northstar.example', 'placeOrder', { lines: lines(50) }, 'order')).toEqual({ state: 'PendingPartnerApproval' })
  expect(await make('seller@northstar.example', 'placeOrder', { lines: lines(50) }, 'order')).toEqual({ state: 'Placed' })
})

it.each(['rep', 'manager', 'channel', 'desk', 'admin'])('%s begins a draft for a partner', async (name) => {
  expect(await make(`${name}@guanxi.example`, 'createQuote', { partnerId: partnerId('NST'), lines: lines(3) }, 'quote')).toEqual({ state: 'Draft' })
})

it("nobody begins anything for another's customer", async () => {
  const foreign = [{ code: 'NOT_FOUND', path: ['accountId'] }]
  for (const name of ['RVL seller', 'SUB seller', 'direct rep']) {
    expect(await make('owner@northstar.example', 'requestQuote', { accountId: account(name), lines: lines(1) }, 'quote'), name).toEqual(foreign)
    expect(await make('owner@northstar.example', 'placeOrder', { accountId: account(name), lines: lines(1) }, 'order'), name).toEqual(foreign)
  }
  expect(await make('seller@northstar.example', 'placeOrder', { accountId: account('NST seller2'), lines: lines(1) }, 'order')).toEqual(foreign)
  expect(await make('rep@guanxi.example', 'createQuote', { partnerId: partnerId('RVL'), lines: lines(1) }, 'quote')).toEqual([{ code: 'NOT_FOUND', path: ['partnerId'] }])
})

it('a dealer adds customers and their people, within its own house', async () => {
  for (const name of ['owner', 'seller']) {
    const made = await make(`${name}@northstar.example`, 'createAccount', { name: 'New Mill' }, 'account', 'id actions')
    expect(made).toEqual({ id: expect.any(String), actions: ['update'] })
    expect(await make(`${name}@northstar.example`, 'createContact', { accountId: made.id, firstName: 'Ann', lastName: 'Lee' }, 'contact', 'lastName')).toEqual({ lastName: 'Lee' })
  }
  expect(await make('buyer@northstar.example', 'createAccount', { name: 'New Mill' }, 'account')).not.toHaveProperty('id')
  for (const name of ['RVL seller', 'SUB seller', 'direct rep']) expect(await make('owner@northstar.example', 'createContact', { accountId: account(name), firstName: 'Ann', lastName: 'Lee' }, 'contact', 'id'), name).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })])
})
