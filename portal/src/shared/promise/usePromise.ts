import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { PromisedDocument, type PromisedQuery } from '../gql/graphql'

export type Wanted = { productId: string; quantity: number }
export type PromisedLine = PromisedQuery['promise']['lines'][number]

/**
 * By when lines can leave, asked again a moment after a quantity was typed, and whenever somebody else reserves (the live events make the
 * cache forget it). `lineOf` is the promise of the nth of the lines given; of what is being typed, the last one known.
 */
export function usePromise(wanted: readonly Wanted[], pause = false) {
  const text = JSON.stringify(wanted.filter(({ productId, quantity }) => productId && quantity >= 1).map(({ productId, quantity }) => ({ productId, quantity })))
  const [asked] = useDebouncedValue(text, 250)
  const lines = useMemo(() => JSON.parse(asked) as Wanted[], [asked])
  const [{ data, fetching }] = useQuery({ query: PromisedDocument, variables: { lines }, pause: pause || lines.length === 0 })
  const promise = lines.length > 0 && !pause ? data?.promise : undefined
  const nth = (at: number) => wanted.slice(0, at).filter(({ productId }) => productId === wanted[at]?.productId).length
  const lineOf = (at: number): PromisedLine | undefined => promise?.lines.filter(({ productId }) => productId === wanted[at]?.productId)[nth(at)]
  return { promise, lineOf, waiting: fetching || asked !== text }
}
