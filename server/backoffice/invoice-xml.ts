import type { ServerResponse } from 'node:http'
import type { Asked } from '../access/router.ts'
import { frozen } from '../documents/document-file.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { eInvoice } from './e-invoice.ts'
import { type Issued, issuedInvoice } from './issued.ts'
import { legal } from './ubl.ts'

const silent = { log() {}, warn() {}, error() {} }

/** The library knows invoices for networks alone, which name an address of each side; the norm does not ask for one. */
const nowhere = { 'cbc:EndpointID': 'nowhere', 'cbc:EndpointID@schemeID': 'EM' }, endpointNowhere = /\s*<cbc:EndpointID schemeID="EM">nowhere<\/cbc:EndpointID>/g

/** The norm's own XML: UBL 2.1 as EN 16931 has it, checked against the structure before it leaves. */
export async function invoiceUbl(issued: Issued): Promise<string> {
  const invoice = eInvoice(issued), { InvoiceService } = await import('@e-invoice-eu/core'), terms = invoice['ubl:Invoice']
  for (const side of [terms['cac:AccountingSupplierParty'], terms['cac:AccountingCustomerParty']]) side['cac:Party'] = { ...nowhere, ...side['cac:Party'] } as never
  const xml = (await new InvoiceService(silent).generate(invoice, { format: 'UBL', lang: issued.locale, noWarnings: true })) as string
  return legal(xml.replace(endpointNowhere, ''))
}

/**
 * Sends an issued invoice or credit note as its viewer may see it: made once, then always the same bytes. Errors: NOT_FOUND; REQUIRED,
 * where something is missing that every electronic invoice names; BAD_USER_INPUT for a currency that the norm has no decimals for.
 */
export async function invoiceXml({ context, params, response }: Asked): Promise<void> {
  const issued = isId(params.id!) ? await issuedInvoice(context.run, params.id) : undefined
  if (!issued) throw notFound('id')
  await context.close()
  const kept = await frozen(context.door.system, { subjectType: 'invoice_xml', subjectId: params.id!, locale: issued.locale, name: issued.number }, async () => Buffer.from(await invoiceUbl(issued)))
  sendXml(response, kept!.bytes, issued.number)
}

export function sendXml(response: ServerResponse, xml: string | Buffer, name: string): void {
  const bytes = Buffer.from(xml as string)
  response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8', 'content-length': bytes.length, 'cache-control': 'private, no-store', 'content-disposition': `attachment; filename="${name.replace(/[^\w-]/g, '')}.xml"` }).end(bytes)
}
