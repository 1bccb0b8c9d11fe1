import { notFound } from '../kit/errors.ts'
import { translate } from '../kit/locale.ts'
import type { Run } from '../kit/read/reader.ts'
import { dayIn, moneyIn } from '../kit/written.ts'

/** What is written with an offer, unless somebody writes something else. */
export async function offerLetter(run: Run, quoteId: string, locale: string): Promise<{ subject: string; text: string }> {
  const [quote] = await run(
    `select q.number, v.currency, trim_scale(v.total)::text as total, v.valid_until::text as until from quote q join lateral (select * from quote_version v where v.quote_id = q.id order by v.number desc limit 1) v on true where q.id = $1`, [quoteId])
  if (!quote) throw notFound('id')
  const { number, currency, total, until } = quote as { number: string; currency: string; total: string; until: string | null }
  const values = { number, total: moneyIn(locale, currency)(total), until: until ? dayIn(locale)(until) : '–' }
  return { subject: translate(locale, 'letters.quote.subject', values), text: translate(locale, 'letters.quote.text', values) }
}
