import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { subjectOf } from '../kit/event.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { buyerOf } from '../pricing/load.ts'
import type { Whom } from '../pricing/read-terms.ts'
import { loadToDecide } from './approval.ts'
import { copied } from './copy-quote.ts'
import { type QuoteVerb, quoteFlow } from './quote.flow.ts'
import { CopyQuoteInput, CreateQuoteInput, DecideQuoteInput, EditQuoteInput, QuoteReasonInput, QuoteVerbInput, SubmitQuoteInput } from './quote.input.ts'
import { type Loaded, cancel, decide, draftFrom, internalOf, loadFor, newQuote, newVersion, publish, refuseForeign, replaceLines, submit } from './quote-verbs.ts'
import { priceWanted, totalsOf } from './quote-pricing.ts'
import { present } from './present.ts'
import { Quote } from './quote.ts'

export const QuotePayload = payload('QuotePayload', { quote: Quote })
type Act = (tx: Transaction, loaded: Loaded) => Promise<void>

/** A verb on the latest version of a quote. */
function verb(context: RequestContext, info: GraphQLResolveInfo, input: QuoteVerbInput, name: QuoteVerb, act: Act): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const loaded = await loadFor(tx, input.id, name)
    await act(tx, loaded)
    return { quote: loaded.quote }
  }, 'ahead')
}

/** The decision of whom the chain asks. */
function decision(context: RequestContext, info: GraphQLResolveInfo, input: DecideQuoteInput, name: 'approve' | 'reject' | 'return'): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const loaded = await loadToDecide(tx, input.id, name)
    if (input.versionId && input.versionId !== loaded.version.id) throw new UserError('STALE', ['versionId'])
    await decide(tx, loaded, name, input.comment?.trim() || null)
    return { quote: loaded.quote }
  }, 'ahead')
}

@Resolver()
export class QuoteResolver {
  @Needs('quote:read') @Query(() => connectionOf(Quote))
  quotes(@Args(() => pageArgsOf(Quote)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Quote, args, info)
  }

  @Needs('quote:read') @Query(() => Quote, { nullable: true })
  quote(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Quote, id, info)
  }

  @Needs('quote:create') @Mutation(() => QuotePayload, { description: 'A draft for a partner, or direct for an account.' })
  createQuote(@Arg('input', () => CreateQuoteInput) input: CreateQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (!input.partnerId && !input.accountId) throw new UserError('REQUIRED', ['partnerId'])
      const whom: Whom = { partnerId: input.partnerId || null, accountId: input.accountId || null }, wanted = input.lines ?? []
      const { buyer, lines, costs } = wanted.length ? await priceWanted(tx, whom, wanted, true) : { buyer: await buyerOf(tx.run, whom), lines: [], costs: undefined }
      refuseForeign(buyer)
      const quote = newQuote(tx, buyer, { ownerId: tx.viewer.userId, sellerId: null })
      newVersion(tx, quote, 1, quoteFlow.next(null, 'create'), lines, {}, costs)
      tx.record('quote.created', subjectOf('quote', quote), { number: quote.number })
      return { quote }
    }, 'ahead')
  }

  @Needs('quote:copy') @Mutation(() => QuotePayload, { description: 'A new draft with the lines of a quote at the prices of today, for the same buyer or another. Nothing that was approved comes along.' })
  copyQuote(@Arg('input', () => CopyQuoteInput) input: CopyQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => ({ quote: await copied(tx, input) }))
  }

  @Needs('quote:draft') @Mutation(() => QuotePayload, { description: "Takes up a dealer's request: a draft with its lines." })
  draftQuote(@Arg('input', () => QuoteVerbInput) input: QuoteVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'draft', async (tx, loaded) => {
      await draftFrom(tx, loaded)
      tx.record('quote.drafted', loaded.quote.subject(), { number: loaded.quote.number })
    })
  }

  @Needs('quote:edit') @Mutation(() => QuotePayload, { description: 'Changes a draft. Errors: STALE, and those of the lines.' })
  editQuote(@Arg('input', () => EditQuoteInput) input: EditQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'edit', async (tx, loaded) => {
      const { quote, version } = loaded
      if (version.revision !== input.revision) throw new UserError('STALE', ['revision'])
      if (input.discountPercent != null) {
        if (Number(input.discountPercent) < 0 || Number(input.discountPercent) > 100) throw new UserError('OUT_OF_RANGE', ['discountPercent'], { min: 0, max: 100 })
        version.discountPercent = input.discountPercent
        Object.assign(version, totalsOf([{ amount: version.subtotal }], version.discountPercent, version.currency))
      }
      if (input.paymentDays !== undefined) version.paymentDays = input.paymentDays
      if (input.validUntil) await refusePast(tx, input.validUntil, 'validUntil')
      if (input.validUntil !== undefined) version.validUntil = input.validUntil
      if (input.note !== undefined) version.note = input.note
      if (input.internalNote !== undefined) (await internalOf(tx, version)).internalNote = input.internalNote
      if (input.lines) await replaceLines(tx, loaded, input.lines)
      await tx.em.flush()
      // lines with the same total and notes lie in other tables: they are changes of the version, too
      if (version.revision === input.revision) await tx.run('update quote_version set revision = revision + 1 where id = $1', [version.id])
      quote.updatedAt = new Date()
      tx.record('quote.edited', quote.subject(), { number: quote.number, version: version.number })
    })
  }

  @Needs('quote:submit') @Mutation(() => QuotePayload, { description: 'Approved at once, or sent to those whom the rules ask to decide.' })
  submitQuote(@Arg('input', () => SubmitQuoteInput) input: SubmitQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'submit', (tx, loaded) => submit(tx, loaded, input.acknowledged ?? false))
  }

  @Needs('quote:approve') @Mutation(() => QuotePayload, { description: 'Decides on the step whose turn it is; approved when it was the last. Errors: OWN_APPROVAL, FORBIDDEN, STALE.' })
  approveQuote(@Arg('input', () => DecideQuoteInput) input: DecideQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return decision(context, info, input, 'approve')
  }

  @Needs('quote:reject') @Mutation(() => QuotePayload)
  rejectQuote(@Arg('input', () => DecideQuoteInput) input: DecideQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return decision(context, info, input, 'reject')
  }

  @Needs('quote:return') @Mutation(() => QuotePayload, { description: 'Back to a new draft, with what is to be mended.' })
  returnQuote(@Arg('input', () => DecideQuoteInput) input: DecideQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return decision(context, info, input, 'return')
  }

  @Needs('quote:present') @Mutation(() => QuotePayload, { description: 'Shows the version to its buyer, in the portal and as a PDF. Goes back to approval where the rules have become stricter since. Errors: EXPIRED.' })
  presentQuote(@Arg('input', () => QuoteVerbInput) input: QuoteVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'present', present)
  }

  @Needs('quote:revise') @Mutation(() => QuotePayload, { description: 'A new draft; earlier approvals no longer count.' })
  reviseQuote(@Arg('input', () => QuoteVerbInput) input: QuoteVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'revise', async (tx, loaded) => {
      await draftFrom(tx, loaded)
      if (loaded.quote.publicState) publish(loaded.quote, 'Requested')
      tx.record('quote.revised', loaded.quote.subject(), { number: loaded.quote.number }, loaded.quote.publicState !== null)
    })
  }

  @Needs('quote:cancel') @Mutation(() => QuotePayload, { description: 'The reason is told to the buyer.' })
  cancelQuote(@Arg('input', () => QuoteReasonInput) input: QuoteReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'cancel', (tx, loaded) => cancel(tx, loaded, input.reason ?? null))
  }

  @Needs('quote:decline') @Mutation(() => QuotePayload, { description: "The dealer's no to a presented version." })
  declineQuote(@Arg('input', () => QuoteReasonInput) input: QuoteReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'decline', async (tx, { quote, version }) => {
      version.state = quoteFlow.next(version.state, 'decline')
      Object.assign(version, { decidedById: tx.viewer.userId, decidedAt: new Date(), declineReason: input.reason ?? null })
      publish(quote, 'Declined')
      tx.record('quote.declined', quote.subject(), { number: quote.number, ...(input.reason ? { reason: input.reason } : {}) }, true)
    })
  }
}
