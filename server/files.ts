import { quotePdf } from './quotes/quote-pdf.ts'
import { personalData } from './access/personal-data.ts'
import { auditCsv } from './audit/audit-csv.ts'
import type { Handlers } from './access/router.ts'

/** The routes that answer with a file. */
export const fileHandlers: Handlers = {
  '/crm/files/quotes/:id.pdf': quotePdf,
  '/partner/files/quotes/:id.pdf': quotePdf,
  '/crm/files/audit.csv': auditCsv,
  '/crm/files/contacts/:id/personal-data.json': personalData('contact'),
  '/crm/files/accounts/:id/personal-data.json': personalData('account'),
  '/crm/files/users/:id/personal-data.json': personalData('user'),
}
