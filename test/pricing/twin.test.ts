import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../server/kit/read/reader.ts'
import { priceOf } from '../../server/pricing/price.ts'
import { readTerms } from '../../server/pricing/read-terms.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { mistakes } from './mistakes.ts'
import { type World, currencies, dayAt, days, ids, placed, quantities, together, worlds, write } from './world.ts'

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31), runs = Number(process.env.RUNS ?? 96)
let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
  // tables are tiny: planning each statement anew would take longer than running it
  await client.query('set plan_cache_mode = force_generic_plan; set jit = off')
})
afterAll(() => database.close())

let role = ''
const run: Run = async (text, values) => (await client.query({ name: createHash('sha1').update(role + text).digest('hex'), text, values })).rows
type Viewer = { role: string } & Record<string, string>
const staff: Viewer = { role: 'guanxi_staff', 'app.roles': 'administrator', 'app.partner_id': '' }
const peopleOf = (partner: string): Viewer => ({ role: 'guanxi_partner', 'app.roles': 'partner_administrator', 'app.partner_id': partner, 'app.org_ids': `{${partner}}` })

/** Takes on a viewer's database role and settings until the end of the transaction. */
async function as(viewer: Viewer): Promise<void> {
  role = viewer.role
  await client.query(`reset role; select ${Object.entries(viewer).map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`)
}

interface Question { partner?: string; account?: string; currency?: string; day: string; products: string[] }
/** A small world, what staff ask there, and what one of its partners asks. */
interface Place { world: World; asked: Question[]; own: Question & { partner: string } }
const places: fc.Arbitrary<Place> = fc.tuple(worlds, fc.constantFrom(...ids.account), fc.constantFrom(...currencies), fc.constantFrom(...days), fc.nat(1)).map(([world, account, currency, offset, which]) => {
  const [first, second] = ids.partner as [string, string], at = { day: dayAt(offset), products: ids.product }
  return {
    world, asked: [{ partner: first, ...at }, { partner: second, account, currency, ...at }, { account, ...at }, { currency, ...at }],
    // a partner is told today's prices only
    own: { partner: which ? second : first, ...(!which && { account: ids.account[0]! }), day: dayAt(0), products: ids.product },
  }
})
const sample = (numRuns: number, of: number) => fc.sample(places, { seed: of, numRuns })
const worldOf = (all: readonly Place[]) => together(all.map(({ world }) => world))
const askedIn = (all: readonly Place[]) => all.flatMap(({ asked }, n) => placed(asked, n))

interface Answer { id: string; prices: (string | null)[]; breaks: { quantity: number; price: string | null }[] }

/** What the pure function answers: the price of each product by quantity, and the quantities at which it changes. */
async function defined(questions: readonly Question[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const { partner, account, currency: wanted, ...asked } of questions) {
    const { day, currency, lists, products, promotionsOf } = await readTerms(run, { partnerId: partner, accountId: account, currency: wanted }, asked.products, asked.day)
    for (const id of asked.products) {
      const net = (quantity: number) => priceOf(products.get(id)!, lists, promotionsOf(id), { quantity, day, currency, byPartner: partner !== undefined }).netPrice?.toFixed() ?? null
      const all = Array.from({ length: 30 }, (_, n) => ({ quantity: n + 1, price: net(n + 1) }))
      answers.push({ id, prices: quantities.map(net), breaks: all.filter(({ price }, n) => price !== (n ? all[n - 1]!.price : null)) })
    }
  }
  return answers
}

const netPrices = `(select array_agg(trim_scale(n.price)::text order by t.at) from unnest($2::int[]) with ordinality t (quantity, at), lateral app.net_price(p.id, p.category_path, t.quantity, q.partner, q.account, q.currency, q.day) n) as prices`
const priceBreaks = `(select coalesce(json_agg(json_build_object('quantity', b.min_quantity, 'price', trim_scale(b.price)::text) order by b.min_quantity), '[]') from app.price_breaks(p.id, p.category_path, q.partner, q.account, q.currency, q.day) b) as breaks`
/** What the database answers, to all questions in one statement. */
const twin = (columns: string, questions: readonly Question[], ...values: unknown[]) => run(
  `select ${columns} from jsonb_array_elements($1) with ordinality a (question, at), jsonb_to_record(a.question) q (partner uuid, account uuid, currency char(3), day date, products uuid[]), unnest(q.products) with ordinality o (id, at) join product p on p.id = o.id
   order by a.at, o.at`, [JSON.stringify(questions), ...values]) as Promise<unknown[]>

/** Asks in many small worlds at once; gives back where the answers differ. */
async function differing(all: readonly Place[]): Promise<{ place: number; defined: Answer; answered: unknown }[]> {
  const found: { place: number; defined: Answer; answered: unknown }[] = []
  const compare = async (questions: readonly Question[]) => {
    const [right, answered] = [await defined(questions), await twin(`p.id, ${netPrices}, ${priceBreaks}`, questions, quantities)]
    right.forEach((one, n) => { if (JSON.stringify(one) !== JSON.stringify(answered[n])) found.push({ place: Math.floor((n * all.length) / right.length), defined: one, answered: answered[n] }) })
  }
  await client.query('begin')
  try {
    await write(client, worldOf(all))
    await as(staff)
    await compare(askedIn(all))
    for (const [n, { own }] of all.entries()) {
      const question = placed(own, n)
      await as(peopleOf(question.partner))
      await compare([question])
    }
    return found
  } finally {
    await client.query('rollback')
  }
}

/** A place where answers differ, without whatever that does not need. */
async function smallest(place: Place): Promise<Place> {
  for (const [table, rows] of Object.entries(place.world.tables)) for (const row of rows) {
    const fewer = { ...place, world: { tables: { ...place.world.tables, [table]: place.world.tables[table]!.filter((one) => one !== row) } } }
    if (await differing([fewer]).then(({ length }) => length > 0, () => false)) place = fewer
  }
  return place
}

describe('the database prices as the definition does', () => {
  test(`in generated worlds, for staff and partners (seed ${seed})`, async () => {
    const all = sample(runs, seed)
    let found: object | null = null
    for (let from = 0; !found && from < runs; from += 24) {
      const some = all.slice(from, from + 24), [first] = await differing(some)
      if (first) found = { ...first, world: JSON.stringify(await smallest(some[first.place]!)) }
    }
    expect(found).toBeNull()
  }, 300_000)

  test('so that a mistake is found, whichever it is', async () => {
    let left = [...mistakes]
    const all = sample(216, 1)
    // the easy ones in few worlds, and what is left in more
    for (let [from, size] = [0, 8]; left.length && from < all.length; from += size, size = Math.min(size * 2, 32)) {
      const some = all.slice(from, from + size), questions = askedIn(some)
      await client.query('begin')
      await write(client, worldOf(some))
      await as(staff)
      const right = JSON.stringify((await defined(questions)).map(({ breaks }) => ({ breaks })))
      // without the walls between rows, with which this takes longer to plan than to answer
      await as({ ...staff, role: 'none' })
      const missed: typeof left = []
      for (const mistake of left) {
        await client.query('savepoint before')
        const [name, said, wrong] = mistake, [{ source }] = (await client.query(`select pg_get_functiondef(oid) as source from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`, [name])).rows as [{ source: string }]
        expect(source).toContain(said)
        await client.query(source.replace(said, wrong))
        if (JSON.stringify(await twin(priceBreaks, questions)) === right) missed.push(mistake)
        await client.query('rollback to before')
      }
      // what finds every mistake without one being made finds nothing
      expect(JSON.stringify(await twin(priceBreaks, questions))).toBe(right)
      await client.query('rollback')
      left = missed
    }
    expect(left).toEqual([])
  }, 300_000)
})
