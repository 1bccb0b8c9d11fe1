import { stateOf, union } from '../tax/tax.ts'

/** UN/ECE recommendations 20 and 21 for what the catalogue counts in; whatever else it is, it is one of something. */
const units: Record<string, string> = {
  piece: 'H87', pieces: 'H87', pcs: 'H87', set: 'SET', pair: 'PR', box: 'XBX', pack: 'XPK', carton: 'XCT', drum: 'XDR', roll: 'XRO', barrel: 'XBA', metre: 'MTR', meter: 'MTR', m: 'MTR', kg: 'KGM', kilogram: 'KGM', litre: 'LTR', liter: 'LTR', l: 'LTR', hour: 'HUR', h: 'HUR',
}
export const unitCode = (unit: string | null): string => units[unit?.toLowerCase() ?? ''] ?? 'C62'

/** Where tax is a state's own and there is no number for value added tax. */
const withoutVat = new Set(['US', 'HK'])

/**
 * A number for value added tax with the country before it, as EN 16931 has it; null where it is not known to be one. European numbers are kept
 * with their state (Greece's is EL); others are kept as their country writes them.
 */
export function vatIdOf(taxId: string | null, country: string | null): string | null {
  if (!taxId) return null
  if (/^[A-Z]{2}/.test(taxId) && (union.has(stateOf(taxId)!) || /^(GB|XI|CH|NO)/.test(taxId))) return taxId
  if (!country || union.has(country) || withoutVat.has(country)) return null
  return taxId.startsWith(country) ? taxId : `${country}${taxId}`
}

/** Why no tax is charged, from the list of the European Commission (VATEX); what is merely exempt says so in words. */
export const exemptionCodes: Record<string, string> = { AE: 'VATEX-EU-AE', K: 'VATEX-EU-IC', G: 'VATEX-EU-G', O: 'VATEX-EU-O' }
