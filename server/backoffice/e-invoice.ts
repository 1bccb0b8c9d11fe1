import type { Invoice } from '@e-invoice-eu/core'
import { taxSentence } from '../billing/tax-sentence.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { translate } from '../kit/locale.ts'
import { Decimal, exponentOf } from '../kit/money.ts'
import { electronicAddressOf } from '../partners/electronic-address.ts'
import type { Category } from '../tax/tax.ts'
import { exemptionCodes, unitCode, vatIdOf } from './codes.ts'
import type { Address, Issued, IssuedLine, IssuedTax } from './issued.ts'

/** Of UNTDID 1001, 5189 and 4461. */
const invoiceCode = '380', creditNoteCode = '381', discountCode = '95', transferCode = '30', sepaTransferCode = '58'
const vat = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }

/** Leaves out what is not known. */
const known = <T extends object>(fields: T): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null && value !== '')) as T
const money = (name: string, amount: string, currency: string) => ({ [`cbc:${name}`]: new Decimal(amount).toFixed(exponentOf(currency)), [`cbc:${name}@currencyID`]: currency })

/**
 * An issued invoice or credit note in the terms of EN 16931, as `@e-invoice-eu/core` takes it. Whoever is missing something that the norm
 * wants of every invoice is told all of it. Errors: REQUIRED, BAD_USER_INPUT.
 */
export function eInvoice(issued: Issued): Invoice {
  const { kind, number, currency, locale, credited, buyerReference, orders, companyCurrency } = issued, isInvoice = kind === 'INVOICE'
  const categoryAs = normCategories(issued), taxes = breakdown(issued.taxes, categoryAs), outOfScope = taxes.some(({ category }) => category === 'O')
  refuseIncomplete(issued, outOfScope)
  const taxTotal = { ...money('TaxAmount', issued.tax, currency), 'cac:TaxSubtotal': taxes.map((group) => subtotal(group, issued)) }
  // the seller's own office wants its tax in its own money
  const inCompany = companyCurrency !== currency && Number(issued.tax) !== 0
  return { 'ubl:Invoice': known({
    'cbc:CustomizationID': 'urn:cen.eu:en16931:2017', 'cbc:ID': number, 'cbc:IssueDate': issued.issueDate, 'cbc:DueDate': isInvoice ? issued.dueDate : undefined, 'cbc:InvoiceTypeCode': isInvoice ? invoiceCode : creditNoteCode,
    'cbc:Note': [issued.reason, issued.note].some(Boolean) ? [uncoded([issued.reason, issued.note].filter(Boolean).join('\n'))] : undefined, 'cbc:DocumentCurrencyCode': currency, 'cbc:TaxCurrencyCode': inCompany ? companyCurrency : undefined,
    'cbc:BuyerReference': buyerReference ?? (orders.join(', ') || number),
    'cac:OrderReference': buyerReference || orders.length ? known({ 'cbc:ID': buyerReference ?? 'NA', 'cbc:SalesOrderID': orders.join(', ') }) : undefined,
    'cac:BillingReference': credited ? [{ 'cac:InvoiceDocumentReference': { 'cbc:ID': credited.number, 'cbc:IssueDate': credited.issueDate } }] : undefined,
    'cac:AccountingSupplierParty': { 'cac:Party': seller(issued, outOfScope) }, 'cac:AccountingCustomerParty': { 'cac:Party': buyer(issued, outOfScope) },
    'cac:Delivery': known({ 'cbc:ActualDeliveryDate': issued.deliveryDate, 'cac:DeliveryLocation': issued.shipTo.country ? { 'cac:Address': known({ 'cbc:CountrySubentity': issued.shipTo.region, 'cac:Country': { 'cbc:IdentificationCode': issued.shipTo.country } }) } : undefined }),
    'cac:PaymentMeans': isInvoice && issued.seller.iban ? [payment(issued)] : undefined, 'cac:PaymentTerms': isInvoice ? undefined : { 'cbc:Note': translate(locale, 'eInvoice.creditTerms', { number: credited!.number }) },
    'cac:TaxTotal': inCompany ? [taxTotal, money('TaxAmount', issued.companyTax, companyCurrency)] : [taxTotal],
    'cac:LegalMonetaryTotal': { ...money('LineExtensionAmount', issued.net, currency), ...money('TaxExclusiveAmount', issued.net, currency), ...money('TaxInclusiveAmount', issued.gross, currency), ...money('PayableAmount', issued.gross, currency) },
    'cac:InvoiceLine': issued.lines.map((line) => invoiceLine(line, issued, categoryAs(line.category))),
  }) } as unknown as Invoice
}

/** Between two number signs stands the code of a note's subject (BR-CL-08): whoever wrote them meant numbers. */
const uncoded = (note: string): string => (note.split('#').length > 2 ? note.replaceAll('#', '＃') : note)

/**
 * The norm's category of ours. What leaves a country that has no value added tax is out of its scope, since there is no number that an
 * export names (BR-G-02); what is out of scope stands alone on an invoice (BR-O-11): beside what is not, it is exempt.
 */
function normCategories({ seller: { taxId, country }, taxes }: Issued): (category: Category) => Category {
  const withNumber = vatIdOf(taxId, country) !== null, own = (category: Category): Category => (category === 'G' && !withNumber ? 'O' : category)
  const mixed = taxes.some(({ category }) => own(category) !== 'O')
  return (category) => (own(category) === 'O' && mixed ? 'E' : own(category))
}

/** Of each category and rate there is one group. */
function breakdown(taxes: IssuedTax[], categoryAs: (category: Category) => Category): IssuedTax[] {
  const merged = new Map<string, IssuedTax>()
  for (const tax of taxes) {
    const category = categoryAs(tax.category), key = `${category} ${tax.rate}`, before = merged.get(key)
    merged.set(key, before ? { ...before, net: new Decimal(before.net).plus(tax.net).toFixed(), tax: new Decimal(before.tax).plus(tax.tax).toFixed() } : { ...tax, category })
  }
  return [...merged.values()]
}

function subtotal({ category, rate, reason, net, tax }: IssuedTax, { currency, locale }: Issued) {
  const sentence = category === 'S' || category === 'Z' ? null : taxSentence(reason, locale) ?? translate(locale, 'tax.EXEMPT')
  return {
    ...money('TaxableAmount', net, currency), ...money('TaxAmount', tax, currency),
    'cac:TaxCategory': known({ ...categoryOf(category, rate), 'cbc:TaxExemptionReasonCode': exemptionCodes[category], 'cbc:TaxExemptionReason': sentence, ...vat }),
  }
}

const categoryOf = (category: Category, rate: string) => known({ 'cbc:ID': category, 'cbc:Percent': category === 'O' ? undefined : new Decimal(rate).toFixed() })

/** A line's price times its quantity, less its share of the discount, is its amount exactly: where pieces were rounded on the sum so far, the price is that of all of them. */
function invoiceLine(line: IssuedLine, { currency }: Issued, category: Category) {
  const { quantity, unitPrice, subtotal: gross, discount } = line, unit = unitCode(line.unit), less = new Decimal(discount)
  const exact = new Decimal(quantity).times(unitPrice).eq(gross), [name, ...more] = line.description.trim().split(' – ')
  return known({
    'cbc:ID': String(line.position), 'cbc:InvoicedQuantity': quantity, 'cbc:InvoicedQuantity@unitCode': unit, ...money('LineExtensionAmount', line.amount, currency),
    'cac:AllowanceCharge': less.isZero() ? undefined : [{
      'cbc:ChargeIndicator': String(less.lt(0)), ...(less.gt(0) ? { 'cbc:AllowanceChargeReasonCode': discountCode } : {}), 'cbc:AllowanceChargeReason': less.gt(0) ? 'Discount' : 'Rounding', ...money('Amount', less.abs().toFixed(), currency), ...money('BaseAmount', gross, currency),
    }],
    'cac:Item': known({
      'cbc:Description': more.join(' – '), 'cbc:Name': name || line.sku || '–', 'cac:SellersItemIdentification': line.sku ? { 'cbc:ID': line.sku } : undefined,
      'cac:ClassifiedTaxCategory': { ...categoryOf(category, line.rate), ...vat },
    }),
    'cac:Price': exact ? { 'cbc:PriceAmount': unitPrice, 'cbc:PriceAmount@currencyID': currency } : { 'cbc:PriceAmount': gross, 'cbc:PriceAmount@currencyID': currency, 'cbc:BaseQuantity': quantity, 'cbc:BaseQuantity@unitCode': unit },
  })
}

const postal = ({ street, city, postalCode, region, country }: Omit<Address, 'name'>, line?: string | null) => known({
  'cbc:StreetName': street, 'cbc:CityName': city, 'cbc:PostalZone': postalCode, 'cbc:CountrySubentity': region, 'cac:AddressLine': !street && line ? { 'cbc:Line': line.replace(/\s*\n\s*/g, ', ') } : undefined, 'cac:Country': { 'cbc:IdentificationCode': country },
})
/** Networks deliver by it; the norm does without. */
const endpoint = (text: string | null) => { const at = electronicAddressOf(text ?? ''); return at ? { 'cbc:EndpointID': at.address, 'cbc:EndpointID@schemeID': at.scheme } : {} }

function seller({ seller: of }: Issued, outOfScope: boolean) {
  const vatId = vatIdOf(of.taxId, of.country)
  return known({
    ...endpoint(of.electronicAddress ?? of.email), 'cac:PartyName': { 'cbc:Name': of.name }, 'cac:PostalAddress': postal(of, of.printedAddress),
    // what is out of scope is sold by nobody's number (BR-O-02)
    'cac:PartyTaxScheme': outOfScope || !of.taxId ? undefined : [{ 'cbc:CompanyID': vatId ?? of.taxId, 'cac:TaxScheme': { 'cbc:ID': vatId ? 'VAT' : 'TAX' } }],
    'cac:PartyLegalEntity': known({ 'cbc:RegistrationName': of.name, 'cbc:CompanyID': of.registrationId ?? of.taxId }),
    'cac:Contact': of.phone || of.email ? known({ 'cbc:Name': of.name, 'cbc:Telephone': of.phone, 'cbc:ElectronicMail': of.email }) : undefined,
  })
}

function buyer({ buyer: of }: Issued, outOfScope: boolean) {
  const vatId = outOfScope ? null : vatIdOf(of.taxId, of.country)
  return known({
    ...endpoint(of.electronicAddress), 'cac:PartyName': { 'cbc:Name': of.name }, 'cac:PostalAddress': postal(of), 'cac:PartyTaxScheme': vatId ? { 'cbc:CompanyID': vatId, ...vat } : undefined,
    'cac:PartyLegalEntity': known({ 'cbc:RegistrationName': of.name, 'cbc:CompanyID': vatId ? undefined : of.taxId }),
  })
}

const payment = ({ seller: { iban, bic, name }, number, currency }: Issued) => ({
  'cbc:PaymentMeansCode': currency === 'EUR' ? sepaTransferCode : transferCode, 'cbc:PaymentID': number,
  'cac:PayeeFinancialAccount': known({ 'cbc:ID': iban!.replace(/\s/g, ''), 'cbc:Name': name, 'cac:FinancialInstitutionBranch': bic ? { 'cbc:ID': bic } : undefined }),
})

function refuseIncomplete({ seller: from, buyer: to, taxes, currency }: Issued, outOfScope: boolean): void {
  if (exponentOf(currency) > 2) throw new UserError('BAD_USER_INPUT', ['currency'], { currency })
  const within = taxes.some(({ category }) => category === 'K')
  const missing = [
    ...(from.country ? [] : ['letterhead.country']),
    ...(from.taxId && (!within || vatIdOf(from.taxId, from.country)) || (outOfScope && from.registrationId) ? [] : ['letterhead.taxId']),
    ...(to.country ? [] : ['buyer.country']), ...(within && !vatIdOf(to.taxId, to.country) || taxes.some(({ category }) => category === 'AE') && !to.taxId ? ['buyer.taxId'] : []),
  ]
  if (missing.length) throw new UserErrors(missing.map((field) => new UserError('REQUIRED', field.split('.'), { field })))
}
