import { invoicePdf } from './billing/invoice-pdf.ts'
import { despatchXml } from './backoffice/despatch-xml.ts'
import { exportHandlers } from './backoffice/export-files.ts'
import { invoiceXml } from './backoffice/invoice-xml.ts'
import { orderXml } from './backoffice/order-xml.ts'
import { quotePdf } from './quotes/quote-pdf.ts'
import { personalData } from './access/personal-data.ts'
import { contractPdf } from './contracts/contract-pdf.ts'
import { confirmationPdf } from './orders/confirmation-pdf.ts'
import { despatchPdf } from './orders/despatch-pdf.ts'
import { acceptedPdf, certificatePdf } from './offers/certificate.ts'
import { dunningPdf, statementCsv, statementPdf } from './payments/account-files.ts'
import { importStatement } from './payments/import-statement.ts'
import { auditCsv } from './audit/audit-csv.ts'
import { exportEntries } from './pricing/export-entries.ts'
import { importEntries } from './pricing/import-entries.ts'
import type { Handlers } from './access/router.ts'

/** The routes that answer with a file. */
export const fileHandlers: Handlers = {
  '/crm/files/quotes/:id.pdf': quotePdf,
  '/partner/files/quotes/:id.pdf': quotePdf,
  '/crm/files/quotes/:id/certificate.pdf': certificatePdf,
  '/crm/files/quotes/:id/accepted.pdf': acceptedPdf,
  '/crm/files/contracts/:id.pdf': contractPdf,
  '/partner/files/contracts/:id.pdf': contractPdf,
  '/crm/files/price-lists/:id.csv': exportEntries,
  '/crm/files/price-lists/:id/entries': importEntries,
  '/crm/files/invoices/:id.pdf': invoicePdf,
  '/partner/files/invoices/:id.pdf': invoicePdf,
  '/crm/files/invoices/:id.xml': invoiceXml,
  '/partner/files/invoices/:id.xml': invoiceXml,
  '/crm/files/orders/:id.pdf': confirmationPdf,
  '/partner/files/orders/:id.pdf': confirmationPdf,
  '/crm/files/orders/:id.xml': orderXml,
  '/partner/files/orders/:id.xml': orderXml,
  '/crm/files/shipments/:id.xml': despatchXml,
  '/partner/files/shipments/:id.xml': despatchXml,
  '/crm/files/bank-statements': importStatement,
  '/crm/files/account-statements/:id.pdf': statementPdf,
  '/crm/files/account-statements/:id.csv': statementCsv,
  '/partner/files/account-statement.pdf': statementPdf,
  '/partner/files/account-statement.csv': statementCsv,
  '/crm/files/dunning/:id.pdf': dunningPdf,
  '/crm/files/shipments/:id.pdf': despatchPdf,
  '/partner/files/shipments/:id.pdf': despatchPdf,
  '/crm/files/audit.csv': auditCsv,
  '/crm/files/contacts/:id/personal-data.json': personalData('contact'),
  '/crm/files/accounts/:id/personal-data.json': personalData('account'),
  '/crm/files/users/:id/personal-data.json': personalData('user'),
}

/** The same, and those of files that lie in a server's own folder. */
export const filesOf = (place: { adminUrl: string; dataFolder: string }): Handlers => ({ ...fileHandlers, ...exportHandlers(place) })
