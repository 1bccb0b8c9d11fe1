import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApprovalReason, type Figures, type Rule, type Step, chainFor, named, reasonsFor } from '../../server/approvals/approval-rules.ts'
import { Random } from '../../server/demo/kit/random.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

// What the database says of a special price is what the rules say of a quote of one piece at that price.
let database: TestDatabase, client: pg.Client
beforeAll(async () => { database = await cloneDatabase(); client = await database.connect() })
afterAll(async () => { await client.end(); await database.close() })

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
/** Managers above one another, the last of whom leads nobody's owner. */
const people = Array.from({ length: 5 }, (_, n) => uuid(n + 1)), partner = uuid(50), request = uuid(60), goods = [uuid(70), uuid(71)], lines = [uuid(80), uuid(81)]
const seed = Number(process.env.SEED ?? 7)

async function lay(): Promise<void> {
  for (const [index, id] of [...people].reverse().entries()) await client.query(`insert into app_user (id, email, name, audience, roles, manager_id) values ($1::uuid, $1::text, $1::text, 'crm', '{manager}', $2)`, [id, index ? people[people.length - index] : null])
  await client.query(`insert into partner (id, code, name, type, state, currency, country) values ($1, 'P', 'P', 'DEALER', 'Active', 'USD', 'US')`, [partner])
  for (const id of goods) await client.query(`insert into product (id, sku, name, lifecycle) values ($1::uuid, $1::text, 'x', 'ACTIVE')`, [id])
  await client.query(`insert into special_price (id, number, state, origin, partner_id, currency, valid_from, valid_to, reason) values ($1, 'S', 'Submitted', 'PARTNER', $2, 'USD', '2020-01-01', '2099-01-01', 'x')`, [request, partner])
  for (const [index, id] of lines.entries()) await client.query(`insert into special_price_line (id, special_price_id, position, product_id, quantity, requested_price, net_price) values ($1, $2, $3, $4, 1, 1, 100)`, [id, request, index, goods[index]])
}

function ruleOf(random: Random, n: number): Rule {
  const measure = random.pick(['DISCOUNT', 'MARGIN', 'CURRENCY', 'AMOUNT', 'PAYMENT_DAYS'] as const)
  const step = (): Step => {
    const decider = random.pick(['MANAGER', 'MANAGER', 'PERSON', 'ROLE'] as const)
    return { decider, level: decider === 'MANAGER' ? random.int(1, 6) : null, personId: decider === 'PERSON' ? random.pick(people) : null, role: decider === 'ROLE' ? random.pick(['finance', 'administrator', 'channel_manager']) : null, remindDays: null, escalateDays: null }
  }
  return {
    id: uuid(100 + n), measure, threshold: ['CURRENCY', 'AMOUNT'].includes(measure) ? null : random.pick(['0', '10', '20', '33.33', '33.3333', '-5']), amounts: measure === 'AMOUNT' ? { USD: '1' } : null,
    currencies: measure === 'CURRENCY' ? random.pick([['USD'], ['EUR'], ['EUR', 'USD']]) : [], discountedOnly: random.chance(0.3), steps: Array.from({ length: random.int(1, 3) }, step),
  }
}

it(`is the same in SQL (seed ${seed})`, async () => {
  await lay()
  const random = new Random(seed)
  for (let round = 0; round < 80; round++) {
    const owner = random.int(0, 4), submitter = random.pick(people), rules = Array.from({ length: random.int(0, 4) }, (_, n) => ruleOf(random, n))
    const figures = lines.map((): Figures => ({ total: random.pick(['0', '60', '66.67', '80', '90', '99.99']), net: random.pick(['100', '75.5', '120']), cost: random.pick([null, '0', '50', '66.67', '90']), currency: 'USD', recently: {}, paymentDays: null, usualDays: 30 }))
    await client.query('delete from approval_rule')
    await client.query('delete from product_cost')
    await client.query('update special_price set owner_id = $2, submitted_by_id = $3 where id = $1', [request, people[owner], submitter])
    for (const { id, measure, threshold, amounts, currencies, discountedOnly, steps } of rules) {
      await client.query(`insert into approval_rule (id, name, measure, threshold, amounts, currencies, discounted_only) values ($1, 'x', $2, $3, $4, $5, $6)`, [id, measure, threshold, amounts, currencies, discountedOnly])
      for (const [index, { decider, level, role, personId }] of steps.entries()) await client.query('insert into approval_rule_step (rule_id, position, decider, level, role, person_id) values ($1, $2, $3, $4, $5, $6)', [id, index + 1, decider, level, role, personId])
    }
    for (const [index, { total, net, cost }] of figures.entries()) {
      await client.query('update special_price_line set requested_price = $2, net_price = $3 where id = $1', [lines[index], total, net])
      if (cost !== null) await client.query(`insert into product_cost (product_id, currency, cost, valid_from) values ($1, 'USD', $2, '2020-01-01')`, [goods[index], cost])
    }
    // nothing is bought yet: amounts and terms of payment are not asked
    const about = rules.filter(({ measure }) => ['DISCOUNT', 'MARGIN', 'CURRENCY'].includes(measure))
    const { rows } = await client.query('select * from app.special_price_steps($1, null)', [request])
    const said = (line: string, { code, actual, limit, ruleId }: ApprovalReason) => `${line} ${ruleId} ${code} ${actual} ${limit}`
    const reasons = figures.flatMap((one, index) => reasonsFor(one, about).map((reason) => said(lines[index]!, reason)))
    expect([...new Set(rows.filter(({ code }) => code).map((row) => said(row.line_id, { code: row.code, actual: row.actual, limit: row.most, ruleId: row.rule_id })))].sort()).toEqual(reasons.sort())
    // where nobody is asked, the owner's manager is
    const asked = figures.flatMap((one) => chainFor(one, about)), chain = named(asked.length ? asked : [{ decider: 'MANAGER', level: 1, role: null, personId: null, remindDays: null, escalateDays: null }], people.slice(owner + 1), [people[owner]!, submitter])
    const one = ({ decider, level, role, personId }: Step) => [decider, level, role, personId].join()
    expect([...new Set(rows.map(({ person_id: personId, ...row }) => one({ ...row, personId })))]).toEqual(chain.map(one).reverse())
  }
})
