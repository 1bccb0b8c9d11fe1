import { XMLParser } from 'fast-xml-parser'
import { Decimal } from 'decimal.js'

type Node = any
const several = ['cac:InvoiceLine', 'cac:CreditNoteLine', 'cac:TaxTotal', 'cac:TaxSubtotal', 'cac:AllowanceCharge', 'cac:PaymentMeans', 'cac:BillingReference', 'cac:PartyTaxScheme']
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false, isArray: (name) => several.includes(name) })
const text = (node: Node): string => (node && typeof node === 'object' ? String(node['#text']) : String(node ?? ''))
const num = (node: Node) => new Decimal(text(node) || '0')
const total = (numbers: Decimal[]) => numbers.reduce((sum, one) => sum.plus(one), new Decimal(0))

/** A UBL invoice or credit note, read again. */
export function parsed(xml: string): { root: 'Invoice' | 'CreditNote'; document: Node } {
  const all = parser.parse(xml), root = 'CreditNote' in all ? 'CreditNote' : 'Invoice'
  return { root, document: all[root] }
}

/** The terms of an invoice before they are written as XML, in the shape in which XML is read: attributes with their element. */
export function asRead(terms: Node): Node {
  if (Array.isArray(terms)) return terms.map(asRead)
  if (!terms || typeof terms !== 'object') return terms
  const node: Node = {}
  for (const [key, value] of Object.entries(terms)) {
    const [name, attribute] = key.split('@') as [string, string?]
    node[name] = attribute ? { ...(typeof node[name] === 'object' ? node[name] : { '#text': node[name] }), [`@${attribute}`]: value } : several.includes(name) && !Array.isArray(value) ? [asRead(value)] : asRead(value)
  }
  return node
}

/** What stands in a currency, wherever. */
const amounts = (node: Node, name = ''): { name: string; currency: string; amount: string }[] =>
  (node && typeof node === 'object' ? ['@currencyID' in node ? [{ name, currency: node['@currencyID'], amount: text(node) }] : [], ...Object.entries(node).map(([key, value]) => amounts(value, Array.isArray(node) ? name : key))].flat() : [])

/** The rules of EN 16931 that an invoice's XML breaks, by their names. */
export function broken(xml: string): string[] {
  const { root, document } = parsed(xml)
  return brokenBy(document, root)
}

/** The same of an invoice that was read; written from the norm, and of nothing that our code knows. */
export function brokenBy(d: Node, root: 'Invoice' | 'CreditNote'): string[] {
  const faults: string[] = []
  const rule = (name: string, holds: boolean) => { if (!holds) faults.push(name) }
  const typeCode = text(d[`cbc:${root}TypeCode`]), credit = typeCode === '381'
  const lines: Node[] = d[`cac:${root}Line`], totals = d['cac:LegalMonetaryTotal'], groups: Node[] = d['cac:TaxTotal'][0]['cac:TaxSubtotal'], currency = text(d['cbc:DocumentCurrencyCode'])
  const seller = d['cac:AccountingSupplierParty']['cac:Party'], buyer = d['cac:AccountingCustomerParty']['cac:Party']
  const numbers = (party: Node, scheme: string): string[] => (party['cac:PartyTaxScheme'] ?? []).filter((one: Node) => one['cac:TaxScheme']['cbc:ID'] === scheme).map((one: Node) => text(one['cbc:CompanyID']))
  const sellerVat = numbers(seller, 'VAT'), buyerVat = numbers(buyer, 'VAT'), sellerLegal = text(seller['cac:PartyLegalEntity']['cbc:CompanyID']), buyerLegal = text(buyer['cac:PartyLegalEntity']['cbc:CompanyID'])

  rule('BR-01', text(d['cbc:CustomizationID']).startsWith('urn:cen.eu:en16931:2017'))
  rule('BR-02', text(d['cbc:ID']) !== '')
  rule('BR-03', /^\d{4}-\d\d-\d\d$/.test(text(d['cbc:IssueDate'])))
  rule('BR-04', ['380', '381'].includes(typeCode) && (root === 'Invoice' || credit))
  rule('BR-05', /^[A-Z]{3}$/.test(currency))
  rule('BR-06', text(seller['cac:PartyLegalEntity']['cbc:RegistrationName']) !== '')
  rule('BR-07', text(buyer['cac:PartyLegalEntity']['cbc:RegistrationName']) !== '')
  rule('BR-09', /^[A-Z]{2}$/.test(seller['cac:PostalAddress']['cac:Country']['cbc:IdentificationCode']))
  rule('BR-11', /^[A-Z]{2}$/.test(buyer['cac:PostalAddress']['cac:Country']['cbc:IdentificationCode']))
  rule('BR-16', lines.length > 0)
  rule('BR-55', !credit || (d['cac:BillingReference'] ?? []).every((one: Node) => text(one['cac:InvoiceDocumentReference']['cbc:ID']) !== '') && d['cac:BillingReference']?.length === 1)
  rule('BR-62', text(seller['cbc:EndpointID']['@schemeID']) !== '')
  rule('BR-63', text(buyer['cbc:EndpointID']['@schemeID']) !== '')
  rule('BT-10', text(d['cbc:BuyerReference']) !== '')
  rule('BR-61', (d['cac:PaymentMeans'] ?? []).every((one: Node) => !['30', '58'].includes(text(one['cbc:PaymentMeansCode'])) || text(one['cac:PayeeFinancialAccount']['cbc:ID']) !== ''))
  for (const line of lines) {
    const net = num(line['cbc:LineExtensionAmount']), quantity = num(line[root === 'Invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity']), price = line['cac:Price'], base = price['cbc:BaseQuantity'] ? num(price['cbc:BaseQuantity']) : new Decimal(1)
    const allowances: Node[] = line['cac:AllowanceCharge'] ?? [], charged = total(allowances.map((one) => (text(one['cbc:ChargeIndicator']) === 'true' ? num(one['cbc:Amount']) : num(one['cbc:Amount']).negated())))
    rule('BR-21', text(line['cbc:ID']) !== '')
    rule('BR-23', /^[A-Z0-9]{2,3}$/.test(line[root === 'Invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity']['@unitCode']))
    rule('BR-25', text(line['cac:Item']['cbc:Name']) !== '')
    rule('BR-27', num(price['cbc:PriceAmount']).gte(0))
    // the price to the last digit: what is left over is no tolerance of ours
    rule('R120', quantity.times(num(price['cbc:PriceAmount'])).eq(net.minus(charged).times(base)))
    rule('BR-42', allowances.every((one) => text(one['cbc:AllowanceChargeReason']) !== '' || text(one['cbc:AllowanceChargeReasonCode']) !== ''))
    rule('BR-CO-04', text(line['cac:Item']['cac:ClassifiedTaxCategory']['cbc:ID']) !== '')
  }
  const due = num(totals['cbc:PayableAmount']), net = num(totals['cbc:TaxExclusiveAmount']), tax = num(d['cac:TaxTotal'][0]['cbc:TaxAmount'])
  rule('BR-CO-10', num(totals['cbc:LineExtensionAmount']).eq(total(lines.map((line) => num(line['cbc:LineExtensionAmount'])))))
  rule('BR-CO-13', net.eq(num(totals['cbc:LineExtensionAmount'])))
  rule('BR-CO-14', tax.eq(total(groups.map((group) => num(group['cbc:TaxAmount'])))))
  rule('BR-CO-15', num(totals['cbc:TaxInclusiveAmount']).eq(net.plus(tax)))
  rule('BR-CO-16', due.eq(num(totals['cbc:TaxInclusiveAmount'])))
  rule('BR-CO-25', !due.gt(0) || d['cbc:DueDate'] !== undefined || text(d['cac:PaymentTerms']?.['cbc:Note']) !== '')
  rule('BR-CO-09', [...sellerVat, ...buyerVat].every((number) => /^[A-Z]{2}/.test(number)))
  rule('BR-CO-26', sellerVat.length > 0 || sellerLegal !== '')
  rule('BR-53', (d['cbc:TaxCurrencyCode'] === undefined) === (d['cac:TaxTotal'].length === 1))
  const said = amounts(d)
  rule('amounts', said.length > 8)
  rule('BR-DEC', said.every(({ name, amount }) => name === 'cbc:PriceAmount' || (amount.split('.')[1] ?? '').length <= 2))
  rule('currency', said.every(({ currency: code }) => code === currency || code === text(d['cbc:TaxCurrencyCode'])))

  const categories = new Set(groups.map((group) => text(group['cac:TaxCategory']['cbc:ID'])))
  for (const group of groups) {
    const category = text(group['cac:TaxCategory']['cbc:ID']), rate = text(group['cac:TaxCategory']['cbc:Percent']), taxable = num(group['cbc:TaxableAmount'])
    const own = lines.filter((line) => { const of = line['cac:Item']['cac:ClassifiedTaxCategory']; return text(of['cbc:ID']) === category && text(of['cbc:Percent']) === rate })
    const reason = group['cac:TaxCategory']['cbc:TaxExemptionReason'] ?? group['cac:TaxCategory']['cbc:TaxExemptionReasonCode']
    rule(`BR-${category}-08`, taxable.eq(total(own.map((line) => num(line['cbc:LineExtensionAmount'])))))
    // the notes of one invoice share its rounding: a unit of the last place may fall to another
    rule('BR-CO-17', num(group['cbc:TaxAmount']).minus(taxable.times(rate || 0).div(100)).abs().lt(credit ? 1 : 0.51))
    rule(`BR-${category}-05`, category === 'S' ? Number(rate) > 0 : category === 'O' ? rate === '' : Number(rate) === 0)
    rule(`BR-${category}-10`, ['S', 'Z'].includes(category) === (reason === undefined))
    rule('BR-S-02', !['S', 'Z', 'E', 'AE'].includes(category) || [...sellerVat, ...numbers(seller, 'TAX')].length > 0)
    rule('BR-AE-02', category !== 'AE' || buyerVat.length > 0 || buyerLegal !== '')
    rule('BR-G-02', category !== 'G' || sellerVat.length > 0)
    rule('BR-IC-02', category !== 'K' || (sellerVat.length > 0 && buyerVat.length > 0))
    rule('BR-IC-11', category !== 'K' || d['cac:Delivery']?.['cbc:ActualDeliveryDate'] !== undefined)
    rule('BR-IC-12', category !== 'K' || d['cac:Delivery']?.['cac:DeliveryLocation']?.['cac:Address']?.['cac:Country'] !== undefined)
    rule('BR-O-02', category !== 'O' || (!sellerVat.length && !buyerVat.length))
    rule('BR-O-11', category !== 'O' || categories.size === 1)
  }
  rule('BR-S-01', lines.every((line) => categories.has(text(line['cac:Item']['cac:ClassifiedTaxCategory']['cbc:ID']))))
  return [...new Set(faults)]
}
