import type { ServerResponse } from 'node:http'
import type { Asked } from '../access/router.ts'
import { press } from '../documents/document-file.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { eInvoice } from './e-invoice.ts'
import { type Issued, issuedInvoice } from './issued.ts'

const silent = { log() {}, warn() {}, error() {} }

/** The norm's own XML: UBL 2.1 as EN 16931 has it, checked against the structure before it leaves. */
export async function invoiceUbl(issued: Issued): Promise<string> {
  const invoice = eInvoice(issued), { InvoiceService } = await import('@e-invoice-eu/core')
  return (await new InvoiceService(silent).generate(invoice, { format: 'UBL', lang: issued.locale, noWarnings: true })) as string
}

/** Sends an issued invoice or credit note as its viewer may see it. Errors: NOT_FOUND; REQUIRED, where something is missing that every electronic invoice names. */
export async function invoiceXml({ context, params, response }: Asked): Promise<void> {
  const issued = isId(params.id!) ? await issuedInvoice(context.run, params.id) : undefined
  if (!issued) throw notFound('id')
  await context.close()
  sendXml(response, await press(() => invoiceUbl(issued)), issued.number)
}

export function sendXml(response: ServerResponse, xml: string, name: string): void {
  const bytes = Buffer.from(xml)
  response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8', 'content-length': bytes.length, 'cache-control': 'private, no-store', 'content-disposition': `attachment; filename="${name.replace(/[^\w-]/g, '')}.xml"` }).end(bytes)
}
