import * as z from 'zod/mini'
import type { Sort } from './RecordTable'

/** What a list keeps in its address: sharing the link shares the view. Values that make no sense are dropped, not refused. */
export const listSearch = <const V extends string, const F extends string>(views: readonly V[], fields: readonly F[]) => z.object({
  q: z.catch(z.optional(z.string()), undefined),
  view: z.catch(z.optional(z.enum(views)), undefined),
  by: z.catch(z.optional(z.enum(fields)), undefined),
  direction: z.catch(z.optional(z.enum(['ASC', 'DESC'])), undefined),
})

export type ListSearch<V extends string = string, F extends string = string> = {
  q?: string | undefined
  view?: V | undefined
  by?: F | undefined
  direction?: 'ASC' | 'DESC' | undefined
}

export const sortOf = <F extends string>(search: ListSearch<string, F>, by: F): Sort<F> =>
  ({ by: search.by ?? by, direction: search.direction ?? (search.by ? 'ASC' : 'DESC') })
