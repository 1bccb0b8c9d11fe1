import { type Source, Transaction } from '../access/command.ts'
import { Viewer } from '../access/viewer.ts'
import { UserError } from '../kit/errors.ts'
import { accept, quotedLines } from '../orders/accept.ts'
import { publish } from '../quotes/quote-verbs.ts'
import { QuoteVersion } from '../quotes/quote-version.ts'
import { quoteFlow } from '../quotes/quote.flow.ts'
import { Quote } from '../quotes/quote.ts'
import { type SeenLink, seenLink } from './link-seen.ts'

/** What somebody says to an offer who has a link to it, and nothing else. */
export interface OfferAnswer { yes: boolean; signer: string; position: string | null; purchaseOrder: string | null; reason: string | null; /** Of the pages that they were shown, in hexadecimal. */ sha256: string }
export interface From { ip: string; agent: string }

/**
 * Answers an offer by a link, in one transaction on the system's connection: there is no viewer whose rights would do, so every row
 * that is touched follows from the link and none from what was sent (docs/decisions/015-links.md). Returns the link as it stands
 * afterwards; one that could not be answered any more is as it was. Throws STALE when the pages are others than those shown.
 */
export async function answerOffer(source: Source, link: SeenLink, answer: OfferAnswer, { ip, agent }: From): Promise<SeenLink> {
  return Transaction.of(source, nobody(link, answer.signer), async (tx) => {
    // every verb takes the quote first: of two answers, from wherever, one waits here and finds what the other did
    await tx.run('select id from quote where id = $1 for update', [link.quoteId])
    const now = await seenLink(tx.run, link.id, true)
    if (!now || now.state !== 'Open') return now ?? link
    const [file] = await tx.run(`select sha256 from document_file where subject_type = 'quote' and subject_id = $1 and locale = $2 and encode(sha256, 'hex') = $3`, [link.versionId, link.locale, answer.sha256])
    if (!file) throw new UserError('STALE', ['sha256'])
    const [quote, version, [day]] = await Promise.all([tx.em.findOneOrFail(Quote, link.quoteId), tx.em.findOneOrFail(QuoteVersion, link.versionId), tx.run('select app.today()::text as today', [])])
    const loaded = { quote, version, today: day!.today as string }
    if (answer.yes) {
      const [[buyer], lines] = await Promise.all([tx.run('select p.id, p.code, p.currency, p.representative_id as "representativeId" from partner p where p.id = $1', [quote.partner?.id ?? null]), quotedLines(tx, quote.id, version.id)])
      await accept(tx, loaded, (buyer as Parameters<typeof accept>[2] | undefined) ?? null, lines, answer.purchaseOrder, { id: link.userId, roles: now.roles ?? [] })
    } else {
      version.state = quoteFlow.next(version.state, 'decline')
      Object.assign(version, { decidedById: link.userId, decidedAt: new Date(), declineReason: answer.reason })
      publish(quote, 'Declined')
      tx.record('quote.declined', quote.subject(), { number: quote.number, ...(answer.reason ? { reason: answer.reason } : {}) }, true)
    }
    await tx.flush()
    await tx.run('update quote_link set answer = $2, answered_at = now(), signer = $3, position = $4, ip = $5, agent = left($6, 300), sha256 = $7 where id = $1',
      [link.id, answer.yes ? 'Accepted' : 'Declined', answer.signer, answer.position, ip, agent, file.sha256])
    return (await seenLink(tx.run, link.id))!
  })
}

/** Whoever has the link, as the trail and the timeline name them: a name and no rights. */
const nobody = ({ userId, email, locale }: SeenLink, name: string): Viewer =>
  new Viewer({ id: userId ?? '', audience: 'customer', name, email, locale, roles: [], scopes: ',', partnerId: null, teamIds: [], orgIds: [], channel: 'link', keyPermissions: [] })
