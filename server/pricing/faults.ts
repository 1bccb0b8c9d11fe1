import { UserError } from '../kit/errors.ts'
import { longestDerivation } from './by-lists.ts'
import type { Validity } from './terms.ts'

/** A list as far as it derives from another. */
export interface Derivation { id: string; name: string; derivedFromId: string | null }

/**
 * Why a list may not derive from another: CIRCULAR where it would derive from itself in the end, OUT_OF_RANGE where the question would be handed on too
 * often to be answered. `lists` are all that there are, as they would be then.
 */
export function derivationFault(list: Derivation, lists: readonly Derivation[]): UserError | null {
  const byId = new Map([...lists, list].map((one) => [one.id, one]))
  const row = [list]
  for (let next = byId.get(list.derivedFromId ?? ''); next; next = byId.get(next.derivedFromId ?? '')) {
    if (row.includes(next)) return new UserError('CIRCULAR', ['derivedFromId'], { names: [...row, next].map(({ name }) => name).join(' → ') })
    row.push(next)
  }
  return row.length > longestDerivation + 1 ? new UserError('OUT_OF_RANGE', ['derivedFromId'], { max: longestDerivation }) : null
}

/** An entry as far as another may stand in its place. */
export interface Placed extends Validity { productId: string | null; categoryId: string | null; minQuantity: number }

const overlap = (a: Validity, b: Validity): boolean =>
  (a.validTo === null || b.validFrom === null || b.validFrom <= a.validTo) && (b.validTo === null || a.validFrom === null || a.validFrom <= b.validTo)

/** Of the entries of one list, those that hold for the same product or category from the same quantity on the same day as one before: OVERLAP, with the index of each. */
export function overlapsIn(entries: readonly Placed[]): { index: number; with: number; error: UserError }[] {
  const places = new Map<string, number[]>()
  return entries.flatMap((entry, index) => {
    const place = `${entry.productId ?? entry.categoryId} ${entry.minQuantity}`, before = places.get(place) ?? []
    places.set(place, [...before, index])
    const other = before.find((at) => overlap(entries[at]!, entry))
    return other === undefined ? [] : [{ index, with: other, error: new UserError('OVERLAP', ['entries', String(index), 'validFrom'], { line: other + 1 }) }]
  })
}
