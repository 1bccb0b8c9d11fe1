import type { Transaction } from '../access/command.ts'
import { notFound } from '../kit/errors.ts'
import { subjectOf } from '../kit/event.ts'
import { buyerOf } from '../pricing/load.ts'
import type { CopyQuoteInput } from './quote.input.ts'
import { QuoteLine } from './quote-line.ts'
import { carryOver, costedAs, costsOf } from './quote-pricing.ts'
import { newQuote, newVersion, refuseForeign } from './quote-verbs.ts'
import { QuoteVersion } from './quote-version.ts'
import { quoteFlow } from './quote.flow.ts'
import { Quote } from './quote.ts'

/** A draft of one's own with the lines and discounts of a quote's latest version, at the prices that its buyer has today. */
export async function copied(tx: Transaction, input: CopyQuoteInput): Promise<{ id: string }> {
  const source = await tx.load(Quote, input.id, 'quote:copy')
  const [version] = await tx.em.find(QuoteVersion, { quoteId: source.id }, { orderBy: { number: 'desc' }, limit: 1 })
  if (!version) throw notFound('id')
  const same = !input.partnerId && !input.accountId
  const whom = { partnerId: (same ? source.partner?.id : input.partnerId) ?? null, accountId: (same ? source.account?.id : input.accountId) ?? null }
  const old = await tx.em.find(QuoteLine, { versionId: version.id }, { orderBy: { position: 'asc' } })
  // another buyer gets the discounts, not the prices
  const lines = await carryOver(tx, whom, old, same), [buyer, costs] = await Promise.all([buyerOf(tx.run, whom), costsOf(tx, costedAs(old), whom)])
  refuseForeign(buyer)
  const quote = newQuote(tx, buyer, { ownerId: tx.viewer.userId, sellerId: null }), { discountPercent, note = null, paymentDays = null } = version
  newVersion(tx, quote, 1, quoteFlow.next(null, 'copy'), lines, { discountPercent, note: same ? note : null, paymentDays: same ? paymentDays : null }, costs)
  tx.record('quote.copied', subjectOf('quote', quote), { number: quote.number, from: source.number })
  return quote
}
