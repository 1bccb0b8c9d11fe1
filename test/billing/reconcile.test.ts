import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemo } from '../../server/demo/index.ts'
import { checks, reconcileAll, report } from '../../server/reconcile.ts'
import { sources, text } from '../house/source.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  await seedDemo({ adminUrl: database.adminUrl, secret: database.secret, log: () => {} })
  client = await database.connect()
})
afterAll(() => database.close())

const uuid = /[\da-f]{8}(-[\da-f]{4}){3}-/
const differing = async () => (await reconcileAll(database.adminUrl)).filter(({ differences }) => differences.length)

test('every room that says checks is asked', () => {
  expect(sources('server', /\.reconcile\.ts$/).filter((file) => !text('server/reconcile.ts').includes(`'./${file.replace('server/', '')}'`))).toEqual([])
  expect(checks.length).toBeGreaterThan(12)
})

test('the demo company reconciles, and there is something to reconcile', async () => {
  const found = await reconcileAll(database.adminUrl)
  expect(report(found).lines.filter((line) => !line.startsWith('✓'))).toEqual([])
  expect(found.filter(({ check, count }) => !count && !/change|reservation|budget|stock/.test(check.kind)).map(({ check }) => check.name)).toEqual([])
})

/** Something that is wrong, as it might come about past every wall, and what finds it. */
test.each([
  ['a line of a quote', 'update quote_line set amount = amount + 0.01 where id = (select id from quote_line order by id limit 1)', 'quote lines'],
  ['the total of a quote', 'update quote_version set total = total - 1 where id = (select id from quote_version order by id limit 1)', 'quotes'],
  ['a line of an order', 'update order_line set amount = amount + 0.01 where id = (select l.id from order_line l order by l.id limit 1)', 'order lines'],
  ['the total of an order', 'update order_amount set total = total + 0.01 where order_id = (select order_id from order_amount order by order_id limit 1)', 'orders'],
  ['what was shipped', 'update shipment_line set quantity = quantity + 1 where id = (select id from shipment_line order by id limit 1)', 'shipments'],
  ['stock that is held', 'update stock set reserved = reserved + 1, on_hand = on_hand + 1 where product_id = (select product_id from stock order by product_id limit 1)', 'stock'],
  ['a line of an invoice', 'update invoice_line set amount = amount - 1, discount = discount + 1 where id = (select l.id from invoice_line l order by l.id limit 1)', 'invoices and credit notes'],
  ['the tax of an invoice', 'update invoice_tax set tax = tax + 1 where id = (select t.id from invoice_tax t order by t.id limit 1)', 'taxes'],
  ['the company total', 'update invoice set company_gross = company_gross + 1, company_net = company_net + 1 where id = (select id from invoice order by id limit 1)', 'invoices in company currency'],
  ['what was credited', `update invoice set credited_amount = credited_amount + 1 where id = (select id from invoice where kind = 'INVOICE' order by id limit 1)`, 'invoices'],
  ['a billing state', `update sales_order set billing_state = 'NotInvoiced' where id = (select id from sales_order where billing_state = 'Paid' order by id limit 1)`, 'orders'],
  ['pieces that are invoiced and were never shipped', 'update invoice_line set quantity = quantity + 1 where id = (select l.id from invoice_line l where l.claims order by l.id limit 1)', 'order lines'],
  ['an entry of the ledger', 'update receivable_entry set company_amount = company_amount + 1 where id = (select id from receivable_entry order by id limit 1)', 'bookings of receivables'],
  ['what a payment pays', 'update payment set allocated_amount = allocated_amount - 1 where id = (select id from payment where allocated_amount > 1 order by id limit 1)', 'payments'],
  ['a line of the bank', 'update bank_line set assigned_amount = assigned_amount - 1 where id = (select id from bank_line where assigned_amount > 1 order by id limit 1)', 'bank lines'],
  ['a number that is missing', `delete from invoice where number = (select min(number) from invoice where kind = 'CREDIT_NOTE')`, 'legal series'],
])('it finds %s', async (_what, statement, kind) => {
  const written = (sql: string) => client.query(`set session_replication_role = replica; ${sql}`)
  // changed for good, looked at, and put back from a copy
  const table = /(?:update|from) (\w+)/.exec(statement)![1]!
  await written(`create table kept as select * from ${table}`)
  try {
    await written(statement)
    const found = await differing()
    expect(found.map(({ check }) => check.kind)).toContain(kind)
    // by what people know it by
    expect(found.flatMap(({ differences }) => differences).filter(({ name }) => !name || uuid.test(name))).toEqual([])
  } finally {
    const { rows } = await client.query<{ columns: string }>(`select string_agg(quote_ident(attname), ', ') as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`, [table])
    await written(`delete from ${table}; insert into ${table} (${rows[0]!.columns}) select ${rows[0]!.columns} from kept; drop table kept`)
  }
}, 30_000)
