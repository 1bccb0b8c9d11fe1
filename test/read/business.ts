import type pg from 'pg'

/** So many of each, at the test's scale. */
const many = 5_000
/** The company's orders, each with its place among them, its day and what it came to: everything below follows one of them. */
const orders = `(select o.*, a.total, row_number() over (order by o.id)::int as n, o.placed_at::date as day
  from sales_order o join order_amount a on a.order_id = o.id order by o.id desc limit ${many}) o`
const lines = `${orders} join order_line l on l.order_id = o.id and l.position = 1`
const whose = 'o.partner_id, o.account_id, o.owner_id'
const of = (words: string) => `(array[${words}])[1 + o.n % ${words.split(',').length}]`
const buyer = 'o.partner_id, case when o.partner_id is null then o.account_id end, o.owner_id'

/** What the bench's company has of what follows from orders: its measured operations need none of it, lists of it do. */
const statements: [into: string, sql: string][] = [
  ['invoice (id, kind, number, state, partner_id, account_id, owner_id, order_id, currency, issue_date, due_date, payment_days, buyer_name, locale, net, tax, gross, company_gross, created_at)',
    `select uuidv7(), 'INVOICE', 'IN-' || lpad(o.n::text, 6, '0'), ${of(`'Issued', 'PartiallyPaid', 'Paid', 'Paid'`)}, ${whose}, o.id, o.currency, o.day, o.day + 30, 30, 'Works ' || o.n, 'en', o.total, 0, o.total, o.total, o.placed_at from ${orders}`],
  ['invoice_line (id, invoice_id, position, order_id, order_line_id, product_id, description, quantity, unit_price, subtotal, discount, amount, tax_class, tax_category, tax_rate)',
    `select uuidv7(), i.id, l.position, i.order_id, l.id, l.product_id, 'Spindle', l.quantity, l.unit_price, l.amount, 0, l.amount, 'STANDARD', 'S', 5 from invoice i join order_line l on l.order_id = i.order_id`],
  ['payment (id, number, kind, state, partner_id, account_id, owner_id, day, currency, amount, company_currency, rate, company_amount, method)',
    `select uuidv7(), 'PY-' || lpad(o.n::text, 6, '0'), 'PAYMENT', ${of(`'Booked', 'Booked', 'Reversed'`)}, ${buyer}, o.day, o.currency, o.total, 'USD', 1, o.total, ${of(`'BANK_TRANSFER', 'CHECK', 'CASH'`)} from ${orders}`],
  ['payment_allocation (id, payment_id, invoice_id, amount, invoice_amount, day)',
    `select uuidv7(), p.id, i.id, p.amount, i.gross, p.day from payment p join invoice i on right(i.number, 6) = right(p.number, 6)`],
  ['receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, invoice_id)',
    `select i.id, 'INVOICE', i.issue_date, l, i.partner_id, case when i.partner_id is null then i.account_id end, i.owner_id, i.currency, i.gross, i.gross, i.id from invoice i, unnest(array['RECEIVABLE', 'SALES']) l`],
  ['bank_statement (id, account, statement_id, format, currency, from_day, to_day)', `select uuidv7(), 'DE' || o.n % 3, 'S-' || o.n, ${of(`'CAMT053', 'CSV'`)}, 'USD', o.day, o.day from ${orders}`],
  ['bank_line (id, statement_id, account, entry_reference, position, day, currency, amount, counterparty, remittance, state, partner_id, account_id)',
    `select uuidv7(), s.id, s.account, 'E-' || o.n, 1, o.day, 'USD', 1 + o.total, 'Works ' || o.n, 'PO-' || o.n, ${of(`'Proposed', 'Matched', 'Matched', 'Ignored'`)}, o.partner_id, o.account_id from ${orders} join bank_statement s on s.statement_id = 'S-' || o.n`],
  ['dunning_run (id, day, state)', `select uuidv7(), o.day, ${of(`'Released', 'Released', 'Discarded'`)} from ${orders}`],
  ['dunning_hold (id, partner_id, account_id, reason, released_at)', `select uuidv7(), o.partner_id, case when o.partner_id is null then o.account_id end, 'Complaint', ${of(`o.placed_at, o.placed_at, null`)} from ${orders}`],
  ['order_change (id, order_id, number, state, partner_id, owner_id, by_dealer, currency, total_before, total_after, created_at)',
    `select uuidv7(), o.id, 1, ${of(`'Applied', 'Rejected', 'Submitted'`)}, o.partner_id, o.owner_id, true, o.currency, o.total, o.total, o.placed_at from ${orders}`],
  ['return_authorization (id, number, order_id, state, partner_id, account_id, owner_id, reason, created_at)',
    `select uuidv7(), 'R-' || o.n, o.id, ${of(`'Requested', 'Approved', 'Closed'`)}, ${whose}, ${of(`'DEFECTIVE', 'DAMAGED', 'OTHER'`)}, o.placed_at from ${orders}`],
  ['contract (id, number, title, kind, state, locale, body, partner_id, account_id, owner_id, start_on, end_on, created_at, updated_at)',
    `select uuidv7(), 'C-' || o.n, 'Works ' || o.n, ${of(`'FRAMEWORK', 'MAINTENANCE', 'OTHER'`)}, ${of(`'Active', 'Active', 'Expired', 'Draft'`)}, 'en', '', ${whose}, o.day, o.day + 700, o.placed_at, o.placed_at from ${orders}`],
  ['special_price (id, number, state, origin, partner_id, account_id, owner_id, currency, valid_from, valid_to, reason, created_at, updated_at)',
    `select uuidv7(), 'SP-' || o.n, ${of(`'Approved', 'Approved', 'Rejected', 'Submitted'`)}, ${of(`'PARTNER', 'STAFF'`)}, ${whose}, o.currency, o.day, o.day + 90, 'Competitor', o.placed_at, o.placed_at from ${orders} where o.partner_id is not null`],
  ['special_price_line (id, special_price_id, position, product_id, quantity, requested_price, net_price)',
    `select uuidv7(), s.id, 1, l.product_id, 100, 80, 90 from ${lines} join special_price s on s.number = 'SP-' || o.n`],
  ['special_price_use (line_id, special_price_id, order_id, order_line_id, line_quantity, quantity, at)',
    `select x.id, x.special_price_id, o.id, l.id, l.quantity, l.quantity, o.placed_at from ${lines} join special_price s on s.number = 'SP-' || o.n join special_price_line x on x.special_price_id = s.id`],
  ['promotion_use (promotion_id, order_id, order_line_id, partner_id, account_id, product_id, line_quantity, quantity, amount, currency, at)',
    `select m.id, o.id, l.id, o.partner_id, o.account_id, l.product_id, l.quantity, l.quantity, 5, o.currency, o.placed_at from ${lines} join (select id, row_number() over () - 1 as n from promotion) m on m.n = o.n % 20`],
  ['supply (id, product_id, quantity, received_quantity, expected_date, source, state, created_at)',
    `select uuidv7(), l.product_id, 100, 100, o.day, 'Plant', ${of(`'Received', 'Received', 'Canceled', 'Announced'`)}, o.placed_at from ${lines}`],
  ['reservation (order_line_id, product_id, quantity, source, date, state, created_at, ended_at)',
    `select l.id, l.product_id, l.quantity, 'Stock', o.day, ${of(`'Consumed', 'Consumed', 'Released'`)}, o.placed_at, o.placed_at from ${lines}`],
  ['price_change (id, price_list_id, source, state, list_revision, created_at)', `select uuidv7(), x.id, ${of(`'GRID', 'MASS', 'IMPORT'`)}, 'Applied', 1, o.placed_at from ${orders} join price_list x on x.partner_id = o.partner_id`],
  ['price_change_item (id, change_id, place, new_id, product_id, before, after, price_before, price_after)',
    `select uuidv7(), c.id, p, uuidv7(), x.id, '{"value": 1}', '{"value": 2}', 1, 2 from (select id, row_number() over () as n from price_change order by id limit 40) c, generate_series(1, 100) p join product x on x.sku = 'SKU-' || lpad((1 + p)::text, 5, '0')`],
]

/** Bills, payments, changes and everything else that follows from the orders of a filled company. */
export async function fillBusiness(client: pg.ClientBase): Promise<void> {
  await client.query('set session_replication_role = replica')
  for (const [into, sql] of statements) await client.query(`insert into ${into} ${sql}`).catch((error: Error) => { throw new Error(`${into}: ${error.message}`) })
  await client.query('reset session_replication_role')
  await client.query('vacuum analyze')
}
