import pg from 'pg'
import { expect } from 'vitest'
import { type TestServer, appOf, startServer } from '../support/server.ts'

export const marketer = 'marketing@guanxi.example', dealer = 'owner@northstar.example', rival = 'owner@rival.example', rep = 'rep@guanxi.example'
export const id = () => crypto.randomUUID()

/** The demo company without its promotions, and what a marketer and dealers do there. */
export async function openPromotions() {
  const server: TestServer = await startServer(), admin = new pg.Client(server.database.adminUrl)
  await admin.connect()
  await admin.query(`update promotion set valid_to = '2020-01-01', state = 'Ended'`)

  const ask = async (who: string, query: string, variables?: Record<string, unknown>) => server.gql(appOf(who), await server.signIn(who), query, variables)
  const today = async (days = 0): Promise<string> => (await admin.query<{ day: string }>('select (app.today() + $1::int)::text as day', [days])).rows[0]!.day
  async function create(terms: Record<string, unknown>) {
    const { data, errors } = await ask(marketer, 'mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { errors { code path } promotion { id state revision actions } } }',
      { input: { clientMutationId: id(), terms: { name: 'Test', kind: 'PERCENT', percent: '10', validFrom: await today(), ...terms } } })
    expect(errors).toBeUndefined()
    return data.createPromotion
  }
  async function verb(name: string, promotion: string, who = marketer) {
    const { data, errors } = await ask(who, `mutation ($input: PromotionInput!) { ${name}Promotion(input: $input) { errors { code path } promotion { id state validTo actions } } }`, { input: { clientMutationId: id(), id: promotion } })
    return errors ? { errors: errors.map(({ extensions }) => ({ code: extensions.code })) } : data[`${name}Promotion`]
  }
  return {
    server, admin, ask, today, create, verb,
    /** One that dealers buy in dollars. */
    product: async (nth = 0): Promise<string> => (await admin.query<{ id: string }>(`select p.id from product p join list_price l on l.product_id = p.id and l.currency = 'USD' where p.orderable and p.lifecycle = 'ACTIVE' and l.valid_to is null order by p.sku offset $1 limit 1`, [nth])).rows[0]!.id,
    priceFor: async (who: string, productId: string): Promise<string> => (await ask(who, 'query ($id: ID!) { explainPrice(productId: $id) { netPrice } }', { id: productId })).data.explainPrice.netPrice,
    async started(terms: Record<string, unknown>): Promise<string> {
      const { promotion } = await create(terms)
      expect((await verb('activate', promotion.id)).promotion.state).toBe('Active')
      return promotion.id
    },
    async order(who: string, lines: { productId: string; quantity: number }[], expectedTotal?: string) {
      const input = { clientMutationId: id(), lines, expectedTotal }
      for (;;) {
        const { data, errors } = await ask(who, 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { errors { code path now } order { id total lines { id netPrice amount } } } }', { input })
        if (data) return data.placeOrder
        // a crowd is let in by and by
        if (!['OVERLOADED', 'TIMEOUT'].includes(errors![0]!.extensions.code)) throw new Error(JSON.stringify(errors))
      }
    },
    budgetOf: async (promotion: string) => (await ask(marketer, 'query ($id: ID!) { promotion(id: $id) { exhausted orderCount budget { usedQuantity usedAmount } } }', { id: promotion })).data.promotion,
    async close() { await admin.end(); await server.close() },
  }
}
