import { XMLParser } from 'fast-xml-parser'

/**
 * What UBL 2.1's schemas have in which order, and how often: `?` at most once, `*` any number, `+` at least once. Of invoices only what
 * EN 16931 knows (UBL-CR-*, UBL-SR-*), and of all of them only what the product writes, so that whatever is new is looked up first.
 */
const common = {
  Party: 'EndpointID? PartyIdentification? PartyName? PostalAddress PartyTaxScheme? PartyLegalEntity Contact?', PartyIdentification: 'ID', PartyName: 'Name', PartyTaxScheme: 'CompanyID TaxScheme', TaxScheme: 'ID',
  PartyLegalEntity: 'RegistrationName CompanyID?', Contact: 'Name? Telephone? ElectronicMail?', Country: 'IdentificationCode', AddressLine: 'Line', SellersItemIdentification: 'ID',
  PostalAddress: 'StreetName? CityName? PostalZone? CountrySubentity? AddressLine? Country?', DeliveryAddress: 'StreetName? CityName? PostalZone? CountrySubentity? Country?',
  AllowanceCharge: 'ChargeIndicator AllowanceChargeReasonCode? AllowanceChargeReason? Amount BaseAmount?', OrderReference: 'ID SalesOrderID? IssueDate?',
}
const taxed = {
  ...common, OrderReference: 'ID SalesOrderID?', BillingReference: 'InvoiceDocumentReference', InvoiceDocumentReference: 'ID IssueDate?', AccountingSupplierParty: 'Party', AccountingCustomerParty: 'Party',
  Delivery: 'ActualDeliveryDate? DeliveryLocation?', DeliveryLocation: 'Address', Address: 'CountrySubentity? Country', PaymentMeans: 'PaymentMeansCode PaymentID? PayeeFinancialAccount?', PayeeFinancialAccount: 'ID Name? FinancialInstitutionBranch?',
  FinancialInstitutionBranch: 'ID', PaymentTerms: 'Note', TaxTotal: 'TaxAmount TaxSubtotal*', TaxSubtotal: 'TaxableAmount TaxAmount TaxCategory', TaxCategory: 'ID Percent? TaxExemptionReasonCode? TaxExemptionReason? TaxScheme',
  LegalMonetaryTotal: 'LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount PayableAmount', Item: 'Description? Name SellersItemIdentification? ClassifiedTaxCategory', ClassifiedTaxCategory: 'ID Percent? TaxScheme', Price: 'PriceAmount BaseQuantity?',
}
const parties = 'BuyerReference? OrderReference? BillingReference* AccountingSupplierParty AccountingCustomerParty Delivery? PaymentMeans? PaymentTerms? TaxTotal+ LegalMonetaryTotal'
const grammars: Record<string, Record<string, string>> = {
  Invoice: { ...taxed, Invoice: `CustomizationID ProfileID? ID IssueDate DueDate? InvoiceTypeCode Note? DocumentCurrencyCode TaxCurrencyCode? ${parties} InvoiceLine+`, InvoiceLine: 'ID InvoicedQuantity LineExtensionAmount AllowanceCharge* Item Price' },
  CreditNote: { ...taxed, CreditNote: `CustomizationID ProfileID? ID IssueDate CreditNoteTypeCode Note? DocumentCurrencyCode TaxCurrencyCode? ${parties} CreditNoteLine+`, CreditNoteLine: 'ID CreditedQuantity LineExtensionAmount AllowanceCharge* Item Price' },
  Order: {
    ...common, Order: 'UBLVersionID CustomizationID ID SalesOrderID? IssueDate OrderTypeCode? Note? DocumentCurrencyCode? CustomerReference? LineCountNumeric? BuyerCustomerParty SellerSupplierParty Delivery? AllowanceCharge* AnticipatedMonetaryTotal? OrderLine+',
    BuyerCustomerParty: 'Party', SellerSupplierParty: 'Party', Delivery: 'DeliveryAddress? RequestedDeliveryPeriod? PromisedDeliveryPeriod?', RequestedDeliveryPeriod: 'EndDate', PromisedDeliveryPeriod: 'EndDate',
    AnticipatedMonetaryTotal: 'LineExtensionAmount AllowanceTotalAmount? ChargeTotalAmount? PayableAmount', OrderLine: 'LineItem', LineItem: 'ID Quantity LineExtensionAmount Delivery? Price Item', Price: 'PriceAmount BaseQuantity?', Item: 'Description? Name SellersItemIdentification?',
  },
  DespatchAdvice: {
    ...common, DespatchAdvice: 'UBLVersionID CustomizationID ID IssueDate LineCountNumeric? OrderReference* DespatchSupplierParty DeliveryCustomerParty BuyerCustomerParty? SellerSupplierParty? Shipment? DespatchLine+',
    DespatchSupplierParty: 'Party', DeliveryCustomerParty: 'Party', BuyerCustomerParty: 'Party', SellerSupplierParty: 'Party', Shipment: 'ID Delivery?', Delivery: 'ActualDeliveryDate? TrackingID? DeliveryAddress? CarrierParty? Despatch?', CarrierParty: 'PartyName', Despatch: 'ActualDespatchDate',
    DespatchLine: 'ID DeliveredQuantity OutstandingQuantity? OrderLineReference+ Item', OrderLineReference: 'LineID OrderReference?', Item: 'Name SellersItemIdentification?',
  },
}

/** How what stands in an element is written, by the end of the element's name. */
const texts: readonly [RegExp, RegExp, string?][] = [
  [/Amount$/, /^-?\d+(\.\d+)?$/, 'currencyID'], [/Quantity$/, /^-?\d+(\.\d+)?$/, 'unitCode'], [/(Percent|Numeric)$/, /^-?\d+(\.\d+)?$/], [/Date$/, /^\d{4}-\d\d-\d\d$/], [/Indicator$/, /^(true|false)$/], [/^EndpointID$/, /^\S+$/, 'schemeID'], [/./, /\S/],
]
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', ignoreDeclaration: true, parseTagValue: false, parseAttributeValue: false })
type Node = Record<string, any>
const plain = (node: Node): string => Object.keys(node).find((key) => key !== ':@')!

/** What in a document breaks the schema's order, how often something may stand, what may stand at all, or how it is written. */
export function misplaced(xml: string): string[] {
  const nodes = (parser.parse(xml) as Node[]).filter((node) => plain(node) !== '#text'), root = plain(nodes[0]!), grammar = grammars[root]
  if (!grammar || nodes.length > 1) return [`root ${root}`]
  const inside = (node: Node, path: string): string[] => {
    const qualified = plain(node), name = qualified.replace(/^c[ab]c:/, ''), children = (node[qualified] as Node[]).filter((child) => plain(child) !== '#text'), rule = grammar[name]
    if (!rule || qualified.startsWith('cbc:')) return leaf(node, name, children.length, path)
    const prefixes = children.filter((child) => plain(child).startsWith(grammar[plain(child).slice(4)] ? 'cbc:' : 'cac:')).map((child) => `${path} ${plain(child)}`)
    const sequence = new RegExp(`^${rule.split(' ').map((one) => `(${one.replace(/[?*+]$/, '')} )${/[?*+]$/.exec(one)?.[0] ?? ''}`).join('')}$`), names = children.map((child) => plain(child).slice(4))
    return [...prefixes, ...(sequence.test(names.map((one) => `${one} `).join('')) ? [] : [`${path}: ${names.join(' ')}`]), ...children.flatMap((child) => inside(child, `${path}/${plain(child).slice(4)}`))]
  }
  return inside(nodes[0]!, root)
}

function leaf(node: Node, name: string, children: number, path: string): string[] {
  const [, written, attribute] = texts.find(([end]) => end.test(name))!, said = (node[plain(node)] as Node[]).map((child) => child['#text'] ?? '').join(''), attributes = Object.keys(node[':@'] ?? {})
  return children === 0 && written.test(said) && attributes.join() === (attribute ?? '') ? [] : [`${path} ${attributes.join()} ${said}`]
}
