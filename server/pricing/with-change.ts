import { round } from '../kit/money.ts'
import { Exact, atLeastNothing, share } from './rounding.ts'
import type { PriceTerms } from './read-terms.ts'
import { type Basis, type EntryTerms, type ListTerms, type RoundMode, everything } from './terms.ts'

/** An item of a change as it stands in the database: amounts as text. */
export interface ChangedRule {
  entryId: string | null
  newId: string
  target: string | null
  split: boolean
  after: { min_quantity: number; basis: Basis; value: string; valid_from: string | null; valid_to: string | null; round_to: string | null; round_ending: string | null; round_mode: RoundMode | null } | null
}

/** What decides about prices as it would be with a change of one list, for those that derive from it, too. `costs` are those of products in the list's currency. */
export function withChange(terms: PriceTerms, listId: string, rules: readonly ChangedRule[], costs: ReadonlyMap<string, string>): PriceTerms {
  const made = new Map<ListTerms, ListTerms>()
  const list = (before: ListTerms): ListTerms => {
    let after = made.get(before)
    if (after) return after
    after = { ...before, derivedFrom: before.derivedFrom && list(before.derivedFrom) }
    if (before.id === listId) after.entries = entriesWith(before.entries, rules, (basis, value) => pricesOn(basis, value, costs, before.currency))
    made.set(before, after)
    return after
  }
  return { ...terms, lists: terms.lists.map(list) }
}

function entriesWith(entries: ListTerms['entries'], rules: readonly ChangedRule[], prices: (basis: Basis, value: string) => EntryTerms['prices']): ListTerms['entries'] {
  const replaced = new Set(rules.map(({ entryId }) => entryId))
  const changed = new Map([...entries].map(([target, all]) => [target, all.filter(({ id }) => !replaced.has(id))]))
  for (const { entryId, newId, target, split, after } of rules) {
    if (!after) continue
    const entry: EntryTerms = {
      id: split || !entryId ? newId : entryId, minQuantity: after.min_quantity, basis: after.basis, value: after.value, validFrom: after.valid_from, validTo: after.valid_to,
      roundTo: after.round_to, roundEnding: after.round_ending, roundMode: after.round_mode, prices: prices(after.basis, after.value),
    }
    const place = target ?? everything
    changed.set(place, [...(changed.get(place) ?? []), entry])
  }
  return changed
}

/** Rounded, as prices on cost always are. */
function pricesOn(basis: Basis, value: string, costs: ReadonlyMap<string, string>, currency: string): EntryTerms['prices'] {
  if (basis !== 'COST_PERCENT' && basis !== 'COST_SURCHARGE') return null
  return Object.fromEntries([...costs].map(([product, cost]) => [product, round(basis === 'COST_PERCENT' ? new Exact(cost).times(share(value)) : atLeastNothing(new Exact(cost).plus(value)), currency).toFixed()]))
}
