import { Decimal, round, sum } from '../kit/money.ts'

export const taxClasses = ['STANDARD', 'REDUCED', 'ZERO', 'EXEMPT', 'SERVICE'] as const
export type TaxClass = (typeof taxClasses)[number]
export const categories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const
/** As EN 16931 has them. */
export type Category = (typeof categories)[number]

export interface Rule { country: string; region: string | null; taxClass: TaxClass; category: Category; rate: string; fromAbroad: boolean; validFrom: string | null; validTo: string | null }
export interface Exemption { country: string; number: string; validFrom: string; validTo: string }
export interface Seller { country: string }
export interface TaxBuyer { taxId: string | null; exemptions: readonly Exemption[] }
export interface Place { country: string; region: string | null }
/** Why a line is taxed as it is: a sentence of `tax.*` stands on the invoice where no tax is charged. */
export type TaxReason = 'EXEMPT' | 'CERTIFICATE' | 'REVERSE_CHARGE' | 'INTRA_COMMUNITY' | 'EXPORT' | 'OUT_OF_SCOPE'
export interface Taxed { category: Category; rate: string; reason: TaxReason | null; certificate?: string }

/** Member states of the European Union, whose tax area goods move within. */
export const union = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))
/** Greece calls itself EL in its numbers. */
export const stateOf = (taxId: string | null): string | null => { const state = taxId?.slice(0, 2).toUpperCase() ?? null; return state === 'EL' ? 'GR' : state }

const holdsOn = (day: string) => ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) => (validFrom ?? '') <= day && day <= (validTo ?? '9999')

/** The rule of a place for a class of products on a day: the region's before the country's. Services without a rule of their own are taxed as goods are. */
export function ruleFor(rules: readonly Rule[], { country, region }: Place, taxClass: TaxClass, day: string): Rule | undefined {
  const here = rules.filter((rule) => rule.country === country && holdsOn(day)(rule))
  const of = (wanted: TaxClass) => here.find((rule) => rule.taxClass === wanted && region !== null && rule.region === region) ?? here.find((rule) => rule.taxClass === wanted && rule.region === null)
  return of(taxClass) ?? (taxClass === 'SERVICE' ? of('STANDARD') : undefined)
}

/**
 * What tax a line is charged: pure, so that a preview, an invoice and a test say the same. In this order:
 * 1. Within the seller's own country, its rules; a certificate that holds on the day frees from them.
 * 2. From one member state to a business with a number of another: goods K, services AE; the buyer owes the tax.
 * 3. From one member state to anybody else in another: the rules of that state where there are any, else the seller's own.
 * 4. Anywhere else: what leaves the country is free of its tax (G), unless a rule of the place is for what comes from abroad, as where the company is registered.
 * Null where a rule is needed and there is none.
 */
export function taxOf(seller: Seller, buyer: TaxBuyer, shipTo: Place, taxClass: TaxClass, day: string, rules: readonly Rule[]): Taxed | null {
  const exempted = (country: string) => buyer.exemptions.find((one) => one.country === country && holdsOn(day)(one))
  const byRules = (place: Place, of = rules): Taxed | null => {
    const rule = ruleFor(of, place, taxClass, day)
    if (!rule) return null
    const certificate = rule.category === 'S' ? exempted(place.country) : undefined
    if (certificate) return { category: 'E', rate: '0', reason: 'CERTIFICATE', certificate: certificate.number }
    return { category: rule.category, rate: rule.rate, reason: rule.category === 'E' ? 'EXEMPT' : rule.category === 'O' ? 'OUT_OF_SCOPE' : null }
  }
  const home: Place = { country: seller.country, region: null }
  if (shipTo.country === seller.country) return byRules(shipTo)
  if (union.has(seller.country) && union.has(shipTo.country)) {
    const business = stateOf(buyer.taxId)
    if (business && union.has(business) && business !== seller.country) return taxClass === 'SERVICE' ? { category: 'AE', rate: '0', reason: 'REVERSE_CHARGE' } : { category: 'K', rate: '0', reason: 'INTRA_COMMUNITY' }
    return byRules(shipTo) ?? byRules(home)
  }
  return byRules(shipTo, rules.filter(({ fromAbroad }) => fromAbroad)) ?? { category: 'G', rate: '0', reason: 'EXPORT' }
}

/** A reason may name a certificate: `CERTIFICATE X-7`. */
export interface TaxGroup { category: Category; rate: string; reason: string | null; net: string; tax: string }
export interface Totals { net: string; tax: string; gross: string; groups: TaxGroup[] }

/**
 * Adds up lines: the tax of each group of one category and rate is rounded once, half up, on the group's net amount; the document's
 * tax is the sum of its groups. So the groups are the total to the cent, and a line has no tax of its own.
 */
export function totalsOf(lines: readonly { amount: Decimal | string; category: Category; rate: string; reason: string | null }[], currency: string): Totals {
  const groups = new Map<string, { of: (typeof lines)[number]; amounts: (Decimal | string)[] }>()
  for (const line of lines) {
    const key = `${line.category} ${new Decimal(line.rate).toFixed()}`, group = groups.get(key)
    if (group) group.amounts.push(line.amount)
    else groups.set(key, { of: line, amounts: [line.amount] })
  }
  const taxed = [...groups.values()].map(({ of: { category, rate, reason }, amounts }) => {
    const net = sum(amounts)
    return { category, rate: new Decimal(rate).toFixed(), reason, net: net.toFixed(), tax: round(net.times(rate).div(100), currency).toFixed() }
  }).sort((one, other) => one.category.localeCompare(other.category) || Number(one.rate) - Number(other.rate))
  const net = sum(taxed.map((group) => group.net)), tax = sum(taxed.map((group) => group.tax))
  return { net: net.toFixed(), tax: tax.toFixed(), gross: net.plus(tax).toFixed(), groups: taxed }
}
