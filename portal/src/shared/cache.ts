import type { Cache, CacheExchangeOpts, UpdateResolver } from '@urql/exchange-graphcache'
import type { RecordChangedSubscription } from './gql/graphql'
import { MISSED } from './live'

/** Graphcache settings of one app, plus which root fields show a list or a count that a changed record may alter. */
export type CacheSettings = Omit<CacheExchangeOpts, 'schema'> & {
  /** By subjectType in lower case, e.g. `{ quote: ['quotes', 'home'] }`. */
  stale?: Record<string, string[]>
  /** Root fields that are scrolled through page by page. */
  lists?: string[]
}

/** For types without an id of their own: they live inside the record that holds them. */
export const embedded = (...typenames: string[]) => Object.fromEntries(typenames.map((name) => [name, () => null]))

/** Forgets root fields, whatever their arguments; pages that show them fetch again. */
export function forget(cache: Cache, fields: string[] | 'all'): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query'))
    if (fieldName !== 'viewer' && (fields === 'all' || fields.includes(fieldName))) cache.invalidate('Query', fieldName, args ?? undefined)
}

const KEPT = 40

/** However far a list is scrolled, the cache keeps its latest pages; those before are asked for again when one comes back to them. */
export const recentPages = (fields: string[]): Record<string, UpdateResolver> => Object.fromEntries(fields.map((field) => {
  const pages = new Map<string, Record<string, unknown>>()
  const update: UpdateResolver = (_result, args, cache) => {
    // a count is no page
    if (!args['first']) return
    const key = JSON.stringify(args)
    pages.delete(key)
    pages.set(key, { ...args })
    if (pages.size <= KEPT) return
    const [oldest, of] = pages.entries().next().value!
    pages.delete(oldest)
    cache.invalidate('Query', field, of as typeof args)
  }
  return [field, update]
}))

// what can be had of a product shows on the product
const typename = (subject: string) => subject === 'stock' ? 'Product' : subject.charAt(0).toUpperCase() + subject.slice(1)

/** A record changed somewhere: what shows it fetches it again, under the viewer's own rights. */
export const onRecordChanged = (stale: Record<string, string[]>): UpdateResolver => (result, _args, cache) => {
  const { subjectType, subjectId } = (result as RecordChangedSubscription).recordChanged
  if (subjectType === MISSED) return forget(cache, 'all')
  cache.invalidate({ __typename: typename(subjectType), id: subjectId })
  forget(cache, stale[subjectType.toLowerCase()] ?? [])
}
