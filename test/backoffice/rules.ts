import { XMLParser } from 'fast-xml-parser'
import { Decimal } from 'decimal.js'
import { misplaced } from './structure.ts'

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
  return [...misplaced(xml), ...brokenBy(document, root)]
}

const units = new Set('H87 C62 SET PR XBX XPK XCT XDR XRO XBA MTR KGM LTR HUR'.split(' ')), exemptions: Record<string, string> = { AE: 'VATEX-EU-AE', K: 'VATEX-EU-IC', G: 'VATEX-EU-G', O: 'VATEX-EU-O' }
const currencies = new Set(Intl.supportedValuesOf('currency')), countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }), country = (code: string) => /^[A-Z]{2}$/.test(code) && countries.of(code) !== undefined
/** How the norm calls the rules of a category. */
const called: Record<string, string> = { K: 'IC' }
const halfUp = (amount: Decimal) => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)

/** The same of an invoice that was read; written from the norm and its Schematron for UBL, and of nothing that our code knows. */
export function brokenBy(d: Node, root: 'Invoice' | 'CreditNote'): string[] {
  const faults: string[] = [], rule = (name: string, holds: unknown) => { if (!holds) faults.push(name) }
  const typeCode = text(d[`cbc:${root}TypeCode`]), lines: Node[] = d[`cac:${root}Line`] ?? [], totals = d['cac:LegalMonetaryTotal'] ?? {}, currency = text(d['cbc:DocumentCurrencyCode']), inTax = text(d['cbc:TaxCurrencyCode'])
  const taxTotals: Node[] = d['cac:TaxTotal'] ?? [], own = taxTotals.filter((one) => one['cbc:TaxAmount']['@currencyID'] === currency), groups: Node[] = own[0]?.['cac:TaxSubtotal'] ?? []
  const seller = d['cac:AccountingSupplierParty']['cac:Party'], buyer = d['cac:AccountingCustomerParty']['cac:Party'], countryOf = (at: Node) => text(at?.['cac:Country']?.['cbc:IdentificationCode'])
  const numbers = (party: Node, ...schemes: string[]): string[] => (party['cac:PartyTaxScheme'] ?? []).filter((one: Node) => schemes.includes(one['cac:TaxScheme']['cbc:ID'])).map((one: Node) => text(one['cbc:CompanyID']))
  const sellerVat = numbers(seller, 'VAT'), buyerVat = numbers(buyer, 'VAT'), legal = (party: Node) => text(party['cac:PartyLegalEntity']['cbc:CompanyID']), note = text(d['cbc:Note'])

  rule('BR-01', text(d['cbc:CustomizationID']) === 'urn:cen.eu:en16931:2017')
  rule('BR-02', text(d['cbc:ID']).trim())
  rule('BR-03', /^\d{4}-\d\d-\d\d$/.test(text(d['cbc:IssueDate'])))
  rule('BR-CL-01', root === 'Invoice' ? ['380', '381'].includes(typeCode) : typeCode === '381')
  rule('BR-CL-04', currencies.has(currency))
  rule('BR-CL-05', !inTax || (currencies.has(inTax) && inTax !== currency))
  for (const [name, party, at] of [['BR-06', seller, 'BR-09'], ['BR-07', buyer, 'BR-11']] as const) { rule(name, text(party['cac:PartyLegalEntity']['cbc:RegistrationName']).trim()); rule(at, country(countryOf(party['cac:PostalAddress']))) }
  rule('BR-16', lines.length)
  rule('BR-55', (typeCode === '381') === (d['cac:BillingReference']?.length === 1) && (d['cac:BillingReference'] ?? []).every((one: Node) => text(one['cac:InvoiceDocumentReference']['cbc:ID'])))
  rule('BR-57', !d['cac:Delivery']?.['cac:DeliveryLocation'] || country(countryOf(d['cac:Delivery']['cac:DeliveryLocation']['cac:Address'])))
  rule('BR-CL-08', note.split('#').length <= 2)
  for (const party of [seller, buyer]) rule('BR-CL-25', !party['cbc:EndpointID'] || /^(EM|\d{4})$/.test(party['cbc:EndpointID']['@schemeID']))
  for (const means of d['cac:PaymentMeans'] ?? []) { rule('BR-CL-16', ['30', '58'].includes(text(means['cbc:PaymentMeansCode']))); rule('BR-61', text(means['cac:PayeeFinancialAccount']?.['cbc:ID'])) }
  rule('BR-CO-09', [...sellerVat, ...buyerVat].every((number) => country(number.slice(0, 2)) || /^(EL|XI)/.test(number)))
  rule('BR-CO-26', sellerVat.length || legal(seller))
  rule('BT-10', text(d['cbc:BuyerReference']))

  for (const line of lines) {
    const net = num(line['cbc:LineExtensionAmount']), quantity = line[root === 'Invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity'], price = line['cac:Price'], base = price['cbc:BaseQuantity'] ? num(price['cbc:BaseQuantity']) : new Decimal(1)
    const charges: Node[] = line['cac:AllowanceCharge'] ?? [], charged = total(charges.map((one) => (text(one['cbc:ChargeIndicator']) === 'true' ? num(one['cbc:Amount']) : num(one['cbc:Amount']).negated())))
    rule('BR-21', text(line['cbc:ID']))
    rule('BR-CL-23', units.has(quantity['@unitCode']) && (!price['cbc:BaseQuantity'] || price['cbc:BaseQuantity']['@unitCode'] === quantity['@unitCode']))
    rule('BR-25', text(line['cac:Item']['cbc:Name']).trim())
    rule('BR-27', num(price['cbc:PriceAmount']).gte(0) && base.gt(0))
    // the price to the last digit: what is left over is no tolerance of ours
    rule('R120', num(quantity).times(num(price['cbc:PriceAmount'])).eq(net.minus(charged).times(base)))
    rule('BR-42', charges.every((one) => text(one['cbc:AllowanceChargeReason']) || text(one['cbc:AllowanceChargeReasonCode'])))
    rule('BR-CL-19', charges.every((one) => ['', '95'].includes(text(one['cbc:AllowanceChargeReasonCode'])) && num(one['cbc:Amount']).gt(0)))
  }
  rule('UBL-SR-ID', new Set(lines.map((line) => text(line['cbc:ID']))).size === lines.length)

  const due = num(totals['cbc:PayableAmount']), net = num(totals['cbc:TaxExclusiveAmount']), tax = num(own[0]?.['cbc:TaxAmount'])
  for (const [name, element] of [['BR-12', 'LineExtensionAmount'], ['BR-13', 'TaxExclusiveAmount'], ['BR-14', 'TaxInclusiveAmount'], ['BR-15', 'PayableAmount']]) rule(name!, totals[`cbc:${element}`] !== undefined)
  rule('BR-CO-10', num(totals['cbc:LineExtensionAmount']).eq(total(lines.map((line) => num(line['cbc:LineExtensionAmount'])))))
  rule('BR-CO-13', net.eq(num(totals['cbc:LineExtensionAmount'])))
  rule('BR-CO-14', tax.eq(total(groups.map((group) => num(group['cbc:TaxAmount'])))))
  rule('BR-CO-15', own.length === 1 && num(totals['cbc:TaxInclusiveAmount']).eq(net.plus(tax)))
  rule('BR-CO-16', due.eq(num(totals['cbc:TaxInclusiveAmount'])))
  rule('BR-CO-18', groups.length)
  rule('BR-CO-25', !due.gt(0) || d['cbc:DueDate'] !== undefined || text(d['cac:PaymentTerms']?.['cbc:Note']))
  rule('BR-53', taxTotals.length === (inTax ? 2 : 1) && (!inTax || taxTotals.some((one) => one['cbc:TaxAmount']['@currencyID'] === inTax && !one['cac:TaxSubtotal'])))
  const said = amounts(d)
  rule('amounts', said.length > 8)
  rule('BR-DEC', said.every(({ name, amount }) => name === 'cbc:PriceAmount' || (amount.split('.')[1] ?? '').length <= 2))
  rule('BR-CL-03', said.every(({ currency: code }) => code === currency || code === inTax))

  const categories = groups.map((group) => text(group['cac:TaxCategory']['cbc:ID'])), ofLine = (line: Node) => line['cac:Item']['cac:ClassifiedTaxCategory']
  for (const group of groups) {
    const { 'cbc:ID': category, 'cbc:Percent': rate, 'cbc:TaxExemptionReason': reason, 'cbc:TaxExemptionReasonCode': code, 'cac:TaxScheme': scheme } = group['cac:TaxCategory'], taxable = num(group['cbc:TaxableAmount']), amount = num(group['cbc:TaxAmount']), is = `BR-${called[category] ?? category}`
    const same = lines.filter((line) => text(ofLine(line)['cbc:ID']) === category && (category !== 'S' || new Decimal(text(ofLine(line)['cbc:Percent'])).eq(rate)))
    rule(`${is}-01`, category === 'S' ? same.length : categories.filter((one) => one === category).length === 1)
    rule(`${is}-02`, category === 'O' ? !sellerVat.length && !buyerVat.length : category === 'G' || category === 'K' ? sellerVat.length : numbers(seller, 'VAT', 'TAX').length)
    rule(`${is}-02 buyer`, category === 'K' ? buyerVat.length : category !== 'AE' || buyerVat.length || legal(buyer))
    rule(`${is}-05`, [group['cac:TaxCategory'], ...same.map(ofLine)].every((one: Node) => (category === 'S' ? Number(one['cbc:Percent']) > 0 : category === 'O' ? one['cbc:Percent'] === undefined : Number(one['cbc:Percent']) === 0)))
    rule(`${is}-08`, taxable.eq(total(same.map((line) => num(line['cbc:LineExtensionAmount'])))))
    rule(`${is}-09`, category === 'S' || amount.isZero())
    rule(`${is}-10`, ['S', 'Z'].includes(category) ? reason === undefined && code === undefined : text(reason).trim())
    rule('BR-CL-22', (code ?? undefined) === exemptions[category])
    // the notes of one invoice share its rounding: less than a unit may fall to another, as the norm allows
    const off = amount.minus(halfUp(taxable.times(rate ?? 0).div(100))).abs()
    rule('BR-CO-17', typeCode === '381' ? off.lt(1) : off.lt(0.51))
    rule('BR-47', scheme['cbc:ID'] === 'VAT' && ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'].includes(category))
    rule('BR-IC-11', category !== 'K' || d['cac:Delivery']?.['cbc:ActualDeliveryDate'])
    rule('BR-IC-12', category !== 'K' || d['cac:Delivery']?.['cac:DeliveryLocation'])
  }
  rule('BR-O-11', !categories.includes('O') || categories.length === 1)
  rule('BR-CO-04', lines.every((line) => ofLine(line)['cac:TaxScheme']['cbc:ID'] === 'VAT' && categories.includes(text(ofLine(line)['cbc:ID']))))
  return [...new Set(faults)]
}
