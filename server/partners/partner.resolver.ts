import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import type { Subject } from '../kit/event.ts'
import { CommandInput } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { findStaff } from '../people/find-staff.ts'
import { PartnerTerms } from './partner-terms.ts'
import { wellFormed } from './electronic-address.ts'
import { type PartnerVerb, partnerFlow } from './partner.flow.ts'
import { Partner } from './partner.ts'
import { ProgramLevel } from './program-level.ts'

@InputType()
class PartnerVerbInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => String, { nullable: true }) @MaxLength(1000) reason?: string
}
@InputType()
class UpdatePartnerInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => String, { nullable: true }) @MaxLength(200) name?: string
  @Field(() => String, { nullable: true }) @MaxLength(200) city?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(60) phone?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(300) website?: string | null
  @Field(() => String, { nullable: true, description: 'Where its electronic invoices are sent to: 0204:991-12345-67 or an e-mail address.' }) @MaxLength(200) electronicAddress?: string | null
  @Field(() => ID, { nullable: true }) representativeId?: string
  @Field(() => ID, { nullable: true }) channelManagerId?: string
  @Field(() => ID, { nullable: true }) levelId?: string
  @Field(() => String, { nullable: true }) @MaxLength(5000) internalNote?: string | null
  @Field(() => DecimalScalar, { nullable: true }) creditLimit?: string | null
}
export const PartnerPayload = payload('PartnerPayload', { partner: Partner })
const belonging = { owner: 'representative_id', partner: 'id' }
const past: Record<PartnerVerb, string> = { apply: 'applied', review: 'reviewed', approve: 'approved', reject: 'rejected', onboard: 'onboarded', activate: 'activated', suspend: 'suspended', resume: 'resumed', terminate: 'terminated' }

export const subjectOf = (partner: Partner): Subject => ({ type: 'partner', id: partner.id, partnerId: partner.id, ownerId: partner.representative?.id ?? null })

@Resolver()
export class PartnerResolver {
  @Needs('partner:read') @Query(() => connectionOf(Partner))
  partners(@Args(() => pageArgsOf(Partner)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Partner, args, info)
  }

  @Needs('partner:read') @Query(() => Partner, { nullable: true })
  partner(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Partner, id, info)
  }

  @Needs('partner:read') @Query(() => [ProgramLevel])
  programLevels(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(ProgramLevel, () => 'true', (row) => `${row}.rank`, info)
  }

  @Needs('partner:update') @Mutation(() => PartnerPayload)
  updatePartner(@Arg('input', () => UpdatePartnerInput) input: UpdatePartnerInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const partner = await tx.load(Partner, input.id, 'partner:update', 'id', belonging)
      for (const key of ['name', 'city', 'phone', 'website'] as const) if (input[key] !== undefined) partner[key] = input[key]!
      if (input.electronicAddress !== undefined) partner.electronicAddress = wellFormed(input.electronicAddress)
      if (input.representativeId) partner.representative = await findStaff(tx, input.representativeId, 'representativeId')
      if (input.channelManagerId) partner.channelManager = await findStaff(tx, input.channelManagerId, 'channelManagerId')
      if (input.levelId) partner.level = await tx.find(ProgramLevel, input.levelId, 'levelId')
      if (input.internalNote !== undefined || input.creditLimit !== undefined) await setTerms(tx, partner.id, input)
      tx.record('partner.updated', subjectOf(partner), { name: partner.name })
      return { partner }
    })
  }

  @Needs('partner:review') @Mutation(() => PartnerPayload)
  reviewPartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'review') }
  @Needs('partner:approve') @Mutation(() => PartnerPayload)
  approvePartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'approve') }
  @Needs('partner:reject') @Mutation(() => PartnerPayload)
  rejectPartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'reject') }
  @Needs('partner:onboard') @Mutation(() => PartnerPayload)
  onboardPartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'onboard') }
  @Needs('partner:activate') @Mutation(() => PartnerPayload)
  activatePartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'activate') }
  @Needs('partner:suspend') @Mutation(() => PartnerPayload, { description: 'Its people cannot sign in any more; open sessions end at once.' })
  suspendPartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'suspend') }
  @Needs('partner:resume') @Mutation(() => PartnerPayload)
  resumePartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'resume') }
  @Needs('partner:terminate') @Mutation(() => PartnerPayload)
  terminatePartner(@Arg('input', () => PartnerVerbInput) input: PartnerVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) { return move(context, info, input, 'terminate') }
}

function move(context: RequestContext, info: GraphQLResolveInfo, input: PartnerVerbInput, verb: PartnerVerb): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const partner = await tx.load(Partner, input.id, `partner:${verb}`, 'id', belonging)
    partner.state = partnerFlow.next(partner.state, verb)
    if (verb === 'activate') checkReady(partner)
    tx.record(`partner.${past[verb]}`, subjectOf(partner), { name: partner.name, ...(input.reason ? { reason: input.reason } : {}) })
    return { partner }
  })
}

/** Nobody buys without a price level and somebody who looks after them. */
function checkReady(partner: Partner): void {
  const missing = [...(partner.level ? [] : ['levelId']), ...(partner.representative ? [] : ['representativeId'])]
  if (missing.length) throw new UserErrors(missing.map((field) => new UserError('REQUIRED', [field])))
}

async function setTerms({ em }: Transaction, partnerId: string, { internalNote, creditLimit }: UpdatePartnerInput): Promise<void> {
  const terms = await em.findOne(PartnerTerms, partnerId) ?? em.create(PartnerTerms, { partnerId })
  if (internalNote !== undefined) terms.internalNote = internalNote
  if (creditLimit !== undefined) terms.creditLimit = creditLimit
  em.persist(terms)
}
