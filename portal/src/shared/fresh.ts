import { makeOperation, type Exchange } from 'urql'
import { pipe, map, tap } from 'wonka'

/** How long an answer counts as just asked for; what changes meanwhile is told by the live events, which make the cache forget it. */
const FRESH = 10_000
const REMEMBERED = 400

/**
 * Whoever asks for what was answered a moment ago – ahead of a click, or on the page before – gets it from the cache without asking again.
 * One exchange stands before the cache and decides, the other behind it and notes what the server answered.
 */
export function fresh(): { decide: Exchange; note: Exchange } {
  const answered = new Map<number, number>()
  return {
    decide: ({ forward }) => (operations) => forward(pipe(operations, map((operation) => {
      const { kind, key, context } = operation
      const old = Date.now() - (answered.get(key) ?? 0) > FRESH
      return kind !== 'query' || context.requestPolicy !== 'cache-and-network' || old ? operation : makeOperation(kind, operation, { ...context, requestPolicy: 'cache-first' })
    }))),
    note: ({ forward }) => (operations) => pipe(forward(operations), tap(({ operation: { kind, key }, error }) => {
      if (kind !== 'query' || error) return
      answered.delete(key)
      answered.set(key, Date.now())
      if (answered.size > REMEMBERED) answered.delete(answered.keys().next().value!)
    })),
  }
}
