import * as z from 'zod/mini'

export const peopleSearch = z.object({ after: z.catch(z.optional(z.string()), undefined), before: z.catch(z.optional(z.string()), undefined) })
