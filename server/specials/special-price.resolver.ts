import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { approve, decline, loadToDecide } from './deciding.ts'
import { create, edit, submit } from './requesting.ts'
import { type SpecialPriceVerb, specialPriceFlow } from './special-price.flow.ts'
import { ApproveSpecialPriceInput, CreateSpecialPriceInput, DecideSpecialPriceInput, EditSpecialPriceInput, SpecialPriceInput } from './special-price.input.ts'
import { SpecialPrice } from './special-price.ts'

const SpecialPricePayload = payload('SpecialPricePayload', { specialPrice: SpecialPrice })

/** A verb on a request, under its lock. */
function verb(context: RequestContext, info: GraphQLResolveInfo, input: SpecialPriceInput & { revision?: number }, name: SpecialPriceVerb, act: (tx: Transaction, request: SpecialPrice) => Promise<void> | void): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const request = await (['approve', 'reject', 'return'].includes(name) ? loadToDecide(tx, input.id) : tx.load(SpecialPrice, input.id, `specialPrice:${name}`))
    specialPriceFlow.next(request.state, name)
    if (input.revision != null && input.revision !== request.revision) throw new UserError('STALE', ['revision'])
    await act(tx, request)
    return { specialPrice: { id: request.id } }
  })
}

@Resolver()
export class SpecialPriceResolver {
  @Needs('specialPrice:read') @Query(() => connectionOf(SpecialPrice), { description: 'Requests for special prices, the latest first.' })
  specialPrices(@Args(() => pageArgsOf(SpecialPrice)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(SpecialPrice, args, info)
  }

  @Needs('specialPrice:read') @Query(() => SpecialPrice, { nullable: true })
  specialPrice(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(SpecialPrice, id, info)
  }

  @Needs('specialPrice:create') @Mutation(() => SpecialPricePayload, { description: 'A draft. Errors: EMPTY, NOT_FOUND, PAST, NO_PRICE, TAKEN for a product twice, OUT_OF_RANGE for a price that is not below that of now.' })
  createSpecialPrice(@Arg('input', () => CreateSpecialPriceInput) input: CreateSpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const own = tx.viewer.partnerId
      if (own && input.partnerId && input.partnerId !== own) throw new UserError('NOT_FOUND', ['partnerId'])
      if (!own && !input.partnerId) throw new UserError('REQUIRED', ['partnerId'])
      const partnerId = own ?? (await tx.load(Partner, input.partnerId!, 'specialPrice:create', 'partnerId', { owner: 'representative_id', partner: 'id' })).id
      return { specialPrice: await create(tx, partnerId, input.terms) }
    })
  }

  @Needs('specialPrice:edit') @Mutation(() => SpecialPricePayload, { description: 'All that it says, until it is submitted. Errors: STALE, and those of createSpecialPrice.' })
  editSpecialPrice(@Arg('input', () => EditSpecialPriceInput) input: EditSpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'edit', (tx, request) => edit(tx, request, input.terms))
  }

  @Needs('specialPrice:submit') @Mutation(() => SpecialPricePayload, { description: 'Asks for it. Errors: those of createSpecialPrice, as of now.' })
  submitSpecialPrice(@Arg('input', () => SpecialPriceInput) input: SpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'submit', async (tx, request) => {
      await submit(tx, request)
      Object.assign(request, { submittedBy: tx.em.getReference(User, tx.viewer.userId), submittedAt: new Date() })
      tx.record('specialPrice.submitted', request.subject(), { number: request.number }, true)
    })
  }

  @Needs('specialPrice:withdraw') @Mutation(() => SpecialPricePayload, { description: 'Takes it back before it is decided on.' })
  withdrawSpecialPrice(@Arg('input', () => SpecialPriceInput) input: SpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'withdraw', (tx, request) => {
      request.state = specialPriceFlow.next(request.state, 'withdraw')
      tx.record('specialPrice.withdrawn', request.subject(), { number: request.number }, true)
    })
  }

  @Needs('specialPrice:approve') @Mutation(() => SpecialPricePayload, { description: 'Makes a dated price of it, for so many pieces; quantity and price of each line may differ from what was asked for. Whoever approves must be the one who has the last word on such prices by the approval rules of quotes. Errors: OWN_APPROVAL, FORBIDDEN with who that is, STALE, PAST, EMPTY, OUT_OF_RANGE.' })
  approveSpecialPrice(@Arg('input', () => ApproveSpecialPriceInput) input: ApproveSpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'approve', (tx, request) => approve(tx, request, input, context.locale))
  }

  @Needs('specialPrice:reject') @Mutation(() => SpecialPricePayload, { description: 'Errors: OWN_APPROVAL, FORBIDDEN, STALE.' })
  rejectSpecialPrice(@Arg('input', () => DecideSpecialPriceInput) input: DecideSpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'reject', (tx, request) => decline(tx, request, 'reject', input.note))
  }

  @Needs('specialPrice:return') @Mutation(() => SpecialPricePayload, { description: 'Back to who asked, with what is missing. Errors: OWN_APPROVAL, FORBIDDEN, STALE.' })
  returnSpecialPrice(@Arg('input', () => DecideSpecialPriceInput) input: DecideSpecialPriceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'return', (tx, request) => decline(tx, request, 'return', input.note))
  }
}
