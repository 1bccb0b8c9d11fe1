import type { Transaction } from '../access/command.ts'
import { User } from '../people/user.ts'
import { type ChangeSource, PriceChange } from './price-change.ts'
import type { PriceListRowInput } from './price-list.input.ts'
import type { PriceList } from './price-list.ts'
import type { Asked, Given } from './stage.ts'
import { isId } from '../kit/ids.ts'

/** A change that is about to be prepared, as far as its list stands now. */
export async function addChange(tx: Transaction, list: PriceList, terms: { source: ChangeSource } & Partial<Pick<PriceChange, 'fromDay' | 'percent' | 'amount' | 'roundTo' | 'roundEnding' | 'roundMode' | 'fileName'>>): Promise<PriceChange> {
  const change = tx.em.create(PriceChange, {
    fromDay: null, percent: null, amount: null, roundTo: null, roundEnding: null, roundMode: null, fileName: null, ...terms,
    priceList: list, state: 'Prepared', listRevision: list.revision, appliedRevision: null, problem: null, appliedBy: null, appliedAt: null, createdBy: tx.em.getReference(User, tx.viewer.userId),
  } as any)
  await tx.em.persist(change).flush()
  return change
}

const columns = { minQuantity: 'min_quantity', basis: 'basis', value: 'value', validFrom: 'valid_from', validTo: 'valid_to', roundTo: 'round_to', roundEnding: 'round_ending', roundMode: 'round_mode' } as const

/** A row of the API as it is staged: what is left out stays, null empties. */
export function asked(row: PriceListRowInput, place: number): Asked {
  const given = Object.fromEntries(Object.entries(columns).filter(([name]) => row[name as keyof PriceListRowInput] !== undefined).map(([name, column]) => [column, row[name as keyof PriceListRowInput]])) as Given
  const { id, sku, category, categoryId, everything, match, remove } = row
  const wrong = (id != null && !isId(id) && 'id') || (categoryId != null && !isId(categoryId) && 'categoryId')
  return {
    place, entryId: isId(id) ? id : null, sku: sku?.trim() || null, category: category?.trim() || null, categoryId: isId(categoryId) ? categoryId : null, everything: everything ?? false, match: match ?? false, remove: remove ?? false,
    given, ...(wrong && { fault: { code: 'NOT_FOUND', field: wrong } }),
  }
}
