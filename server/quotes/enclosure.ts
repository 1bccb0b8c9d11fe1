import type pg from 'pg'
import { frozen } from '../documents/document-file.ts'
import type { Maker } from '../documents/send-documents.ts'
import { newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import { linkPath } from './link-token.ts'
import { printedQuote } from './quote-pdf.ts'

/** The very pages of a version in a language, the same for everybody who is sent them or opens them. */
export async function offerFile(system: pg.Pool, { quoteId, versionId, number, locale }: { quoteId: string; versionId: string; number: string; locale: string }) {
  return frozen(system, { subjectType: 'quote', subjectId: versionId, locale, name: number.replace(/[^\w-]/g, '') }, async () => {
    const quote = await printedQuote(async (sql, values) => (await system.query(sql, values)).rows, quoteId, locale, versionId)
    return quote ? (await import('./quote-document.ts')).renderQuote(quote, locale) : null
  })
}

/** How offers go out: with their pages, and with a link to answer them. */
export const quoteMaker: Maker = {
  async enclose({ system, vault, publicUrl }, { subject_id: quoteId, part_id: versionId, link_id: linkId, locale }) {
    const { rows: [quote] } = await system.query<{ number: string; open: boolean | null }>(
      `select q.number, (select l.revoked_at is null and l.expires_at > now() from quote_link l where l.id = $2) as open from quote q join quote_version v on v.id = $3 and v.quote_id = q.id and v.state = 'Presented' and not v.superseded where q.id = $1`,
      [quoteId, linkId, versionId])
    // withdrawn, revised or answered before its turn came
    if (!quote || quote.open === false) return null
    const file = await offerFile(system, { quoteId, versionId: versionId!, number: quote.number, locale })
    if (!file) return null
    return { files: [{ filename: `${file.name}.pdf`, content: file.bytes }], ...(linkId ? { button: { label: translate(locale, 'letters.quote.button'), url: publicUrl.replace(/\/$/, '') + linkPath(vault, linkId) } } : {}) }
  },
  async failed(system, { subject_id: quoteId, to_name: name, to_address: address }) {
    await system.query(
      `insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
       select $1, 'quote.undelivered', 'Guanxi', 'job', 'quote', q.id, q.account_id, q.partner_id, q.owner_id, q.seller_id, false, jsonb_build_object('number', q.number, 'to', $3::text) from quote q where q.id = $2`,
      [newId(), quoteId, `${name} <${address}>`])
  },
}
