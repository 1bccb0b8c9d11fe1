import type { Decimal } from '../kit/money.ts'
import { choose, closed, compare, newestFirst } from './choose.ts'
import { Exact, atLeastNothing, nearerRounding, roundedBy, share } from './rounding.ts'
import { type StepKind, because } from './step.ts'
import { type EntryTerms, type ListKind, type ListTerms, type ProductTerms, type Rounding, listKinds } from './terms.ts'
import type { Trail } from './trail.ts'

const kindOf: Record<ListKind, StepKind> = {
  SPECIAL: 'SPECIAL', ACCOUNT: 'ACCOUNT_LIST', PARTNER: 'PARTNER_LIST', LEVEL: 'LEVEL_LIST', REGION: 'REGION_LIST', DEFAULT: 'DEFAULT_LIST', BASE: 'DERIVED',
}
const nearestFirst = (a: ListTerms, b: ListTerms): number => listKinds.indexOf(a.kind) - listKinds.indexOf(b.kind) || newestFirst(a, b)
/** How often the question is handed on from list to list; beyond this they derive from each other in circles. */
export const longestDerivation = 5

/** The list price of a product that holds. */
export function listPriceOf(product: ProductTerms, { asked }: Trail): Decimal | null {
  const [current] = product.listPrices.filter((price) => !closed(price, asked)).sort((a, b) => compare(b.validFrom ?? '', a.validFrom ?? ''))
  return current ? new Exact(current.price) : null
}

/** What the lists say that one unit costs, exactly; null where none does and there is no list price. */
export function byLists(product: ProductTerms, listPrice: Decimal | null, lists: ListTerms[], trail: Trail): Decimal | null {
  let price: Decimal | null = null
  for (const list of lists.filter(({ kind }) => kind !== 'BASE').sort(nearestFirst)) {
    if (price) trail.passed(kindOf[list.kind], list.name, because('NEARER'))
    else price = byChain(product, listPrice, list, trail)
  }
  if (price) trail.passed('LIST_PRICE', '', because('NEARER'))
  else if (listPrice) trail.applied('LIST_PRICE', '', because('LIST_PRICE'), null, listPrice)
  else trail.passed('LIST_PRICE', '', because('NO_LIST_PRICE'))
  return price ?? listPrice
}

/** The answer of a list or of one that it derives from. */
function byChain(product: ProductTerms, listPrice: Decimal | null, nearest: ListTerms, trail: Trail): Decimal | null {
  const on: ListTerms[] = []
  for (let list: ListTerms | null = nearest; list && on.length <= longestDerivation; list = list.derivedFrom) {
    const kind = on.length ? 'DERIVED' : kindOf[list.kind]
    const shut = closed(list, trail.asked)
    if (shut) { trail.passed(kind, list.name, shut); return null }
    for (const { entry, ...why } of choose(list, product, trail.asked, listPrice !== null)) {
      if (!entry) { trail.passed(kind, list.name, why); continue }
      if (entry.left != null) trail.draws(entry.id)
      const own = byEntry(entry, product, listPrice)
      trail.applied(kind, list.name, why, null, own)
      return on.reduceRight((price, above) => derived(above, price, trail), rounded(list.name, nearerRounding(entry, list), own, trail))
    }
    on.push(list)
  }
  return null
}

function byEntry({ basis, value, prices }: EntryTerms, { id }: ProductTerms, listPrice: Decimal | null): Decimal {
  if (basis === 'FIXED') return new Exact(value!)
  if (basis === 'LIST_PERCENT') return listPrice!.times(share(value!))
  return basis === 'LIST_SURCHARGE' ? atLeastNothing(listPrice!.plus(value!)) : new Exact(prices![id]!)
}

/** What a list makes of the price of the one that it derives from: its share, its surcharge, its rounding. */
function derived(list: ListTerms, before: Decimal, trail: Trail): Decimal {
  const percent = Number(list.adjustPercent), surcharge = Number(list.adjustSurcharge ?? 0)
  const price = atLeastNothing(before.times(share(list.adjustPercent)).plus(list.adjustSurcharge ?? 0))
  if (percent !== 100 || surcharge !== 0) {
    const why = surcharge === 0 ? because('ADJUSTED', { percent }) : percent === 100 ? because('SURCHARGE', { value: surcharge }) : because('ADJUSTED_SURCHARGE', { percent, value: surcharge })
    trail.applied('DERIVED', list.name, why, before, price)
  }
  return rounded(list.name, list, price, trail)
}

function rounded(name: string, rounding: Rounding, exact: Decimal, trail: Trail): Decimal {
  const price = roundedBy(rounding, exact)
  if (!price.equals(exact)) {
    const to = Number(rounding.roundTo), ending = Number(rounding.roundEnding ?? 0)
    trail.applied('ROUNDING', name, ending ? because('ROUNDED_ENDING', { to, ending }) : because('ROUNDED_TO', { to }), exact, price)
  }
  return price
}
