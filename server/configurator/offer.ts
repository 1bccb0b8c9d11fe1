import type { Run } from '../kit/read/reader.ts'
import { Decimal, round, sum } from '../kit/money.ts'
import { type PricedLine, priceBills } from '../pricing/load.ts'
import { lineAmount } from '../pricing/price.ts'
import { type Availability, availabilityOf, promise } from '../stock/promise.ts'
import type { Choice, Definition } from './definition.ts'
import { Meaning, type Selection, choicesOf } from './selection.ts'

export interface BillLine { sku: string; quantity: number }

/** What a solution is built of, in the order of the model; a product that several parts name comes once. */
export function billOf(definition: Definition, selection: Selection): BillLine[] {
  const meaning = new Meaning(definition, selection), lines = new Map<string, number>()
  for (const { sku, if: condition, quantity } of definition.parts) {
    const wanted = meaning.holds(condition) ? Math.ceil(meaning.amount(quantity ?? 1) - 1e-9) : 0
    if (wanted > 0) lines.set(sku, (lines.get(sku) ?? 0) + wanted)
  }
  return [...lines].map(([sku, quantity]) => ({ sku, quantity }))
}

/** Every choice that was made, with its option. */
export const chosenIn = (definition: Definition, selection: Selection): { option: string; choice: Choice }[] =>
  definition.options.flatMap((option) => choicesOf(option).filter(({ key }) => selection[option.key]?.includes(key)).map((choice) => ({ option: option.key, choice })))

export interface OfferLine { productId: string | null; sku: string; name: string; quantity: number; listPrice: string | null; netPrice: string | null; amount: string | null; date: string | null }
export interface OfferSurcharge { option: string; choice: string; listPrice: string; amount: string }
export interface Priced {
  lines: OfferLine[]
  surcharges: OfferSurcharge[]
  currency: string
  listTotal: string | null
  total: string | null
  leadTimeDays: number | null
  date: string | null
}

/** What was granted as a special price is counted in pieces of a line's own product: the one that a bill begins with, once in each. All else is built in. */
export const isBuiltIn = ({ quantity }: { quantity: number }, index: number): boolean => index > 0 || quantity > 1

/** What a surcharge comes to for a buyer, reduced as the price of the first part is; null where none is asked in that currency. */
export function surchargeAt(surcharge: Choice['surcharge'], first: Pick<PricedLine, 'netPrice' | 'listPrice'> | undefined, currency: string): { listPrice: string; netPrice: string } | null {
  const listed = surcharge?.[currency], share = first?.netPrice && first.listPrice?.gt(0) ? first.netPrice.div(first.listPrice) : new Decimal(1)
  return listed ? { listPrice: listed, netPrice: round(share.times(listed), currency).toFixed() } : null
}

/** How long it takes to put a solution together, once all parts are there. */
export const buildDays = (definition: Definition, selection: Selection): number => definition.assemblyDays + Math.max(0, ...chosenIn(definition, selection).map(({ choice }) => choice.days ?? 0))

const later = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Something to be built for a buyer. */
export interface Build { whom: { partnerId: string | null }; definition: Definition; selection: Selection }

/**
 * What solutions cost their buyers today and when they can leave: every part at the buyer's own net price, and the surcharges, reduced
 * as the first part is. It is put together once all parts are there. Without a price or a date of one part there is none of the whole.
 * As many statements for many as for one.
 */
export async function offersFor(run: Run, builds: readonly Build[]): Promise<Priced[]> {
  const bills = builds.map(({ definition, selection }) => billOf(definition, selection))
  const found = await run('select id, sku from product where sku = any ($1::text[])', [[...new Set(bills.flat().map(({ sku }) => sku))]])
  const ids = new Map(found.map(({ id, sku }) => [sku as string, id as string]))
  const wanted = bills.map((bill) => bill.map((line, index) => ({ productId: ids.get(line.sku) ?? '', quantity: line.quantity, builtIn: isBuiltIn(line, index) })))
  const [priced, supplied] = await Promise.all([priceBills(run, builds.map(({ whom }, index) => ({ whom, wanted: wanted[index]! }))), availabilityOf(run, [...ids.values()])])
  return builds.map((build, index) => offer(build, bills[index]!, priced[index]!, supplied))
}

function offer({ definition, selection }: Build, bill: BillLine[], { currency, lines: prices }: { currency: string; lines: PricedLine[] }, { today, availability }: { today: string; availability: Map<string, Availability> }): Priced {
  const lines = bill.map(({ sku, quantity }, index): OfferLine => {
    const { product, netPrice, listPrice, discount } = prices[index]!
    return {
      productId: product?.id ?? null, sku, name: product?.name ?? sku, quantity, listPrice: listPrice?.toFixed() ?? null, netPrice: netPrice?.toFixed() ?? null,
      amount: netPrice && lineAmount(netPrice, quantity, currency, discount).toFixed(), date: product && promise(quantity, availability.get(product.id)!, today).date,
    }
  })
  const surcharges = chosenIn(definition, selection).flatMap(({ option, choice }): OfferSurcharge[] => {
    const at = surchargeAt(choice.surcharge, prices[0], currency)
    return at ? [{ option, choice: choice.key, listPrice: at.listPrice, amount: at.netPrice }] : []
  })
  const known = lines.length > 0 && lines.every(({ amount }) => amount !== null)
  const ready = lines.every(({ date }) => date) && lines.length ? lines.map(({ date }) => date!).reduce((one, other) => (one > other ? one : other)) : null
  const date = ready && later(ready, buildDays(definition, selection))
  return {
    lines, surcharges, currency, date, leadTimeDays: date ? daysBetween(today, date) : null,
    total: known ? sum([...lines.map(({ amount }) => amount!), ...surcharges.map(({ amount }) => amount)]).toFixed() : null,
    listTotal: known && lines.every(({ listPrice }) => listPrice) ? sum([...lines.map(({ listPrice, quantity }) => new Decimal(listPrice!).times(quantity)), ...surcharges.map(({ listPrice }) => listPrice)]).toFixed() : null,
  }
}
