import { notFound } from '../kit/errors.ts'
import { translate } from '../kit/locale.ts'
import { exponentOf } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'

/** What is written with an offer, unless somebody writes something else. */
export async function offerLetter(run: Run, quoteId: string, locale: string): Promise<{ subject: string; text: string }> {
  const [quote] = await run(
    `select q.number, v.currency, trim_scale(v.total)::text as total, v.valid_until::text as until from quote q join lateral (select * from quote_version v where v.quote_id = q.id order by v.number desc limit 1) v on true where q.id = $1`, [quoteId])
  if (!quote) throw notFound('id')
  const { number, currency, total, until } = quote as { number: string; currency: string; total: string; until: string | null }, digits = exponentOf(currency)
  const values = {
    number, total: new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) }).format(total as unknown as number),
    until: until ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${until}T00:00:00Z`)) : '–',
  }
  return { subject: translate(locale, 'letters.quote.subject', values), text: translate(locale, 'letters.quote.text', values) }
}
