import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { subjectOf } from '../kit/event.ts'
import { translate } from '../kit/locale.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { buyerOf } from '../pricing/load.ts'
import type { Whom } from '../pricing/read-terms.ts'
import type { ApprovalReason } from './quote-internal.ts'
import { QuoteVersion } from './quote-version.ts'
import { type QuoteVerb, quoteFlow } from './quote.flow.ts'
import { CreateQuoteInput, DecideQuoteInput, EditQuoteInput, QuoteReasonInput, QuoteVerbInput } from './quote.input.ts'
import { type Loaded, cancel, decide, draftFrom, internalOf, loadFor, newQuote, newVersion, publish, refuseForeign, replaceLines, submit } from './quote-verbs.ts'
import { costsOf, priceWanted, totalsOf } from './quote-pricing.ts'
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
      const [{ buyer, lines }, costs] = await Promise.all([
        wanted.length ? priceWanted(tx, whom, wanted) : buyerOf(tx.run, whom).then((buyer) => ({ buyer, lines: [] })), wanted.length ? costsOf(tx, wanted.map(({ productId }) => productId), whom) : undefined,
      ])
      refuseForeign(buyer)
      const quote = newQuote(tx, buyer, { ownerId: tx.viewer.userId, sellerId: null })
      newVersion(tx, quote, 1, quoteFlow.next(null, 'create'), lines, {}, costs)
      tx.record('quote.created', subjectOf('quote', quote), { number: quote.number })
      return { quote }
    }, 'ahead')
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
        if (Number(input.discountPercent) < 0 || Number(input.discountPercent) > 100) throw new UserError('OUT_OF_RANGE', ['discountPercent'], { max: 100 })
        version.discountPercent = input.discountPercent
        Object.assign(version, totalsOf([{ amount: version.subtotal }], version.discountPercent, version.currency))
      }
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

  @Needs('quote:submit') @Mutation(() => QuotePayload, { description: 'Approved at once, or sent to a manager when discount, margin or amount ask for it.' })
  submitQuote(@Arg('input', () => QuoteVerbInput) input: QuoteVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'submit', submit)
  }

  @Needs('quote:approve') @Mutation(() => QuotePayload, { description: 'Errors: OWN_APPROVAL.' })
  approveQuote(@Arg('input', () => DecideQuoteInput) input: DecideQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'approve', (tx, loaded) => decide(tx, loaded, 'approve', input.comment ?? null))
  }

  @Needs('quote:reject') @Mutation(() => QuotePayload)
  rejectQuote(@Arg('input', () => DecideQuoteInput) input: DecideQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'reject', (tx, loaded) => decide(tx, loaded, 'reject', input.comment ?? null))
  }

  @Needs('quote:return') @Mutation(() => QuotePayload, { description: 'Back to a new draft, with what is to be mended.' })
  returnQuote(@Arg('input', () => DecideQuoteInput) input: DecideQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'return', (tx, loaded) => decide(tx, loaded, 'return', input.comment ?? null))
  }

  @Needs('quote:present') @Mutation(() => QuotePayload, { description: 'Shows the version to its buyer, in the portal and as a PDF. Errors: EXPIRED.' })
  presentQuote(@Arg('input', () => QuoteVerbInput) input: QuoteVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'present', async (tx, { quote, version, today }) => {
      if ((version.validUntil ?? '') < today) throw new UserError('EXPIRED', ['id'])
      version.state = quoteFlow.next(version.state, 'present')
      version.presentedAt = new Date()
      publish(quote, 'Presented')
      tx.record('quote.presented', quote.subject(), { number: quote.number, version: version.number }, true)
    })
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

@Resolver(() => QuoteVersion)
export class QuoteVersionResolver {
  @FieldResolver(() => [String], { description: 'Why this version needs approval, as sentences.' })
  async approvalReasons(@Root() version: { $id: string }, @Ctx() context: RequestContext): Promise<string[]> {
    const loader = context.loader<string, ApprovalReason[]>('approvalReasons', async (ids) => {
      const rows = await context.run('select version_id, approval_reasons from quote_version_internal where version_id = any ($1::uuid[])', [ids])
      const found = new Map(rows.map((row) => [row.version_id as string, row.approval_reasons as ApprovalReason[]]))
      return ids.map((id) => found.get(id) ?? [])
    })
    return (await loader.load(version.$id)).map(({ code, actual, limit }) => translate(context.locale, `approval.${code}`, { actual: spoken(actual, context.locale), limit: spoken(limit, context.locale) }))
  }
}

/** A decimal as its reader writes it. */
const spoken = (decimal: string, locale: string): string => (/^-?\d/.test(decimal) ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(decimal as unknown as number) : decimal)
