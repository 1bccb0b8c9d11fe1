import { UserError } from '../kit/errors.ts'
import { longestDerivation } from './by-lists.ts'

/** A list as far as it derives from another. */
export interface Derivation { id: string; name: string; derivedFromId: string | null }

/**
 * Why a list may not derive from another: CIRCULAR where it would derive from itself in the end, OUT_OF_RANGE where the question would be handed on too
 * often to be answered. `lists` are those on the way, as they would be then.
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
