import type { Asked } from '../access/router.ts'
import { frozen, press, sendPdf } from '../documents/document-file.ts'
import { letterheadSql } from '../documents/read-letterhead.ts'
import type { Maker } from '../documents/send-documents.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import type { Run } from '../kit/read/reader.ts'
import type { PrintedInvoice } from './invoice-document.ts'

const amount = (column: string) => `trim_scale(n.${column})::text as "${column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}"`
// not `i`, which the letterhead calls something else
const reading = `
  select n.id, n.kind, n.number, n.locale, n.currency, n.issue_date::text as "issueDate", n.due_date::text as "dueDate", n.delivery_date::text as "deliveryDate", ${letterheadSql('n.locale')} as letterhead,
    json_build_object('name', n.buyer_name, 'taxId', n.buyer_tax_id, 'lines', array_remove(array[n.buyer_street, nullif(concat_ws(' ', n.buyer_postal_code, n.buyer_city, n.buyer_region), '')], null), 'country', n.buyer_country) as buyer,
    n.buyer_reference as "buyerReference", (select string_agg(distinct o.number, ', ') from invoice_line l join sales_order o on o.id = l.order_id where l.invoice_id = n.id) as orders,
    (select c.number || ' · ' || c.issue_date from invoice c where c.id = n.credited_id) as credited, n.reason, n.note, ${['net', 'tax', 'gross', 'company_tax', 'company_gross', 'rate'].map(amount).join(', ')},
    n.company_currency as "companyCurrency", n.rate_day::text as "rateDay",
    (select coalesce(json_agg(json_build_object('position', l.position, 'sku', l.sku, 'description', l.description, 'quantity', trim_scale(l.quantity)::text, 'unitPrice', trim_scale(l.unit_price)::text, 'discount', trim_scale(l.discount)::text,
      'amount', trim_scale(l.amount)::text) order by l.position), '[]') from invoice_line l where l.invoice_id = n.id) as lines,
    (select coalesce(json_agg(json_build_object('category', t.category, 'rate', trim_scale(t.rate)::text, 'reason', t.reason, 'net', trim_scale(t.net)::text, 'tax', trim_scale(t.tax)::text) order by t.category, t.rate), '[]') from invoice_tax t where t.invoice_id = n.id) as taxes
  from invoice n where n.id = $1 and n.state <> 'Discarded'`

export const printedInvoice = async (run: Run, id: string): Promise<PrintedInvoice | undefined> => (await run(reading, [id]))[0] as PrintedInvoice | undefined
const render = async (invoice: PrintedInvoice): Promise<Buffer> => (await import('./invoice-document.ts')).renderInvoice(invoice)
const printable = ({ id, locale, number }: PrintedInvoice) => ({ subjectType: 'invoice', subjectId: id, locale, name: number! })

/** Sends an invoice as its viewer may see it: once issued always the same bytes, in the buyer's language. */
export async function invoicePdf({ context, params, response }: Asked): Promise<void> {
  const id = params.id!
  if (!isId(id)) throw notFound('id')
  const invoice = await printedInvoice(context.run, id)
  if (!invoice) throw notFound('id')
  // setting pages takes long, and others wait for the connection
  await context.close()
  const pdf = invoice.number ? (await frozen(context.door.system, printable(invoice), () => render(invoice)))!.bytes : await press(() => render(invoice))
  sendPdf(response, pdf, invoice.number ?? 'draft')
}

/** How invoices go out by mail: with their pages. */
export const invoiceMaker: Maker = {
  async enclose({ system }, mail) {
    const invoice = await printedInvoice(async (sql, values) => (await system.query(sql, values)).rows as Record<string, unknown>[], mail.subject_id)
    if (!invoice?.number) return null
    const file = await frozen(system, printable(invoice), () => render(invoice))
    return file && { files: [{ filename: `${file.name}.pdf`, content: file.bytes }] }
  },
  // the letter itself says so, on the invoice's page
  failed: async () => {},
}
