import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'

// A promotion of one product for one dealer that ran from 10 to 4 days ago, with orders written by hand: five pieces in it, two in the week before, and
// what must not count – another dealer's, another product's, a canceled one, and one on the day after.
const marketer = 'marketing@guanxi.example', product = 'product@guanxi.example', rep = 'rep@guanxi.example'
let server: TestServer, admin: pg.Client
const id = () => crypto.randomUUID()
const promotion = id(), items = [id(), id()]
let own: string, other: string

beforeAll(async () => {
  server = await startServer()
  admin = new pg.Client(server.database.adminUrl)
  await admin.connect()
  const partners = await admin.query<{ id: string }>(`select id from partner where currency = 'USD' order by name limit 2`)
  own = partners.rows[0]!.id; other = partners.rows[1]!.id
  await admin.query(`update installation set value = '"USD"' where key = 'currency'`)
  for (const [nth, item] of items.entries()) {
    await admin.query(`insert into product (id, sku, name, name_i18n, description_i18n, category_id, category_path, unit, lifecycle, orderable, attributes, position) select $1, $2, $2, '{}', '{}', id, path, 'piece', 'ACTIVE', true, '[]', 1 from category limit 1`, [item, `RESULT-${nth}`])
    await admin.query(`insert into product_cost (product_id, currency, cost, valid_from) values ($1, 'USD', 60, '2020-01-01')`, [item])
  }
  await admin.query(`insert into promotion (id, name, percent, valid_from, valid_to, state, rank) values ($1, 'Result', 10, app.today() - 10, app.today() - 4, 'Ended', 1)`, [promotion])
  await admin.query('insert into promotion_product (promotion_id, product_id) values ($1, $2)', [promotion, items[0]])
  await admin.query('insert into promotion_partner (promotion_id, partner_id) values ($1, $2)', [promotion, own])
  await sell(-10, 2, 90, { discount: 20 })
  await sell(-4, 3, 90, { discount: 30 })
  await sell(-11, 2, 100)
  await sell(-10 - 364, 1, 80)
  await sell(-3, 7, 100); await sell(-18, 7, 100); await sell(-8, 7, 90, { partner: other }); await sell(-8, 7, 90, { item: items[1]! }); await sell(-8, 7, 90, { state: 'Canceled' })
}, 120_000)
afterAll(async () => { await admin.end(); await server.close() })

async function sell(days: number, quantity: number, price: number, { partner = own, item = items[0]!, state = 'Delivered', discount = 0, parts = null as object[] | null } = {}): Promise<void> {
  const order = id(), line = id(), amount = quantity * price
  await admin.query(`insert into sales_order (id, number, state, partner_id, currency, placed_at) values ($1::uuid, left($1::text, 8), $2, $3, 'USD', (app.today() + $4::int)::timestamp at time zone (select value #>> '{}' from installation where key = 'time_zone') + interval '1 hour')`, [order, state, partner, days])
  await admin.query(`insert into order_line (id, order_id, position, product_id, quantity, net_price, unit_price, amount, parts) values ($1, $2, 1, $3, $4, $5, $5, $6, $7)`, [line, order, item, quantity, price, amount, parts && JSON.stringify(parts)])
  if (discount) await admin.query(`insert into promotion_use (promotion_id, order_id, order_line_id, partner_id, product_id, line_quantity, quantity, amount, currency) values ($1, $2, $3, $4, $5, $6, $6, $7, 'USD')`, [promotion, order, line, partner, item, quantity, discount])
}

const question = `query ($id: ID!) { promotionResult(promotionId: $id) { currency uplift upliftPercent discount return withoutRate during { orders pieces revenue margin } before { orders pieces revenue margin } yearAgo { pieces revenue }
  weeks { pieces revenue baselineRevenue yearAgoRevenue } dealers { id pieces revenue piecesBefore revenueBefore discount } products { id pieces discount } } }`
const result = async (who: string) => (await server.gql('crm', await server.signIn(who), question, { id: promotion }))

it('is what was sold in its days, beside as many days before and a year ago', async () => {
  const { data, errors } = await result(product)
  expect(errors).toBeUndefined()
  const { weeks, ...told } = data.promotionResult
  expect(told).toEqual({
    currency: 'USD', during: { orders: 2, pieces: 5, revenue: '450.00', margin: '150.00' }, before: { orders: 1, pieces: 2, revenue: '200.00', margin: '80.00' }, yearAgo: { pieces: 1, revenue: '80.00' },
    uplift: '250.00', upliftPercent: '125.0', discount: '50.00', return: '1.40', withoutRate: 0,
    dealers: [{ id: own, pieces: 5, revenue: '450.00', piecesBefore: 2, revenueBefore: '200.00', discount: '50.00' }], products: [{ id: items[0], pieces: 5, discount: '50.00' }],
  })
  expect(weeks.reduce((sum: number, { pieces }: { pieces: number }) => sum + pieces, 0)).toBe(5)
  expect(weeks.every(({ baselineRevenue }: { baselineRevenue: string }) => baselineRevenue === '200.00')).toBe(true)
})

it('tells no margin to who may not know what products cost, and nothing to who may not read results', async () => {
  const { data } = await result(marketer)
  expect(data.promotionResult).toMatchObject({ return: null, during: { revenue: '450.00', margin: null } })
  expect((await result(rep)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})

it('counts what is built into something else as pieces of its own, at their share of what it brought', async () => {
  // of 3 × 500, 2 × 50 of each machine are the promoted part; the machine itself and a surcharge are not
  await sell(-5, 3, 500, { item: items[1]!, parts: [{ productId: items[1], quantity: 1, netPrice: '300' }, { productId: items[0], quantity: 2, netPrice: '50' }, { name: { en: 'Colour' }, quantity: 1, netPrice: '100' }] })
  const { data } = await result(product)
  expect(data.promotionResult.during).toEqual({ orders: 3, pieces: 11, revenue: '750.00', margin: '90.00' })
})
