import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions, roles } from '../../server/access/matrix.ts'
import { buildCompany } from '../../server/demo/company.ts'
import { isEmpty, seedDemo } from '../../server/demo/index.ts'
import { orderFlow } from '../../server/orders/order.flow.ts'
import { quoteFlow } from '../../server/quotes/quote.flow.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase
let client: pg.Client
let keys: { staffKey: string; partnerKey: string }
/** Of this process's own work: how long it takes hangs on what else the computer does. */
let seconds: number
let emptyBefore: boolean

const rows = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows

beforeAll(async () => {
  database = await cloneDatabase()
  emptyBefore = await isEmpty(database.adminUrl)
  const started = process.cpuUsage()
  keys = await seedDemo({ adminUrl: database.adminUrl, secret: database.secret, log: () => {} })
  const { user, system } = process.cpuUsage(started)
  seconds = (user + system) / 1e6
  client = await database.connect()
})
afterAll(() => database?.close())

test('is seeded with less than ten seconds of work, once', async () => {
  expect(seconds).toBeLessThan(10)
  expect([emptyBefore, await isEmpty(database.adminUrl)]).toEqual([true, false])
  expect(await rows(`select key from installation where value = 'true'`)).toEqual([{ key: 'demo' }])
})

describe('people', () => {
  test('the cast is there, with roles of the matrix and a manager above every representative', async () => {
    const emails = (await rows('select email from app_user')).map(({ email }) => email)
    const staff = ['admin', 'rep', 'manager', 'desk', 'finance', 'channel'].map((name) => `${name}@guanxi.example`)
    expect(emails).toEqual(expect.arrayContaining([...staff, 'owner@northstar.example', 'manager@northstar.example', 'seller@northstar.example', 'buyer@northstar.example', 'owner@rival.example', 'owner@substar.example']))
    expect((await rows('select distinct unnest(roles) as role from app_user')).filter(({ role }) => !(roles as readonly string[]).includes(role))).toEqual([])
    expect(await rows(`select email from app_user where 'representative' = any (roles) and manager_id is null`)).toEqual([])
    expect(await rows(`select m.email from app_user r join app_user m on m.id = r.manager_id where r.email = 'rep@guanxi.example'`)).toEqual([{ email: 'manager@guanxi.example' }])
  })

  test('everybody has a password, and the keys match their hashes', async () => {
    expect(await rows('select email from app_user where id not in (select user_id from credential)')).toEqual([])
    for (const key of Object.values(keys)) {
      const [, prefix, secret] = /^gx_([0-9a-f]{8})_([\w-]{43})$/.exec(key)!
      const [found] = await rows('select k.permissions, s.secret_hash = sha256(convert_to($2, \'UTF8\')) as matches from api_key k join api_key_secret s on s.api_key_id = k.id where k.prefix = $1', [prefix, secret])
      expect(found.matches).toBe(true)
      expect(permissions).toEqual(expect.arrayContaining(found.permissions))
    }
  })
})

describe('quotes', () => {
  test('are in every state that people wait in or ended in', async () => {
    const states = (await rows(`select distinct state from quote_version where not superseded`)).map(({ state }) => state)
    expect(quoteFlow.states.filter((state) => !states.includes(state))).toEqual(['Submitted'])
  })

  test('totals are the sum of rounded lines less the discount', async () => {
    expect(await rows(`select v.id from quote_version v where v.total <> v.subtotal - v.discount_amount or v.subtotal <> (select sum(amount) from quote_line where version_id = v.id)
      or v.discount_amount <> round(v.subtotal * v.discount_percent / 100, app.exponent(v.currency))`)).toEqual([])
    expect(await rows(`select l.id from quote_line l join quote_version v on v.id = l.version_id where l.amount <> round(l.unit_price * l.quantity - l.promotion_discount, app.exponent(v.currency))
      or l.unit_price <> round(l.net_price * (100 - l.discount_percent) / 100, app.exponent(v.currency))`)).toEqual([])
    expect(await rows(`select v.id from quote_version v join quote_version_internal i on i.version_id = v.id where i.cost <> (select sum(c.unit_cost * l.quantity) from quote_line l join quote_line_cost c on c.line_id = l.id where l.version_id = v.id)`)).toEqual([])
  })

  test('prices are those of the buyer on that day', async () => {
    expect(await rows(`
    select q.number, l.id from quote q join quote_version v on v.quote_id = q.id join quote_line l on l.version_id = v.id join product p on p.id = l.product_id,
      set_config('app.roles', 'administrator', true),
      app.net_price(p.id, p.category_path, l.quantity, q.partner_id, case when q.partner_id is null then q.account_id end, q.currency, (v.created_at at time zone 'Asia/Taipei')::date) n
    where l.parts is null and n.price is distinct from l.net_price`)).toEqual([])
  })

  test('the latest version is the only live one, and what its buyer may see follows it', async () => {
    expect(await rows(`select q.number from quote q join quote_version v on v.quote_id = q.id where not v.superseded group by q.id having count(*) <> 1 or max(v.number) <> (select max(number) from quote_version where quote_id = q.id)`)).toEqual([])
    expect(await rows(`select q.number, q.public_state, v.state from quote q join quote_version v on v.quote_id = q.id and not v.superseded
      where v.state in ('Presented', 'Accepted', 'Declined') and q.public_state is distinct from v.state or v.state = 'Requested' and q.public_state is distinct from 'Requested'
        or v.state in ('Draft', 'PendingApproval', 'Approved', 'Rejected') and q.public_state is distinct from 'Requested' and q.public_state is not null`)).toEqual([])
    expect(await rows(`select id from quote_version where state in ('Approved', 'Presented') and not superseded and valid_until < app.today()`)).toEqual([])
  })

  test('whoever waits for approval has a reason and a step', async () => {
    expect(await rows(`
    select v.id from quote_version v join quote_version_internal i on i.version_id = v.id where v.state = 'PendingApproval' and not v.superseded
      and (jsonb_array_length(i.approval_reasons) = 0 or not exists (select 1 from quote_approval a where a.version_id = v.id and a.state = 'Pending' and a.requested_by_id = v.submitted_by_id))`)).toEqual([])
  })

  test('of each accepted version came one order with its money', async () => {
    expect(await rows(`select v.id from quote_version v left join sales_order o on o.quote_version_id = v.id left join order_amount a on a.order_id = o.id
      where v.state = 'Accepted' and (o.quote_id is distinct from v.quote_id or a.total is distinct from v.total)`)).toEqual([])
  })

  test('the cast finds its work', async () => {
    const count = async (sql: string) => Number((await rows(`select count(*) from quote q join quote_version v on v.quote_id = q.id and not v.superseded join partner p on p.id = q.partner_id join app_user o on o.id = q.owner_id where ${sql}`))[0].count)
    expect(await count(`p.code = 'NST' and v.state = 'Requested'`)).toBeGreaterThanOrEqual(3)
    expect(await count(`p.code = 'NST' and v.state = 'Presented'`)).toBeGreaterThanOrEqual(4)
    expect(await count(`p.code = 'NST' and v.state = 'Presented' and v.valid_until > app.today() + 60`)).toBeGreaterThanOrEqual(2)
    expect(await count(`v.state = 'PendingApproval' and o.email = 'rep@guanxi.example'`)).toBeGreaterThanOrEqual(2)
  })
})

describe('orders', () => {
  test("the demo's buyer has an order waiting, and this month's limit untouched", async () => {
    const [found] = await rows(`select count(*) filter (where state = 'PendingPartnerApproval') as waiting, count(*) filter (where placed_at >= date_trunc('month', app.today())) as recent
      from sales_order o join app_user u on u.id = o.created_by_id where u.email = 'buyer@northstar.example'`)
    expect(found).toEqual({ waiting: '1', recent: '0' })
  })

  test('one waits to be confirmed that goes beyond the credit of its dealer', async () => {
    const beyond = await rows(`with placed as materialized (select o.id, o.number, set_config('app.roles', 'administrator', true) as roles from sales_order o where o.state = 'Placed')
      select p.number from placed p, app.order_credit(case when p.roles <> '' then p.id end) c where c.over_amount > 0`)
    expect(beyond.map(({ number }) => number)).toContainEqual(expect.stringMatching(/^O-NLW-/))
  })

  test('are in every state', async () => {
    const states = (await rows('select distinct state from sales_order')).map(({ state }) => state)
    expect(orderFlow.states.filter((state) => !states.includes(state))).toEqual([])
  })

  test('amounts are the sums of lines, less the discount of the quote', async () => {
    expect(await rows(`
    select o.number from sales_order o join order_amount a on a.order_id = o.id where a.subtotal <> (select sum(amount) from order_line where order_id = o.id)
      or (o.quote_id is null and a.total <> a.subtotal) or a.partner_id is distinct from o.partner_id`)).toEqual([])
  })

  test('without a quote, prices are those of the buyer on the day of the order', async () => {
    expect(await rows(`
    select o.number, l.id from sales_order o join order_line l on l.order_id = o.id join product p on p.id = l.product_id,
      set_config('app.roles', 'administrator', true),
      app.net_price(p.id, p.category_path, l.quantity, o.partner_id, case when o.partner_id is null then o.account_id end, o.currency, (o.placed_at at time zone 'Asia/Taipei')::date) n
    where o.quote_id is null and l.parts is null and n.price is distinct from l.net_price`)).toEqual([])
  })

  test('stock holds exactly what open orders have reserved', async () => {
    expect(await rows(`select s.product_id from stock s where s.reserved <> (select coalesce(sum(r.quantity), 0) from reservation r where r.product_id = s.product_id and r.state = 'Held' and r.source = 'Stock')`)).toEqual([])
    expect(await rows(`select l.id from order_line l join sales_order o on o.id = l.order_id where l.reserved_quantity > 0 and o.state not in ('Confirmed', 'PartiallyShipped') or l.reserved_quantity + l.shipped_quantity > l.quantity`)).toEqual([])
    expect(await rows('select 1 from order_line where reserved_quantity > 0 limit 1')).toHaveLength(1)
  })

  test('what has shipped is on shipments, and the state says so', async () => {
    expect(await rows(`select l.id from order_line l where l.shipped_quantity <> (select coalesce(sum(quantity), 0) from shipment_line where order_line_id = l.id) or l.delivered_quantity > l.shipped_quantity`)).toEqual([])
    expect(await rows(`select o.number from sales_order o where o.state in ('Shipped', 'Delivered', 'Closed') <> (select bool_and(shipped_quantity = quantity) from order_line where order_id = o.id)`)).toEqual([])
    expect(await rows(`select o.number from sales_order o where o.state in ('Delivered', 'Closed') and exists (select 1 from shipment where order_id = o.id and delivered_at is null)`)).toEqual([])
  })

  test('numbers go on where the counters stand', async () => {
    expect(await rows(`
    select d.number from (select 'quote' as kind, partner_id, number, created_at from quote union all select 'order', partner_id, number, placed_at from sales_order union all select 'account', partner_id, number, created_at from account) d
      left join document_counter c on c.kind = d.kind and c.scope = coalesce(d.partner_id::text, 'direct:' || to_char(d.created_at at time zone 'UTC', 'YYYY'))
    where c.value is null or substring(d.number from '[0-9]+$')::int > c.value`)).toEqual([])
  })
})

describe('events', () => {
  test('tell of every quote and order, in the past, with its number', async () => {
    expect(await rows(`select q.number from quote q where not exists (select 1 from event where subject_id = q.id and data ->> 'number' = q.number) union all select o.number from sales_order o where not exists (select 1 from event where subject_id = o.id and type = 'order.placed')`)).toEqual([])
    expect(await rows(`select id from event where at > now()`)).toEqual([])
  })

  test.each([0, 4, 8, 12, 16, 20])('tell of nothing that is still to come, also of a company made at %i o’clock', async (hour) => {
    const now = new Date(Date.UTC(2026, 10, 24, hour, 20)), { world } = await buildCompany(now)
    for (const [table, moment] of [['event', 'at'], ['invoice', 'issued_at'], ['payment', 'created_at'], ['bank_statement', 'created_at'], ['shipment', 'shipped_at']] as const)
      expect(world.rows.of(table).filter((row) => row[moment] && (row[moment] as Date) > now)).toEqual([])
  })

  test('nothing internal is public', async () => {
    expect(await rows(`select type from event where public and (type in ('order.held', 'order.released', 'account.noted') or type ~ '^quote[.](created|drafted|submitted|approved|rejected|returned)$')`)).toEqual([])
  })

  test('accounts were last active when something last happened to them', async () => {
    expect(await rows(`
    select a.name from account a where a.last_activity_at <> (select max(at) from event where account_id = a.id)`)).toEqual([])
  })
})

test('the story is the same at any hour, and holds together at the edges of the calendar', async () => {
  const told = async (now: string) => (await buildCompany(new Date(now))).world.rows
  const morning = await told('2027-03-10T01:00:00Z'), evening = await told('2027-03-10T23:00:00Z')
  const names = (from: typeof morning) => [...from.of('account'), ...from.of('contact'), ...from.of('product')].map((row) => row.name ?? row.last_name)
  expect(names(evening)).toEqual(names(morning))
  for (const now of ['2027-01-01T00:10:00Z', '2028-02-29T23:50:00Z', '2027-07-05T05:00:00Z']) {
    const rowsThen = await told(now)
    expect(new Set(rowsThen.of('sales_order').map(({ state }) => state)).size).toBe(orderFlow.states.length)
  }
}, 60_000)

test('the fee of a last reminder is owed as an invoice of its own', async () => {
  expect(await rows(`select i.state, i.gross::float8 as gross, i.sent_at from dunning_letter l join invoice i on i.id = l.fee_invoice_id`)).toEqual([{ state: 'Issued', gross: 500, sent_at: null }])
})
