import { create } from 'xmlbuilder2'
import { Decimal, exponentOf } from '../kit/money.ts'
import { electronicAddressOf } from '../partners/electronic-address.ts'
import { vatIdOf } from './codes.ts'

/** An element by its parts, in the order of UBL's schema; what is not known is left out. */
export type Part = { [name: string]: Part | Part[] | string | null | undefined }

const common = 'urn:oasis:names:specification:ubl:schema:xsd'

/** Without the characters that XML has no form for, which a paste may bring along. */
export const legal = (xml: string): string => xml.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')

/** A UBL 2.1 document. */
export function ublDocument(name: 'Order' | 'DespatchAdvice', parts: Part): string {
  return legal(create({ version: '1.0', encoding: 'UTF-8' }, {
    [name]: {
      '@xmlns': `${common}:${name}-2`, '@xmlns:cac': `${common}:CommonAggregateComponents-2`, '@xmlns:cbc': `${common}:CommonBasicComponents-2`,
      'cbc:UBLVersionID': '2.1', ...(known(parts) as object),
    },
  }).end({ prettyPrint: true }))
}

/** Without what is not known; an element of which nothing is left goes, too. */
function known(part: Part | Part[] | string): Part | Part[] | string | undefined {
  if (typeof part === 'string') return part === '' ? undefined : part
  if (Array.isArray(part)) return part.map(known).filter((one) => one !== undefined) as Part[]
  const entries = Object.entries(part).flatMap(([name, value]) => { const kept = value == null ? undefined : known(value); return kept === undefined || (Array.isArray(kept) && !kept.length) ? [] : [[name, kept] as const] })
  // an attribute alone says nothing
  return entries.some(([name]) => !name.startsWith('@')) ? Object.fromEntries(entries) : undefined
}

export const amount = (value: string, currency: string): Part => ({ '@currencyID': currency, '#': new Decimal(value).toFixed(exponentOf(currency)) })
export const price = (value: string, currency: string): Part => ({ '@currencyID': currency, '#': value })
export const quantity = (value: number | string, unitCode: string): Part => ({ '@unitCode': unitCode, '#': String(value) })

export interface Place { street: string | null; city: string | null; region: string | null; postalCode: string | null; country: string | null }
export interface UblParty { name: string; code?: string | null; taxId: string | null; phone: string | null; email: string | null; electronicAddress: string | null; place: Place | null; country: string | null }

export const address = ({ street, city, region, postalCode, country }: Place): Part =>
  ({ 'cbc:StreetName': street, 'cbc:CityName': city, 'cbc:PostalZone': postalCode, 'cbc:CountrySubentity': region, 'cac:Country': { 'cbc:IdentificationCode': country } })

/** Who sells or buys; both stand on every document, even where its reader may not see who it is. */
export function party(of: UblParty | null): Part {
  if (!of) return { 'cac:Party': { 'cac:PartyName': { 'cbc:Name': '–' } } }
  const { name, code, taxId, phone, email, electronicAddress, place, country } = of
  const at = electronicAddressOf(electronicAddress ?? email ?? ''), vatId = vatIdOf(taxId, country)
  return { 'cac:Party': {
    'cbc:EndpointID': at && { '@schemeID': at.scheme, '#': at.address }, 'cac:PartyIdentification': { 'cbc:ID': code }, 'cac:PartyName': { 'cbc:Name': name },
    'cac:PostalAddress': address(place ?? { street: null, city: null, region: null, postalCode: null, country }),
    'cac:PartyTaxScheme': vatId ? { 'cbc:CompanyID': vatId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } } : null,
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': name, 'cbc:CompanyID': vatId ? null : taxId }, 'cac:Contact': { 'cbc:Telephone': phone, 'cbc:ElectronicMail': email },
  } }
}
