import * as z from 'zod/mini'

/** Which part of a webhook's log is shown. */
export const logSearch = z.object({
  state: z.catch(z.optional(z.enum(['Waiting', 'Delivered', 'Failed', 'Dropped'])), undefined),
  after: z.catch(z.optional(z.string()), undefined), before: z.catch(z.optional(z.string()), undefined),
})
