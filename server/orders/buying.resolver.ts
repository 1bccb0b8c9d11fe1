import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import { clearCart, linesInCart } from '../carts/cart-lines.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { nextNumber } from '../partners/document-number.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { buyerOf } from '../pricing/load.ts'
import { QuoteLine } from '../quotes/quote-line.ts'
import { priceWanted, setLines } from '../quotes/quote-pricing.ts'
import { loadFor, newVersion, publish } from '../quotes/quote-verbs.ts'
import { quoteFlow } from '../quotes/quote.flow.ts'
import { RequestQuoteInput, type WantedLine } from '../quotes/quote.input.ts'
import { QuotePayload } from '../quotes/quote.resolver.ts'
import { Quote } from '../quotes/quote.ts'
import { AcceptQuoteInput, PlaceOrderInput } from './order.input.ts'
import { OrderPayload } from './order.resolver.ts'
import { Order } from './order.ts'
import { amountOf, placeOrder } from './place.ts'

const AcceptPayload = payload('AcceptQuotePayload', { quote: Quote, order: Order })

/** What a dealer does with its cart and its quotes. */
@Resolver()
export class BuyingResolver {
  @Needs('quote:request') @Mutation(() => QuotePayload, { description: 'Asks for an offer, with a wished discount and a note.' })
  requestQuote(@Arg('input', () => RequestQuoteInput) input: RequestQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { partner, account, wanted } = await basket(tx, input)
      const lines = await priceWanted(tx, await buyerOf(tx.run, { partnerId: partner.id, accountId: account?.id ?? null }), wanted)
      if (input.wishedDiscountPercent != null && (Number(input.wishedDiscountPercent) < 0 || Number(input.wishedDiscountPercent) > 100)) throw new UserError('OUT_OF_RANGE', ['wishedDiscountPercent'], { max: 100 })
      const quote = tx.em.create(Quote, {
        number: await nextNumber(tx, 'quote', partner), partner, account, owner: partner.representative ?? null, seller: tx.em.getReference(User, tx.viewer.userId),
        currency: partner.currency, createdById: tx.viewer.userId, publicState: 'Requested',
      })
      tx.em.persist(quote)
      await tx.em.flush()
      const version = newVersion(tx, quote, 0, quoteFlow.next(null, 'request'), { wishedDiscountPercent: input.wishedDiscountPercent ?? null, requestNote: input.note?.trim() || null })
      await setLines(tx, version, lines, false)
      if (!input.lines) await clearCart(tx)
      tx.record('quote.requested', quote.subject(), { number: quote.number }, true)
      return { quote }
    })
  }

  @Needs('quote:accept') @Mutation(() => AcceptPayload, { description: 'Accepts a presented version and makes the order, exactly one, however often it is sent. Errors: EXPIRED, STALE, ILLEGAL_MOVE.' })
  acceptQuote(@Arg('input', () => AcceptQuoteInput) input: AcceptQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { quote, version } = await loadFor(tx, input.id, 'accept')
      if (input.versionId && input.versionId !== version.id) throw new UserError('STALE', ['versionId'])
      const [day] = await tx.run('select app.today()::text as today', [])
      if ((version.validUntil ?? '') < day!.today) throw new UserError('EXPIRED', ['id'])
      version.state = quoteFlow.next(version.state, 'accept')
      Object.assign(version, { decidedById: tx.viewer.userId, decidedAt: new Date(), purchaseOrder: input.purchaseOrder ?? null })
      publish(quote, 'Accepted')
      tx.record('quote.accepted', quote.subject(), { number: quote.number, version: version.number }, true)
      const lines = await tx.em.find(QuoteLine, { versionId: version.id }, { orderBy: { position: 'asc' } })
      const order = await placeOrder(tx, {
        partner: await tx.em.findOneOrFail(Partner, quote.partner!.id), account: quote.account ?? null, quote, version, subtotal: version.subtotal, total: version.total, purchaseOrder: input.purchaseOrder ?? null,
        lines: lines.map((line) => ({ productId: line.product.id, description: line.description ?? null, quantity: line.quantity, listPrice: line.listPrice, netPrice: line.netPrice, discountPercent: line.discountPercent, unitPrice: line.unitPrice, amount: line.amount })),
      })
      return { quote, order }
    })
  }

  @Needs('order:place') @Mutation(() => OrderPayload, { description: "Orders the cart, or the lines given, at the partner's own prices of this moment. Above a buyer's spending limit it waits for the partner's approval." })
  placeOrder(@Arg('input', () => PlaceOrderInput) input: PlaceOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (input.requestedDate) await refusePast(tx, input.requestedDate, 'requestedDate')
      const { partner, account, wanted } = await basket(tx, input)
      const lines = await priceWanted(tx, await buyerOf(tx.run, { partnerId: partner.id, accountId: account?.id ?? null }), wanted)
      const total = amountOf(lines)
      const order = await placeOrder(tx, {
        partner, account, subtotal: total, total, purchaseOrder: input.purchaseOrder?.trim() || null, requestedDate: input.requestedDate ?? null, note: input.note?.trim() || null,
        lines: lines.map((line) => ({ productId: line.productId, description: line.description, quantity: line.quantity, listPrice: line.listPrice.toFixed(), netPrice: line.netPrice.toFixed(), discountPercent: line.discountPercent.toFixed(), unitPrice: line.unitPrice.toFixed(), amount: line.amount.toFixed() })),
      })
      if (!input.lines) await clearCart(tx)
      return { order }
    })
  }
}

/** The partner, the end customer, and what is wanted: the lines given, or the cart. */
async function basket(tx: Transaction, input: { accountId?: string | null; lines?: WantedLine[] | null }): Promise<{ partner: Partner; account: Account | null; wanted: WantedLine[] }> {
  const partner = await tx.em.findOneOrFail(Partner, tx.viewer.partnerId!)
  const cart = input.lines ? null : await linesInCart(tx)
  const accountId = input.accountId ?? cart?.accountId
  const account = accountId ? await tx.find(Account, accountId, 'accountId') : null
  // a sub-dealer's customer is seen, but not bought for
  if (account && account.partner?.id !== partner.id) throw new UserError('NOT_FOUND', ['accountId'])
  return { partner, account, wanted: input.lines ?? cart!.lines }
}
