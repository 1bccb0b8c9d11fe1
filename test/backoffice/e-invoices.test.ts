import { afterAll, beforeAll, expect, test } from 'vitest'
import { eInvoice } from '../../server/backoffice/e-invoice.ts'
import { invoiceUbl } from '../../server/backoffice/invoice-xml.ts'
import { type Issued, issuedInvoice } from '../../server/backoffice/issued.ts'
import type { Run } from '../../server/kit/read/reader.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Books, finance, owner, rival } from '../billing/world.ts'
import { asRead, broken, brokenBy, parsed } from './rules.ts'

let server: TestServer, books: Books, run: Run
/** Whatever was issued, read once, and one after another: four connections are soon asked for. */
const all: Issued[] = []
beforeAll(async () => {
  server = await startServer()
  books = new Books(server)
  run = (sql, values) => books.rows(sql.replace(/\$1/g, '?'), sql.split('$1').slice(1).map(() => values[0])) as never
  for (const { id } of await books.rows('select id from invoice where number is not null order by number')) all.push((await issuedInvoice(run, id as string))!)
}, 180_000)
afterAll(() => server.close())

const base = (): Issued => all.find(({ kind, lines, seller }) => kind === 'INVOICE' && lines.length > 1 && seller.country)!

test('every invoice and credit note of the demo company keeps the rules of EN 16931', () => {
  const kinds = new Map<string, number>(), faults: string[] = []
  expect(all.length).toBeGreaterThan(50)
  for (const one of all) {
    for (const { category } of one.taxes) kinds.set(`${one.kind} ${category}`, (kinds.get(`${one.kind} ${category}`) ?? 0) + 1)
    faults.push(...brokenBy(asRead(eInvoice(one)['ubl:Invoice']), 'Invoice').map((rule) => `${one.number} ${rule}`))
  }
  expect(faults).toEqual([])
  expect([...kinds.keys()].sort()).toEqual(['CREDIT_NOTE G', 'CREDIT_NOTE S', 'INVOICE G', 'INVOICE S'])
})

/** Checking it against its structure takes the library a third of a second each: one of everything that differs. */
test('so does their XML, one of each kind, currency and category, with discount and without', async () => {
  const differing = new Map(all.map((one) => [[one.kind, one.currency, one.taxes[0]!.category, one.lines.some(({ discount }) => Number(discount)), one.locale].join(), one]))
  for (const one of differing.values()) expect(broken(await invoiceUbl(one)), one.number).toEqual([])
  expect(new Set([...differing.values()].map(({ kind }) => kind)).size).toBe(2)
}, 60_000)

const german = { country: 'DE', taxId: 'DE123456789', iban: 'DE02120300000000202051' }, french = { country: 'FR', taxId: 'FR12345678901' }
const taxed = (issued: Issued, category: 'K' | 'G' | 'AE' | 'O' | 'Z' | 'E' | 'S', rate = '0', reason: string | null = null): Issued => {
  const tax = rate === '0' ? '0' : (Math.round(Number(issued.net) * Number(rate)) / 100).toFixed(2)
  return { ...issued, tax, gross: (Number(issued.net) + Number(tax)).toFixed(2), companyTax: tax, lines: issued.lines.map((line) => ({ ...line, category, rate })), taxes: [{ category, rate, reason, net: issued.net, tax }] }
}
test.each([['K', '0', 'INTRA_COMMUNITY'], ['AE', '0', 'REVERSE_CHARGE'], ['O', '0', 'OUT_OF_SCOPE'], ['Z', '0', null], ['E', '0', 'CERTIFICATE X-7'], ['S', '19', null]] as const)('tax category %s', async (category, rate, reason) => {
  const one = base(), issued = taxed({ ...one, seller: { ...one.seller, ...german }, buyer: { ...one.buyer, ...french }, currency: 'EUR', companyCurrency: 'EUR' }, category, rate, reason)
  const xml = await invoiceUbl(issued)
  expect(broken(xml)).toEqual([])
  expect(xml.includes('>DE123456789<') ? 'named' : 'not').toBe('named')
  expect(parsed(xml).document['cac:PaymentMeans'][0]['cbc:PaymentMeansCode']).toBe('58')
})

test('what is out of scope beside what is taxed is exempt; the check finds it when it is not', async () => {
  const one = base(), half = taxed({ ...one, seller: { ...one.seller, ...german }, currency: 'EUR', companyCurrency: 'EUR' }, 'S', '19')
  const [first, ...rest] = half.lines, net = rest.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(2), tax = (Math.round(Number(net) * 19) / 100).toFixed(2)
  const mixed: Issued = { ...half, tax, gross: (Number(half.net) + Number(tax)).toFixed(2), lines: [{ ...first!, category: 'O', rate: '0' }, ...rest], taxes: [{ category: 'O', rate: '0', reason: 'OUT_OF_SCOPE', net: first!.amount, tax: '0' }, { category: 'S', rate: '19', reason: null, net, tax }] }
  const xml = await invoiceUbl(mixed)
  expect(broken(xml)).toEqual([])
  expect(broken(xml.replace(/<cbc:ID>E<\/cbc:ID>/g, '<cbc:ID>O</cbc:ID>'))).toEqual(expect.arrayContaining(['BR-O-02', 'BR-O-05', 'BR-O-11']))
  // what each kind of fault would be called
  const faults: [string | RegExp, string, string][] = [
    ['<cbc:IssueDate>', '<cbc:DueDate>2026-01-01</cbc:DueDate><cbc:IssueDate>', 'Invoice: CustomizationID'], [/<cbc:PayableAmount/, '<cbc:PrepaidAmount currencyID="EUR">1.00</cbc:PrepaidAmount><cbc:PayableAmount', 'Invoice/LegalMonetaryTotal'], ['unitCode="H87"', 'unitCode="piece"', 'BR-CL-23'],
    [/<cbc:CompanyID>DE123456789<\/cbc:CompanyID>\s*<cac:TaxScheme>/, '<cbc:CompanyID>123</cbc:CompanyID><cac:TaxScheme>', 'BR-CO-09'], [/<cbc:TaxAmount currencyID="EUR">\d+/, '<cbc:TaxAmount currencyID="EUR">9', 'BR-CO-14'], [/<cbc:Name>[^<]*<\/cbc:Name>\s*<cac:Sellers/, '<cbc:Name> </cbc:Name><cac:Sellers', 'BR-25'],
    ['</cbc:BuyerReference>', '</cbc:BuyerReference><cac:InvoicePeriod/>', 'Invoice: CustomizationID'], ['<cbc:IdentificationCode>DE', '<cbc:IdentificationCode>ZQ', 'BR-09'], ['currencyID="EUR"', 'currencyID="USD"', 'BR-CL-03'], [/<cbc:TaxExemptionReason>[^<]*<\/cbc:TaxExemptionReason>/, '', 'BR-E-10'],
  ]
  for (const [said, other, name] of faults) expect(broken(xml.replace(said, other)).some((fault) => fault.startsWith(name)), name).toBe(true)
})

test('pieces that were rounded together are priced together; a discount stands on its line', async () => {
  const one = base(), line = { ...one.lines[0]!, quantity: '3', unitPrice: '33.336667', subtotal: '100.01', discount: '10.01', amount: '90', category: 'Z' as const, rate: '0' }
  const xml = await invoiceUbl({ ...one, currency: 'USD', companyCurrency: 'USD', net: '90', tax: '0', gross: '90', companyTax: '0', lines: [line], taxes: [{ category: 'Z', rate: '0', reason: null, net: '90', tax: '0' }] })
  expect(broken(xml)).toEqual([])
  expect(xml).toContain('<cbc:BaseQuantity unitCode="H87">3</cbc:BaseQuantity>')
  expect(broken(xml.replace('33.336667', '33.34').replace('>100.01</cbc:PriceAmount>', '>100.02</cbc:PriceAmount>'))).toEqual(['R120'])
})

test('all that the norm names and an invoice lacks is told at once; a network\'s addresses and a number abroad are none of it', async () => {
  const one = base(), nobody = { ...one.buyer, taxId: null, electronicAddress: null }, silent = { ...one.seller, email: null, electronicAddress: null }
  const lacking = { ...taxed(one, 'K', '0', 'INTRA_COMMUNITY'), seller: { ...silent, taxId: null, country: null }, buyer: { ...nobody, country: null } }
  expect(() => eInvoice(lacking)).toThrow(expect.objectContaining({ errors: ['letterhead.country', 'letterhead.taxId', 'buyer.country', 'buyer.taxId'].map((field) => expect.objectContaining({ code: 'REQUIRED', path: field.split('.') })) }))
  expect(() => eInvoice({ ...one, currency: 'KWD' })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', path: ['currency'] }))
  const xml = await invoiceUbl({ ...taxed(one, 'G', '0', 'EXPORT'), seller: silent, buyer: { ...nobody, country: 'US' } })
  expect([broken(xml), xml.includes('EndpointID')]).toEqual([[], false])
  // where there is no value added tax, nothing is exported from it
  const american = await invoiceUbl({ ...taxed(one, 'G', '0', 'EXPORT'), seller: { ...silent, country: 'US', taxId: '123456789' } })
  expect([broken(american), american.includes('VATEX-EU-O')]).toEqual([[], true])
})

test('whatever was written stands on it, as far as XML has a form for it', async () => {
  const one = base(), line = (description: string) => one.lines.map((each) => ({ ...each, description }))
  const xml = await invoiceUbl({ ...one, note: 'Orders #12 and #13,\u0008 <b>& "cheap"</b> ]]> 😀', lines: line(`${'Long '.repeat(200)}– ${'longer '.repeat(400)}`) })
  expect([broken(xml), xml.includes('\u0008'), xml.includes('＃12 and ＃13')]).toEqual([[], false, true])
  expect(broken(await invoiceUbl({ ...one, lines: line(' – 15,000 rpm') }))).toEqual([])
  // a fee is of no product and no order; what is given away costs nothing
  const [fee] = one.lines, free = { ...fee!, sku: null, unit: null, unitPrice: '0', subtotal: '0', discount: '0', amount: '0' }
  expect(broken(await invoiceUbl({ ...one, orders: [], buyerReference: null, net: '0', tax: '0', gross: '0', companyTax: '0', lines: [free], taxes: [{ ...one.taxes[0]!, net: '0', tax: '0' }] }))).toEqual([])
})

test('two rates, in a currency that is not the company\'s, with the tax in both', async () => {
  const one = base(), [line] = one.lines, of = (position: number, amount: string, rate: string) => ({ ...line!, position, quantity: '1', unitPrice: amount, subtotal: amount, discount: '0', amount, category: 'S' as const, rate })
  const issued: Issued = { ...one, seller: { ...one.seller, ...german }, currency: 'EUR', companyCurrency: 'JPY', companyTax: '2114', net: '100.10', tax: '13.06', gross: '113.16', lines: [of(1, '60.05', '19'), of(2, '40.05', '4.125')], taxes: [{ category: 'S', rate: '19', reason: null, net: '60.05', tax: '11.41' }, { category: 'S', rate: '4.125', reason: null, net: '40.05', tax: '1.65' }] }
  const xml = await invoiceUbl(issued)
  expect([broken(xml), /<cbc:TaxAmount currencyID="JPY">2114</.test(xml)]).toEqual([[], true])
  expect(broken(xml.replace('<cbc:TaxCurrencyCode>JPY</cbc:TaxCurrencyCode>', ''))).toEqual(expect.arrayContaining(['BR-53']))
})

test('a dealer downloads its own invoices, another none, and nobody a draft', async () => {
  const [{ id, number }] = await books.rows(`select i.id, i.number from invoice i join partner p on p.id = i.partner_id where p.code = 'NST' and i.number is not null order by i.number limit 1`) as any
  const fetched = async (email: string, path: string) => { const app = path.split('/')[1]!; return fetch(`${server.url}${path}`, { headers: { cookie: await books.cookie(email) } }).then(async (answer) => ({ status: answer.status, app, type: answer.headers.get('content-type'), body: await answer.text() })) }
  const own = await fetched(owner, `/partner/files/invoices/${id}.xml`)
  expect([own.status, own.type]).toEqual([200, 'application/xml; charset=utf-8'])
  expect([parsed(own.body).document['cbc:ID'], broken(own.body)]).toEqual([number, []])
  expect((await fetched(rival, `/partner/files/invoices/${id}.xml`)).status).toBe(404)
  // whatever changes later: what was sent is what was issued
  await books.rows(`update partner set email = 'elsewhere@northstar.example' where code = 'NST'`)
  await books.rows(`update letterhead set phone = '1', iban = 'DE02120300000000202051'`)
  expect((await fetched(finance, `/crm/files/invoices/${id}.xml`)).body).toBe(own.body)
  await books.open()
  const [orderId] = await books.shipped('NST'), { invoice: draft } = await books.do(finance, 'createInvoice', { orderIds: [orderId] }, 'invoice { id }')
  expect((await fetched(finance, `/crm/files/invoices/${draft.id}.xml`)).status).toBe(404)
})
