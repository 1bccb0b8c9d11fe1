import type pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectInvoices } from '../../server/billing/collect-invoices.ts'
import { poolOf } from '../../server/orm.ts'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Books, finance, owner, rep } from './world.ts'

let server: TestServer, books: Books, system: pg.Pool
const log = pino({ level: 'silent' })
beforeAll(async () => { server = await startServer(); books = new Books(server); await books.open(); system = await poolOf(server.database.databases.system) })
afterAll(() => server.close())

const partnerOf = async (code: string) => (await books.rows('select id from partner where code = ?', [code]))[0].id as string
const invoices = async (code: string) => books.rows(`select i.id, i.state, (select count(distinct l.order_id)::int from invoice_line l where l.invoice_id = i.id) as orders from invoice i join partner p on p.id = i.partner_id where p.code = ?`, [code])

test('partners whose terms say so are invoiced by themselves, however many servers do it at once', async () => {
  const shipped = await books.shipped('NST')
  expect(await collectInvoices(system, log)).toBe(0)
  await books.do(finance, 'setBillingTerms', { partnerId: await partnerOf('NST'), invoicing: 'SHIPMENT', paymentDays: 14 }, 'partner { paymentDays invoicing }')
  await Promise.all([collectInvoices(system, log), collectInvoices(system, log)])
  expect((await invoices('NST')).map(({ state, orders }) => [state, orders])).toEqual(shipped.map(() => ['Issued', 1]))
  expect(await books.rows('select distinct due_date - issue_date as days from invoice')).toEqual([{ days: 14 }])
  expect(await collectInvoices(system, log)).toBe(0)
})

test('a month is collected into one invoice', async () => {
  await books.do(finance, 'setBillingTerms', { partnerId: await partnerOf('HXM'), invoicing: 'MONTH' })
  await collectInvoices(system, log)
  const [one, ...more] = await invoices('HXM')
  expect([one.orders > 3, more]).toEqual([true, []])
  expect(await books.rows(`select l.id from invoice_line l join shipment_line sl on sl.id = l.shipment_line_id join shipment s on s.id = sl.shipment_id where l.invoice_id = ? and app.day(s.shipped_at) >= date_trunc('month', app.today())`, [one.id])).toEqual([])
  expect((await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check }) => check.name)).toEqual([])
})

test('what is issued goes to the buyer with its pages, the same for everybody who opens them', async () => {
  const [{ id, address }] = await books.rows(`select i.id, p.email as address from invoice i join partner p on p.id = i.partner_id where p.code = 'NST' limit 1`)
  await expect.poll(() => server.mails(address).length, { timeout: 15_000 }).toBeGreaterThan(0)
  const [mail] = server.mails(address)
  expect(mail!.subject).toMatch(/^Invoice INV-/)
  expect(mail!.attachments[0]).toMatchObject({ mimeType: 'application/pdf' })
  const file = async (email: string, app: string) => fetch(`${server.url}/${app}/files/invoices/${id}.pdf`, { headers: { cookie: await books.cookie(email) } })
  const [dealers, ours, rivals] = [await file(owner, 'partner'), await file(finance, 'crm'), await file('owner@rival.example', 'partner')]
  expect([dealers.status, ours.status, rivals.status]).toEqual([200, 200, 404])
  expect(Buffer.from(await dealers.arrayBuffer()).equals(Buffer.from(await ours.arrayBuffer()))).toBe(true)
}, 40_000)

test('a preview says what an invoice will', async () => {
  const [orderId] = await books.shipped('QLT')
  const { order } = await books.read(finance, `{ order(id: "${orderId}") { total companyTotal companyCurrency taxes { net tax gross groups { category rate sentence } } } }`)
  expect(order).toMatchObject({ companyCurrency: 'TWD', companyTotal: order.total, taxes: { net: order.total, groups: [{ category: 'S', rate: '5', sentence: null }] } })
  const [{ id }] = await books.rows(`select o.id from sales_order o join partner p on p.id = o.partner_id where p.code = 'NST' order by o.number desc limit 1`)
  const seen = (await books.read(owner, `{ order(id: "${id}") { total taxes { net tax gross groups { category sentence } } } }`)).order
  expect(seen.taxes).toEqual({ net: seen.total, tax: '0', gross: seen.total, groups: [{ category: 'G', sentence: 'Export delivery, free of tax.' }] })
  // a parent sees that its sub-dealer's order exists, never its money
  const [child] = await books.rows(`select o.id from sales_order o join partner p on p.id = o.partner_id where p.code = 'SUB' limit 1`)
  expect((await books.read(owner, `{ order(id: "${child.id}") { taxes { net } invoices { id } } }`)).order).toEqual({ taxes: null, invoices: [] })
  expect(await books.refusal(rep, 'setBillingTerms', { partnerId: await partnerOf('NST') })).toBe('FORBIDDEN')
})

test('quotes and carts say it too, to whom they belong', async () => {
  const taxes = 'taxes { net tax gross groups { category rate sentence } }'
  const [{ id: quoteId }] = await books.rows(`select q.id from quote q join partner p on p.id = q.partner_id where p.code = 'QLT' order by q.number limit 1`)
  const { quote } = await books.read(finance, `{ quote(id: "${quoteId}") { version { total ${taxes} } } }`), { version } = quote
  expect(version.taxes).toMatchObject({ net: version.total, gross: (Number(version.total) + Number(version.taxes.tax)).toString(), groups: [{ category: 'S', rate: '5', sentence: null }] })
  const [{ id: productId }] = await books.rows(`select l.product_id as id from order_line l join sales_order o on o.id = l.order_id join partner p on p.id = o.partner_id join product x on x.id = l.product_id where p.code = 'NST' and x.lifecycle = 'ACTIVE' limit 1`)
  const { cart } = await books.do(owner, 'setCartLine', { productId, quantity: 3 }, `cart { subtotal ${taxes} }`)
  expect(cart.taxes).toEqual({ net: cart.subtotal, tax: '0', gross: cart.subtotal, groups: [{ category: 'G', rate: '0', sentence: 'Export delivery, free of tax.' }] })
  await books.do(owner, 'setCartLine', { productId, quantity: 0 })
  expect((await books.read(owner, '{ cart { taxes { net } } }')).cart.taxes).toBeNull()
})

test('tax numbers, rules and certificates are kept by finance', async () => {
  const partnerId = await partnerOf('QLT')
  const { data } = await books.try(finance, 'setTaxId', { partnerId, taxId: '123' })
  expect(data!.answer.errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', path: ['taxId'] })
  expect((await books.do(finance, 'setTaxId', { partnerId, taxId: '0459 5257' }, 'partner { taxId }')).partner.taxId).toBe('04595257')
  const { data: twice } = await books.try(finance, 'saveTaxRule', { country: 'TW', taxClass: 'STANDARD', category: 'S', rate: '6', validFrom: '2030-01-01' })
  expect(twice!.answer.errors[0]).toMatchObject({ code: 'OVERLAP', path: ['validFrom'] })
  const { taxRule } = await books.do(finance, 'saveTaxRule', { country: 'TW', region: 'X', taxClass: 'STANDARD', category: 'S', rate: '6' }, 'taxRule { id rate revision }')
  const again = { id: taxRule.id, revision: taxRule.revision, country: 'TW', region: 'X', taxClass: 'STANDARD', category: 'S', rate: '7', fromAbroad: null }
  expect((await books.do(finance, 'saveTaxRule', again, 'taxRule { rate fromAbroad }')).taxRule).toEqual({ rate: '7', fromAbroad: false })
  // who looked at it before that does not write over it
  expect((await books.try(finance, 'saveTaxRule', again)).data!.answer.errors[0]).toMatchObject({ code: 'STALE', path: ['revision'] })
  await books.do(finance, 'removeTaxRule', { id: taxRule.id })
  await books.do(finance, 'addTaxExemption', { partnerId, country: 'TW', number: 'C-1', validFrom: '2020-01-01', validTo: '2099-12-31' })
  const [orderId] = await books.shipped('QLT')
  const { invoice } = await books.do(finance, 'createInvoice', { orderIds: [orderId], issue: true }, 'invoice { tax taxes { category reason } }')
  expect(invoice).toEqual({ tax: '0', taxes: [{ category: 'E', reason: 'CERTIFICATE C-1' }] })
})
