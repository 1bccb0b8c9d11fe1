import * as z from 'zod/mini'

const text = z.catch(z.optional(z.string()), undefined)

/** What the access page shows, as it stands in its address: a person as `id~name`, a record as `Quote~id~name`. */
export const accessSearch = z.object({ tab: z.catch(z.optional(z.enum(['matrix', 'rights', 'record'])), undefined), person: text, record: text, field: text })
export type AccessSearch = z.infer<typeof accessSearch>
