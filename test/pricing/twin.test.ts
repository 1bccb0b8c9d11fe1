import { createHash } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exponentOf } from '../../server/kit/money.ts'
import type { Run } from '../../server/kit/read/reader.ts'
import { type Buyer, buyerOf } from '../../server/pricing/load.ts'
import { priceOf } from '../../server/pricing/price.ts'
import { readTerms } from '../../server/pricing/read-terms.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { type World, currencies, dayAt, days, ids, quantities, worlds, write } from './world.ts'

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31), runs = Number(process.env.RUNS ?? 100)
let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = new pg.Client(database.adminUrl)
  await client.connect()
  // worlds are tiny: planning each statement anew would take longer than running it
  await client.query('set plan_cache_mode = force_generic_plan; set jit = off')
})
afterAll(async () => {
  await client.end()
  await database.close()
})

let role = ''
const run: Run = async (text, values) => (await client.query({ name: createHash('sha1').update(role + text).digest('hex'), text, values })).rows
const staff = { role: 'guanxi_staff', 'app.roles': 'administrator', 'app.partner_id': '' }
const partner = (partnerId: string) => ({ role: 'guanxi_partner', 'app.roles': 'partner_administrator', 'app.partner_id': partnerId, 'app.org_ids': `{${partnerId}}` })

/** Takes on a viewer's database role and settings until the end of the transaction. */
async function as(viewer: { role: string } & Record<string, string>): Promise<void> {
  role = viewer.role
  await client.query(`reset role; select ${Object.entries(viewer).map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`)
}

interface Question { viewer: { role: string } & Record<string, string>; whom: { partnerId?: string; accountId?: string; currency?: string }; day: number }
const questions: fc.Arbitrary<Question[]> = fc.tuple(fc.constantFrom(...ids.account), fc.constantFrom(...currencies), fc.constantFrom(...days)).map(([accountId, currency, day]) => [
  { viewer: staff, whom: { partnerId: ids.partner[0]! }, day },
  { viewer: staff, whom: { partnerId: ids.partner[1]!, accountId, currency }, day },
  { viewer: staff, whom: { accountId }, day },
  { viewer: staff, whom: { currency }, day },
  // a partner is told today's prices only
  { viewer: partner(ids.partner[0]!), whom: { partnerId: ids.partner[0]!, accountId: ids.account[0]! }, day: 0 },
  { viewer: partner(ids.partner[1]!), whom: { partnerId: ids.partner[1]! }, day: 0 },
])

type Answers = Record<string, unknown>

/** What the pure function answers: the price of each product by quantity, and the quantities at which it changes. */
async function defined(buyer: Buyer, day: number): Promise<Answers> {
  const terms = await readTerms(run, buyer, ids.product, dayAt(day))
  return Object.fromEntries(ids.product.map((id) => {
    const net = (quantity: number) => priceOf(terms.products.get(id)!, terms.lists, terms.promotionsOf(id), { quantity, day: terms.day, currency: buyer.currency, byPartner: buyer.partnerId !== null }).netPrice?.toFixed() ?? null
    const all = Array.from({ length: 30 }, (_, n) => ({ quantity: n + 1, price: net(n + 1) }))
    return [id, { prices: quantities.map(net), breaks: all.filter(({ price }, n) => price !== (n ? all[n - 1]!.price : null)) }]
  }))
}

async function twin({ partnerId, accountId, currency }: Buyer, day: number): Promise<Answers> {
  const rows = await run(
    `select p.id, (select array_agg(trim_scale(n.price)::text order by q.at) from unnest($6::int[]) with ordinality q (quantity, at),
        lateral app.net_price(p.id, p.category_path, q.quantity, $1::uuid, $2::uuid, $3::char(3), $4::date) n) as prices,
      (select coalesce(json_agg(json_build_object('quantity', b.min_quantity, 'price', trim_scale(b.price)::text) order by b.min_quantity), '[]')
        from app.price_breaks(p.id, p.category_path, $1::uuid, $2::uuid, $3::char(3), $4::date) b) as breaks
     from product p where p.id = any ($5::uuid[])`, [partnerId, accountId, currency, dayAt(day), ids.product, quantities])
  return Object.fromEntries(rows.map(({ id, prices, breaks }) => [id, { prices, breaks }]))
}

let compared = 0
async function agree(world: World, asked: Question[]): Promise<void> {
  await client.query('begin')
  try {
    await write(client, world)
    for (const { viewer, whom, day } of asked) {
      await as(viewer)
      const buyer = await buyerOf(run, whom)
      expect(await twin(buyer, day)).toEqual(await defined(buyer, day))
      compared += ids.product.length * quantities.length
    }
  } finally {
    await client.query('rollback')
  }
}
const property = fc.asyncProperty(worlds, questions, agree)
/** Enough to notice a mistake, and quicker. */
const oneQuestion = fc.asyncProperty(worlds, fc.constantFrom(0, 3, 4), questions, (world, one, asked) => agree(world, [asked[one]!]))

describe('the database prices as the definition does', () => {
  test('in generated worlds, for staff and partners', async () => {
    await fc.assert(property, { seed, numRuns: runs })
    expect(compared).toBe(runs * 6 * ids.product.length * quantities.length)
  }, 300_000)

  test('with the same digits for every currency', async () => {
    const codes = Intl.supportedValuesOf('currency')
    const rows = await run('select code, app.exponent(code::char(3)) as digits from unnest($1::text[]) code', [codes])
    expect(rows.filter(({ code, digits }) => digits !== exponentOf(code as string))).toEqual([])
  })

  // each is a mistake that one could make; none may go unnoticed
  const mistakes: [name: string, right: string, wrong: string][] = [
    ['net_prices', 'e.min_quantity <= q.quantity', 'e.min_quantity < q.quantity'],
    ['net_prices', 'e.price is not null', 'true'],
    ['net_prices', 'app.rounded(e.price, c.round_to, c.round_ending, c.round_mode)', 'e.price'],
    ['net_prices', 'app.rounded(e.price, e.round_to, e.round_ending, e.round_mode)', 'app.rounded(e.price, e.round_to, e.round_ending, null)'],
    ['net_prices', 'coalesce(s.bought, 0) < d.quantity', 'true'],
    ['net_prices', 's.bought + 1', 's.bought'],
    ['net_prices', `coalesce(e.valid_to, 'infinity') >=`, `coalesce(e.valid_to, 'infinity') >`],
    ['net_prices', 'e.min_quantity desc', 'e.min_quantity'],
    ['net_prices', 'e.valid_from desc nulls last', 'e.valid_from desc'],
    ['net_prices', 'desc nulls last, e.min_quantity', 'nulls last, e.min_quantity'],
    ['net_prices', 'e.product_id is null, ', ''],
    ['net_prices', 'r.price * c.share', 'r.price'],
    ['net_prices', 'greatest(l.price + e.value, 0)', 'l.price + e.value'],
    ['net_prices', 's.rank, s.id', 's.id'],
    ['net_prices', 'coalesce(s.max_quantity, d.quantity) >= d.quantity', 'coalesce(s.max_quantity, d.quantity + 1) > d.quantity'],
    ['net_prices', 's.max_quantity + 1', 's.max_quantity'],
    ['promotions_of', 'buyer is not null or not m.partners_only', 'true'],
    ['promotions_of', `m.kind <> 'BUNDLE'`, 'true'],
    ['promotions_of', `m.state <> 'Draft'`, 'true'],
    ['promotions_of', 'not m.off_days @> q.day', 'true'],
    ['promotions_of', 'coalesce(m.currency = q.currency, true)', 'true'],
    ['promotions_of', 'not (m.by_partner or m.by_level or m.by_country)', 'true'],
    ['promotions_of', 'm.id = any (q.mine)', 'false'],
    ['promotions_of', 'x.category_id = any (category_path)', 'false'],
    ['promote', 'so_far[2] = 1 or', ''],
    ['promote', '(so_far[3] = 1 and bought is not null)', 'false'],
    ['promote', '- coalesce(amount, 0), 0)', '- coalesce(amount, 0), -1000)'],
    ['rounded', 'if above < 0 then return ending; end if;', ''],
    ['rounded', '2 * rest >= round_to', '2 * rest > round_to'],
    ['rounded', 'case when answer = 0 then round_to else answer end', 'answer'],
    ['rounded', `'UP' and rest > 0`, `'UP'`],
    ['derived', 'greatest(price * list[1] * 0.01 + list[2], 0)', 'price * list[1] * 0.01 + list[2]'],
    ['list_price', 'l.valid_from desc', 'l.valid_from'],
    ['price_candidates', 'l.valid_from desc nulls last', 'l.valid_from desc'],
    ['price_candidates', 'c.depth < 5', 'c.depth < 1'],
    ['price_candidates', 'or c.round_to is not null', ''],
    ['price_candidates', 'c.adjust_surcharge <> 0', 'false'],
    ['price_candidates', 'coalesce(l.valid_to, m.day) >= m.day', 'true'],
    ['exponent', `'TWD'`, `'XXX'`],
  ]
  test.each(mistakes)('a mistake in %s is found: %s → %s', async (name, right, wrong) => {
    const [{ source }] = (await client.query(`select pg_get_functiondef(oid) as source from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`, [name])).rows as [{ source: string }]
    expect(source).toContain(right)
    await client.query(source.replace(right, wrong))
    try {
      const { failed } = await fc.check(oneQuestion, { seed: 1, numRuns: 3000, endOnFailure: true })
      expect(failed).toBe(true)
    } finally {
      await client.query(source)
    }
  }, 300_000)
})
