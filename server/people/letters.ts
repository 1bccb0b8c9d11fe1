import { type Letter, letter } from '../kit/mail-letter.ts'
import { translate } from '../kit/locale.ts'
import type { Purpose } from './password-link.ts'

export interface Addressee { name: string; email: string; locale: string; audience: 'crm' | 'partner'; company: string; partner: string | null; until: string | null }

/** What a letter tells beyond its words. */
export interface MailData { orders?: { number: string; from: string; to: string }[] }

/** A record that a letter tells of: its page, and what is said of it. */
export interface About { page: string; sql: string }
/** `$1` is a step of an approval; nothing is found, and nothing sent, once it is not true any more. */
const step = (still: string): About => ({
  page: '/crm/quotes/',
  sql: `select q.id, q.number, coalesce(p.name, c.name, '–') as buyer, s.name as submitter, d.name as approver, a.waiting_since as since from quote_approval a join quote_version v on v.id = a.version_id join quote q on q.id = v.quote_id
    left join partner p on p.id = q.partner_id left join account c on c.id = q.account_id join app_user s on s.id = a.requested_by_id left join app_user d on d.id = a.approver_id where a.id = $1 and a.state ${still}`,
})

/** `$1` is a line of a special price, or the request itself. */
const special = (condition: string): About => ({
  page: '/{audience}/special-prices/',
  sql: `select s.id, s.number, p.name as buyer, s.valid_to::text as "lastDay", g.name as product, greatest(l.approved_quantity - l.used_quantity, 0) as left
    from special_price s join partner p on p.id = s.partner_id left join special_price_line l on l.special_price_id = s.id and l.id = $1 left join product g on g.id = l.product_id where ${condition}`,
})

/** The letters that people get, by kind; those with a link say for what it is, those with a path lead to a page, those about a record to its page. */
export const kinds: Record<string, { link?: Purpose; path?: string; about?: About }> = {
  approval_asked: { about: step(`= 'Pending'`) }, approval_reminder: { about: step(`= 'Pending'`) }, approval_decided: { about: step(`in ('Approved', 'Rejected', 'Returned')`) },
  special_nearlyused: { about: special('l.id = $1') }, special_usedup: { about: special('l.id = $1') }, special_expired: { about: special('s.id = $1') }, special_ending: { about: special(`s.id = $1 and s.state = 'Approved'`) },
  special_asked: { about: special(`s.id = $1 and s.state = 'Submitted'`) }, special_decided: { about: special('s.id = $1') },
  invitation: { link: 'invitation' }, reset: { link: 'reset' }, password_changed: {}, second_factor_off: {}, webhook_disabled: {}, order_repromised: { path: '/orders' },
}

/** A letter in the words of the person's own language. */
export function write(kind: string, to: Addressee, url: string | null, data: MailData | null = null, about: Record<string, unknown> = {}): Letter {
  const orders = data?.orders ?? []
  const since = about.since instanceof Date ? day(about.since.toISOString(), to.locale) : null
  const values = { ...about, since, count: orders.length, name: to.name, email: to.email, company: to.company, where: to.partner ?? to.company, until: to.until && day(to.until, to.locale) }
  const say = (key: string) => translate(to.locale, `mails.${kind}.${key}`, values)
  return letter({
    locale: to.locale, company: to.company, subject: say('subject'), paragraphs: [translate(to.locale, 'mails.greeting', values), say('text'), ...listed(kind, to, orders)],
    closing: [say('closing')], ...(url ? { button: { label: say('button'), url } } : {}),
  })
}

/** A line for each, up to where nobody reads on. */
const mostListed = 20
function listed(kind: string, { locale }: Addressee, orders: NonNullable<MailData['orders']>): string[] {
  const lines = orders.slice(0, mostListed).map(({ number, from, to }) => translate(locale, `mails.${kind}.line`, { number, from: day(from, locale, 'UTC'), to: day(to, locale, 'UTC') }))
  return orders.length > mostListed ? [...lines, translate(locale, `mails.${kind}.more`, { count: orders.length - mostListed })] : lines
}

/** Whole days are given without a time zone, and are said as they are. */
const day = (moment: string, locale: string, timeZone?: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...(timeZone && { timeZone }) }).format(new Date(moment))
