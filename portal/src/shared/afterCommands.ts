import type { Exchange, Operation } from 'urql'
import { filter, makeSubject, merge, pipe, tap } from 'wonka'

/**
 * What was asked for before a command was answered may not know of the command, and would be written over its answer: it is asked for again.
 * Stands behind the cache.
 */
export const afterCommands: Exchange = ({ forward }) => (operations) => {
  const again = makeSubject<Operation>()
  const askedAfter = new Map<number, number>()
  let commands = 0
  return pipe(
    forward(pipe(merge([operations, again.source]), tap(({ kind, key }) => {
      if (kind === 'query') askedAfter.set(key, commands)
      if (kind === 'teardown') askedAfter.delete(key)
    }))),
    filter(({ operation, data }) => {
      if (operation.kind === 'mutation') commands += 1
      const outdated = operation.kind === 'query' && data != null && (askedAfter.get(operation.key) ?? commands) < commands
      if (outdated) again.next(operation)
      return !outdated
    }),
  )
}
