import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Extensions, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { type PromotionVerb, promotionFlow } from './promotion.flow.ts'
import { CreatePromotionInput, EditPromotionInput, PromotionInput } from './promotion.input.ts'
import { columnsOf, partsOf, readTerms, refuseRewriting, writeBudget, writeParts } from './promotion-terms.ts'
import { Promotion, running } from './promotion.ts'

const PromotionPayload = payload('PromotionPayload', { promotion: Promotion })
const dealersOnly = Extensions({ audiences: ['partner'] })

/** Locks a promotion for a verb that its state allows. */
async function loadFor(tx: Transaction, id: string, verb: PromotionVerb): Promise<Promotion> {
  const promotion = await tx.load(Promotion, id, `promotion:${verb}`, 'id', {})
  promotionFlow.next(promotion.state, verb)
  return promotion
}

const told = (tx: Transaction, verb: string, promotion: Promotion) => tx.record(`promotion.${verb}`, promotion.subject(), { name: promotion.name })

@Resolver(() => Promotion)
export class PromotionResolver {
  @Needs('price:read') @Query(() => connectionOf(Promotion))
  promotions(@Args(() => pageArgsOf(Promotion)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Promotion, args, info)
  }

  @Needs('price:read') @Query(() => Promotion, { nullable: true })
  promotion(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Promotion, id, info)
  }

  @dealersOnly @Needs('price:explain') @Query(() => [Promotion], { description: "What the viewer's organisation gets something off for today, the soonest to end first." })
  runningPromotions(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(Promotion, running, (row) => `${row}.valid_to nulls last, ${row}.rank, ${row}.id limit 100`, info)
  }

  @Needs('promotion:create') @Mutation(() => PromotionPayload, { description: 'A draft, which nobody gets anything off for yet. Errors, each with its field: REQUIRED, CONFLICTING, OUT_OF_RANGE, EMPTY, NOT_FOUND, UNKNOWN_SKU, TAKEN.' })
  createPromotion(@Arg('input', () => CreatePromotionInput) input: CreatePromotionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const parts = await readTerms(tx, input.terms)
      const promotion = tx.em.create(Promotion, { ...columnsOf(input.terms), state: promotionFlow.next(null, 'create'), externalId: null, revision: 1 })
      await tx.em.persist(promotion).flush()
      writeParts(tx, promotion.id, parts)
      writeBudget(tx, promotion.id, input.terms)
      told(tx, 'created', promotion)
      return { promotion }
    })
  }

  @Needs('promotion:edit') @Mutation(() => PromotionPayload, { description: 'Writes a draft; of what has begun only texts, the last day and the budget. Errors: STALE, ILLEGAL_MOVE with the field that is settled, PAST, and those of createPromotion.' })
  editPromotion(@Arg('input', () => EditPromotionInput) input: EditPromotionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const promotion = await loadFor(tx, input.id, 'edit'), { terms } = input
      if (promotion.revision !== input.revision) throw new UserError('STALE', ['revision'])
      const parts = await readTerms(tx, terms)
      if (promotion.state !== 'Draft') {
        refuseRewriting(promotion, await partsOf(tx, promotion.id), terms, parts)
        if (terms.validTo && terms.validTo !== promotion.validTo) await refusePast(tx, terms.validTo, 'terms', 'validTo')
      }
      // a kind needs its own parts: those of another are gone before it is written, where the database checks that
      if (promotion.state === 'Draft') writeParts(tx, promotion.id, parts)
      Object.assign(promotion, columnsOf(terms))
      await tx.em.flush()
      writeBudget(tx, promotion.id, terms)
      told(tx, 'edited', promotion)
      return { promotion }
    })
  }

  @Needs('promotion:activate') @Mutation(() => PromotionPayload, { description: 'From its first day on, or from today, it is in the prices. Errors: ILLEGAL_MOVE, PAST.' })
  activatePromotion(@Arg('input', () => PromotionInput) input: PromotionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, (tx) => move(tx, input.id, 'activate', 'activated', async ({ validTo }) => { if (validTo) await refusePast(tx, validTo, 'id') }))
  }

  @Needs('promotion:pause') @Mutation(() => PromotionPayload, { description: 'Nobody gets anything off from today on; prices of days before stay what they were. Errors: ILLEGAL_MOVE.' })
  pausePromotion(@Arg('input', () => PromotionInput) input: PromotionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, (tx) => move(tx, input.id, 'pause', 'paused'))
  }

  @Needs('promotion:resume') @Mutation(() => PromotionPayload, { description: 'It is in the prices again. Errors: ILLEGAL_MOVE, PAST.' })
  resumePromotion(@Arg('input', () => PromotionInput) input: PromotionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, (tx) => move(tx, input.id, 'resume', 'resumed', async ({ validTo }) => { if (validTo) await refusePast(tx, validTo, 'id') }))
  }

  @Needs('promotion:end') @Mutation(() => PromotionPayload, { description: 'For good. Today is its last day, on which it does not hold any more. Errors: ILLEGAL_MOVE.' })
  endPromotion(@Arg('input', () => PromotionInput) input: PromotionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, (tx) => move(tx, input.id, 'end', 'ended', async (promotion) => {
      const [day] = await tx.run('select least($1::date, greatest($2::date, app.today())) as last', [promotion.validTo, promotion.validFrom])
      promotion.validTo = day!.last as string
    }))
  }
}

async function move(tx: Transaction, id: string, verb: PromotionVerb, event: string, before?: (promotion: Promotion) => Promise<void>): Promise<{ promotion: Promotion }> {
  const promotion = await loadFor(tx, id, verb)
  await before?.(promotion)
  promotion.state = promotionFlow.next(promotion.state, verb)
  told(tx, event, promotion)
  return { promotion }
}
