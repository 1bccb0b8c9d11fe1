import type { Asked } from '../access/router.ts'
import { press, sendPdf } from '../documents/document-file.ts'
import { letterheadOf } from '../documents/read-letterhead.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { isLocale } from '../quotes/quote-pdf.ts'

/** The acceptance of a quote by a link, as staff may see it; $1 is the quote. */
const reading = `
  select q.number, v.number as version, l.id, l.name, l.email, l.locale, l.opened_at, l.answered_at, l.signer, l.position, l.ip, l.agent, encode(l.sha256, 'hex') as sha256, v.id as "versionId", v.purchase_order,
    (select o.number from sales_order o where o.quote_version_id = v.id) as "order"
  from quote_link l join quote_version v on v.id = l.version_id join quote q on q.id = l.quote_id where l.quote_id = $1 and l.answer = 'Accepted' order by l.answered_at desc limit 1`

async function acceptance({ context, params }: Asked): Promise<Record<string, any>> {
  const [found] = isId(params.id!) ? await context.run(reading, [params.id]) : []
  if (!found) throw notFound('id')
  return found
}

/** Sends the certificate of an acceptance by a link. */
export async function certificatePdf(asked: Asked): Promise<void> {
  const { context, query, response } = asked, found = await acceptance(asked), wanted = query.get('locale'), locale = isLocale(wanted) ? wanted : context.locale
  const letterhead = await letterheadOf(context.run, locale), at = (moment: Date | string | null) => (moment ? new Date(moment).toISOString() : null)
  // setting pages takes long, and others wait for the connection
  await context.close()
  const facts: [string, string | null][] = [
    ['offer', `${found.number} · ${found.version}`], ['document', found.sha256], ['signer', found.signer], ['position', found.position], ['purchaseOrder', found.purchase_order], ['at', at(found.answered_at)],
    ['ip', found.ip], ['agent', found.agent], ['sentTo', `${found.name} <${found.email}>`], ['opened', at(found.opened_at)], ['order', found.order], ['link', found.id],
  ]
  const pdf = await press(async () => (await import('./certificate-document.ts')).renderCertificate({ letterhead, number: found.number, facts }, locale))
  sendPdf(response, pdf, `${found.number}-certificate`)
}

/** Sends the very pages that were accepted. */
export async function acceptedPdf(asked: Asked): Promise<void> {
  const { number, versionId, sha256 } = await acceptance(asked)
  const [file] = await asked.context.run(`select bytes from document_file where subject_type = 'quote' and subject_id = $1 and encode(sha256, 'hex') = $2`, [versionId, sha256])
  if (!file) throw notFound('id')
  sendPdf(asked.response, file.bytes as Buffer, `${number}`)
}
