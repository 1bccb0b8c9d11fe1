import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { takeCart } from '../carts/cart-lines.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { named, subjectOf } from '../kit/event.ts'
import { sum } from '../kit/money.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { type Buyer, buyerOf } from '../pricing/load.ts'
import type { Without } from '../pricing/read-terms.ts'
import { type PricedLine, priceWanted } from '../quotes/quote-pricing.ts'
import { loadFor, newQuote, newVersion, refuseForeign } from '../quotes/quote-verbs.ts'
import { quoteFlow } from '../quotes/quote.flow.ts'
import { type OrderedLine, RequestQuoteInput } from '../quotes/quote.input.ts'
import { QuotePayload } from '../quotes/quote.resolver.ts'
import { Quote } from '../quotes/quote.ts'
import { accept, quotedLines } from './accept.ts'
import { AcceptQuoteInput, PlaceOrderInput } from './order.input.ts'
import { OrderPayload } from './order.resolver.ts'
import { Order } from './order.ts'
import { ordererOf, placeOrder } from './place.ts'
import { withinBudgets } from './use-promotions.ts'
import { withinSpecialPrices } from './use-special-prices.ts'

const AcceptPayload = payload('AcceptQuotePayload', { quote: Quote, order: Order })

/** What a dealer does with its cart and its quotes. */
@Resolver()
export class BuyingResolver {
  @Needs('quote:request') @Mutation(() => QuotePayload, { description: 'Asks for an offer, with a wished discount and a note.' })
  requestQuote(@Arg('input', () => RequestQuoteInput) input: RequestQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { buyer, lines } = await basket(tx, input)
      if (input.wishedDiscountPercent != null && (Number(input.wishedDiscountPercent) < 0 || Number(input.wishedDiscountPercent) > 100)) throw new UserError('OUT_OF_RANGE', ['wishedDiscountPercent'], { min: 0, max: 100 })
      // what is asked for promises nothing yet: promotions are noted with the offer
      const quote = newQuote(tx, buyer, { ownerId: buyer.partner!.representativeId, sellerId: tx.viewer.userId, publicState: 'Requested' })
      newVersion(tx, quote, 0, quoteFlow.next(null, 'request'), lines.map((line) => ({ ...line, promotions: [], budgetEntryId: null })), { wishedDiscountPercent: input.wishedDiscountPercent ?? null, requestNote: input.note?.trim() || null })
      tx.record('quote.requested', subjectOf('quote', quote), { number: quote.number }, true)
      return { quote }
    }, 'ahead')
  }

  @Needs('quote:accept') @Mutation(() => AcceptPayload, { description: 'Accepts a presented version and makes the order, exactly one, however often it is sent. Errors: EXPIRED, STALE, ILLEGAL_MOVE.' })
  acceptQuote(@Arg('input', () => AcceptQuoteInput) input: AcceptQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [{ quote, version, today }, buyer, lines] = await Promise.all([loadFor(tx, input.id, 'accept'), buyerOf(tx.run, { partnerId: tx.viewer.partnerId }), quotedLines(tx, input.id)])
      if (input.versionId && input.versionId !== version.id) throw new UserError('STALE', ['versionId'])
      const order = await accept(tx, { quote, version, today }, buyer.partner, lines, input.purchaseOrder ?? null, ordererOf(tx.viewer))
      return { quote, order }
    }, 'ahead')
  }

  @Needs('order:place') @Mutation(() => OrderPayload, { description: "Orders the cart, or the lines given, at the partner's own prices of this moment. Above a buyer's spending limit it waits for the partner's approval. Errors: PRICE_CHANGED, with the total of now, when the buyer has seen another one." })
  placeOrder(@Arg('input', () => PlaceOrderInput) input: PlaceOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (input.requestedDate) await refusePast(tx, input.requestedDate, 'requestedDate')
      const { buyer, lines } = await basket(tx, input, input.expectedTotal ?? null)
      const total = sum(lines.map(({ amount }) => amount)).toFixed()
      const { purchaseOrder, requestedDate = null, note, deliverComplete } = input
      const order = await placeOrder(tx, buyer.partner, { account: named(buyer.accountId), purchaseOrder: purchaseOrder?.trim() || null, requestedDate, deliverComplete: deliverComplete ?? false, note: note?.trim() || null }, { subtotal: total, total }, lines.map(({ productId, ...line }) => ({ product: productId, ...line })), ordererOf(tx.viewer))
      return { order }
    }, 'ahead')
  }
}

/** The partner for an end customer, and what it wants at its price: the lines given, or the cart. For an order, whatever the total was that its buyer has seen, at a price that the budgets of promotions allow. */
async function basket(tx: Transaction, input: { accountId?: string | null; lines?: OrderedLine[] | null }, expected?: string | null): Promise<{ buyer: Buyer; lines: PricedLine[] }> {
  const cart = input.lines ? null : await takeCart(tx)
  const whom = { partnerId: tx.viewer.partnerId, accountId: input.accountId ?? cart?.accountId ?? null }, wanted = input.lines ?? cart!.lines
  const { buyer, lines } = await priceWanted(tx, whom, wanted)
  refuseForeign(buyer)
  if (expected === undefined) return { buyer, lines }
  const price = async (without: Without[] = []) => (await priceWanted(tx, { ...whom, without }, wanted)).lines
  const left = await withinSpecialPrices(tx, lines, price)
  // who was not asked to confirm a total has seen the one with the special price
  const seen = expected ?? (left === lines ? null : sum(lines.map(({ amount }) => amount)).toFixed())
  return { buyer, lines: await withinBudgets(tx, buyer.currency, left, seen, price) }
}
