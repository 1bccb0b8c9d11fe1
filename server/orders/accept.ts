import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import type { Buyer } from '../pricing/load.ts'
import type { Loaded } from '../quotes/quote-verbs.ts'
import { QuoteVersion } from '../quotes/quote-version.ts'
import { quoteFlow } from '../quotes/quote.flow.ts'
import { Quote } from '../quotes/quote.ts'
import { type NewLine, type Orderer, placeOrder } from './place.ts'

/** The lines of a quote's latest version that its buyer sees, or of the one that is named, as its order takes them over. */
export const quotedLines = (tx: Transaction, quoteId: string, versionId: string | null = null) => tx.run(
  `select product_id as product, description, quantity, list_price as "listPrice", net_price as "netPrice", discount_percent as "discountPercent", unit_price as "unitPrice", promotion_discount as "promotionDiscount", amount, promotions, budget_entry_id as "budgetEntryId", configuration_id as "configurationId", parts, build_days as "buildDays"
   from quote_line where version_id = ${versionId ? '$1' : '(select id from quote_version where quote_id = $1 order by number desc limit 1)'} order by position`, [versionId ?? quoteId]) as Promise<NewLine[]>

/** Accepts a presented version and makes its order, in one transaction, whichever way the yes came. Throws EXPIRED. */
export async function accept(tx: Transaction, { quote, version, today }: Loaded, partner: Buyer['partner'], lines: NewLine[], purchaseOrder: string | null, orderer: Orderer): Promise<{ id: string }> {
  if ((version.validUntil ?? '') < today) throw new UserError('EXPIRED', ['id'])
  tx.set(QuoteVersion, version.id, { state: quoteFlow.next(version.state, 'accept'), decidedById: orderer.id, decidedAt: new Date(), purchaseOrder })
  tx.set(Quote, quote.id, { publicState: 'Accepted' })
  tx.record('quote.accepted', quote.subject(), { number: quote.number, version: version.number }, true)
  const { account = null } = quote, { subtotal, total, paymentDays = null } = version
  return placeOrder(tx, partner, { account, quote, quoteVersionId: version.id, purchaseOrder, paymentDays }, { subtotal, total }, lines, orderer)
}
