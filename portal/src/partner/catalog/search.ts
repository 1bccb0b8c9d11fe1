import * as z from 'zod/mini'

export const ORDERS = ['POSITION', 'NAME', 'SKU', 'NET_PRICE'] as const

export const catalogueSearch = z.object({
  q: z.catch(z.optional(z.string()), undefined),
  category: z.catch(z.optional(z.string()), undefined),
  order: z.catch(z.optional(z.enum(ORDERS)), undefined),
  stock: z.catch(z.optional(z.boolean()), undefined),
})
export type CatalogueSearch = { q?: string | undefined; category?: string | undefined; order?: (typeof ORDERS)[number] | undefined; stock?: boolean | undefined }
