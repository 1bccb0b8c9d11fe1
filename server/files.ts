import { quotePdf } from './quotes/quote-pdf.ts'
import type { Handlers } from './access/router.ts'

/** The routes that answer with a file. */
export const fileHandlers: Handlers = {
  '/crm/files/quotes/:id.pdf': quotePdf,
  '/partner/files/quotes/:id.pdf': quotePdf,
}
