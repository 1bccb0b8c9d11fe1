import type { Asked } from '../access/router.ts'
import { choicesSql, partsSql } from '../configurator/line-part.ts'
import { press, sendPdf } from '../documents/document-file.ts'
import { letterheadSql } from '../documents/read-letterhead.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { type Locale, locales, spokenIn } from '../kit/locale.ts'
import type { Run } from '../kit/read/reader.ts'
import type { PrintedQuote } from './quote-document.ts'
import { versionTaxes } from './quote-taxes.ts'

const party = (table: string, column: string) => `(select json_build_object('name', o.name, 'city', o.city, 'country', o.country) from ${table} o where o.id = q.${column})`
const printable = `v.state in ('Approved', 'Presented', 'Accepted', 'Declined', 'Expired')`

/** A version as it is printed; $1 is the quote, $2 the language, $3 the version or null for the latest that there is to print. */
const reading = `
  select q.number, v.number as version, v.id as "versionId", v.currency, v.valid_until::text as "validUntil", v.note, trim_scale(v.subtotal)::text as subtotal, trim_scale(v.discount_percent)::text as "discountPercent",
    trim_scale(v.discount_amount)::text as "discountAmount", trim_scale(v.total)::text as total, app.day(coalesce(v.presented_at, v.created_at))::text as date, ${letterheadSql('$2')} as letterhead,
    (to_jsonb(v) ->> 'payment_days')::int as "paymentDays", ${party('partner', 'partner_id')} as partner, ${party('account', 'account_id')} as account,
    (select case when c.last_name ~ '^[\\u4e00-\\u9fff]' then c.last_name || c.first_name else c.first_name || ' ' || c.last_name end from contact c where c.id = q.contact_id and c.erased_at is null) as contact,
    (select json_build_object('name', u.name, 'email', u.email, 'phone', u.phone) from app_user u where u.id = q.owner_id) as owner,
    (select json_agg(json_build_object('position', l.position, 'sku', p.sku, 'name', coalesce(p.name_i18n ->> $2, p.name), 'description', l.description, 'quantity', l.quantity,
      'unitPrice', trim_scale(l.unit_price)::text, 'promotionDiscount', trim_scale(l.promotion_discount)::text, 'amount', trim_scale(l.amount)::text, 'parts', ${partsSql('l.parts', '$2')}, 'choices', ${choicesSql('l.parts', '$2')}) order by l.position) from quote_line l join product p on p.id = l.product_id where l.version_id = v.id) as lines
  from quote q join lateral (select * from quote_version v where v.quote_id = q.id and ${printable} and ($3::uuid is null or v.id = $3) order by v.number desc limit 1) v on true
  where q.id = $1`

/** A version of a quote as whoever runs this may see it; undefined when there is none to print. */
export async function printedQuote(run: Run, quoteId: string, locale: string, versionId: string | null = null): Promise<(PrintedQuote & { versionId: string }) | undefined> {
  const [quote] = (await run(reading, [quoteId, locale, versionId])) as unknown as (PrintedQuote & { versionId: string })[]
  return quote && { ...quote, taxes: (await versionTaxes(run, locale, [quote.versionId], quote.date))[0] }
}

/** The language of whom a quote is for: the contact's, the partner's person's, else the one that is spoken where they are. Under the asker's own rights. */
export const buyersLocale = `coalesce((select case k.preferred_language when 'zh' then 'zh-Hant' else k.preferred_language end from contact k where k.id = q.contact_id and k.preferred_language in ('en', 'zh', 'zh-Hant', 'zh-Hans')),
  (select u.locale from app_user u where u.id = q.seller_id),
  (select ${spokenIn('o.country')} from partner o where o.id = q.partner_id),
  (select ${spokenIn('o.country')} from account o where o.id = q.account_id), 'en')`
export const isLocale = (word: string | null | undefined): word is Locale => locales.some((one) => one === word)

/** Sends the latest offer of a quote, as its viewer may see it, as a PDF in its buyer's language, or in the one that is asked for. A quote without one is not found. */
export async function quotePdf({ context, params, query, response }: Asked): Promise<void> {
  const id = params.id!, wanted = query.get('locale')
  if (!isId(id)) throw notFound('id')
  const [buyer] = isLocale(wanted) ? [] : await context.run(`select ${buyersLocale} as locale from quote q where q.id = $1`, [id])
  const locale: string = isLocale(wanted) ? wanted : isLocale(buyer?.locale) ? buyer.locale : 'en'
  const quote = await printedQuote(context.run, id, locale)
  if (!quote) throw notFound('id')
  // setting pages takes long, and others wait for the connection
  await context.close()
  // what sets pages is a tenth of the server's memory, and many servers never need it
  const pdf = await press(async () => (await import('./quote-document.ts')).renderQuote(quote, locale))
  sendPdf(response, pdf, quote.number)
}
