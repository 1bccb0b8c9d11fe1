import type { Run } from '../kit/read/reader.ts'
import { scopeOf } from '../access/matrix.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { buyersLocale } from './quote-pdf.ts'
import type { QuoteRecipientInput } from './send.input.ts'
import type { Quote } from './quote.ts'

/** Whom an offer goes to. */
export interface Recipient { userId: string | null; contactId: string | null; name: string; email: string; locale: string }
interface Found extends Recipient { roles: string[] | null; seller: boolean; quiet: boolean; usual: boolean }

const contactName = `case when c.last_name ~ '^[\\u4e00-\\u9fff]' then c.last_name || c.first_name else trim(c.first_name || ' ' || c.last_name) end`

/**
 * Everybody who could answer a quote: through the channel the partner's own people, for nobody else may see its prices; direct, the
 * account's contacts. Under the asker's own rights.
 */
async function candidates(run: Run, { id, partner }: Pick<Quote, 'id' | 'partner'>): Promise<Found[]> {
  const rows = partner
    ? await run(`select u.id as "userId", null as "contactId", u.name, u.email, u.locale, u.roles, u.id = q.seller_id as seller, false as quiet, u.id = q.seller_id as usual
        from quote q join app_user u on u.partner_id = q.partner_id and u.active where q.id = $1 order by u.id = q.seller_id desc nulls last, lower(u.name)`, [id])
    : await run(`select null as "userId", c.id as "contactId", ${contactName} as name, c.email, ${buyersLocale.replaceAll('q.contact_id', 'c.id')} as locale, null as roles, false as seller,
          c.do_not_contact_since is not null as quiet, coalesce(c.id = q.contact_id, ac.main) as usual
        from quote q join account_contact ac on ac.account_id = q.account_id join contact c on c.id = ac.contact_id and c.erased_at is null and c.email is not null
        where q.id = $1 order by c.id = q.contact_id desc nulls last, ac.main desc, lower(c.last_name)`, [id])
  // whoever may accept only what is in their own charge is no use for another's
  return (rows as Found[]).filter(({ roles, seller }) => { const scope = roles && scopeOf(roles, 'quote:accept'); return !roles || scope === 'org' || (scope === 'own' && seller) })
}

export const suggested = async (run: Run, quote: Pick<Quote, 'id' | 'partner'>): Promise<(Recipient & { usual: boolean })[]> => (await candidates(run, quote)).filter(({ quiet }) => !quiet)

/** Those that a person chose, or whom it usually goes to. Throws what is wrong with each, at its place. */
export async function chosen(run: Run, quote: Quote, wanted: readonly QuoteRecipientInput[] | null | undefined): Promise<Recipient[]> {
  const known = await candidates(run, quote)
  if (!wanted) {
    const usual = known.find((one) => one.usual && !one.quiet)
    if (!usual) throw new UserError('REQUIRED', ['recipients'])
    return [usual]
  }
  if (!wanted.length) throw new UserError('REQUIRED', ['recipients'])
  const faults: UserError[] = []
  const found = wanted.map(({ userId, contactId, name, email }, index) => {
    const at = (field: string) => ['recipients', String(index), field]
    const one = userId ? known.find((of) => of.userId === userId) : contactId ? known.find((of) => of.contactId === contactId) : undefined
    if (one?.quiet) faults.push(new UserError('DO_NOT_CONTACT', at('contactId'), { name: one.name }))
    if (one) return one
    // a partner's prices go to its own people alone
    if (userId || contactId || quote.partner) { faults.push(notFound(...at(contactId || (!userId && !quote.partner) ? 'contactId' : 'userId'))); return null }
    if (!name?.trim()) faults.push(new UserError('REQUIRED', at('name')))
    if (!/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email?.trim() ?? '')) faults.push(new UserError(email?.trim() ? 'BAD_USER_INPUT' : 'REQUIRED', at('email')))
    const same = known.find((of) => of.email.toLowerCase() === email?.trim().toLowerCase())
    if (same?.quiet) faults.push(new UserError('DO_NOT_CONTACT', at('email'), { name: same.name }))
    return { userId: null, contactId: null, name: name?.trim() ?? '', email: email?.trim() ?? '', locale: known[0]?.locale ?? '' }
  })
  if (faults.length) throw new UserErrors(faults)
  const once = new Map((found as Recipient[]).map((one) => [one.email.toLowerCase(), one]))
  return [...once.values()]
}

/** The language of a quote's buyer. */
export async function localeFor(run: Run, quoteId: string): Promise<string> {
  if (!isId(quoteId)) throw notFound('id')
  const [row] = await run(`select ${buyersLocale} as locale from quote q where q.id = $1`, [quoteId])
  if (!row) throw notFound('id')
  return row.locale as string
}
