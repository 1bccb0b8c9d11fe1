import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { User } from '../people/user.ts'
import { ConsentChannelEnum, type ConsentDecisionEnum, ConsentPurposeEnum, ConsentSourceEnum, consentFlow } from './consent.flow.ts'
import { Consent } from './consent.ts'
import { ContactPayload, subjectOf } from './contact.resolver.ts'
import { Contact, living } from './contact.ts'

@everyone @InputType()
class ConsentInput extends CommandInput {
  @Field(() => ID) contactId!: string
  @Field(() => ConsentChannelEnum) channel!: keyof typeof ConsentChannelEnum
  @Field(() => ConsentPurposeEnum) purpose!: keyof typeof ConsentPurposeEnum
  @Field(() => ConsentSourceEnum, { description: 'How the decision reached us.' }) source!: keyof typeof ConsentSourceEnum
  @Field(() => String, { nullable: true, description: 'What proves it.' }) @MaxLength(2000) evidence?: string | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person decided; now when left out. Not before their decision in force.' }) at?: string | null
}
@everyone @InputType()
class SetDoNotContactInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => String) @NotBlank() @MaxLength(500) reason!: string
}
@everyone @InputType()
class ClearDoNotContactInput extends CommandInput {
  @Field(() => ID) id!: string
}

async function decide(tx: Transaction, verb: 'give' | 'withdraw', input: ConsentInput): Promise<{ contact: Contact }> {
  const contact = living(await tx.load(Contact, input.contactId, 'consent:write', 'contactId'), 'contactId')
  const { channel, purpose, source } = input
  const [latest] = await tx.em.find(Consent, { contactId: contact.id, channel, purpose }, { orderBy: { at: 'desc', id: 'desc' }, limit: 1 })
  const decision = consentFlow.next(latest?.decision ?? null, verb) as keyof typeof ConsentDecisionEnum
  const at = input.at ? new Date(input.at) : new Date()
  if (at > new Date() || (latest && at < latest.at)) throw new UserError('OUT_OF_RANGE', ['at'])
  tx.em.persist(tx.em.create(Consent, { contactId: contact.id, channel, purpose, decision, at, source, evidence: input.evidence?.trim() || null, recordedBy: tx.em.getReference(User, tx.viewer.userId) }))
  const told = { contactId: contact.id, channel, purpose }
  if (decision === 'Given') tx.record('contact.consentGiven', subjectOf(contact), told, true)
  else tx.record('contact.consentWithdrawn', subjectOf(contact), told, true)
  return { contact }
}

/** What a contact agreed to, and whether they want to be left alone. Staff and the dealer whose contact it is keep the same record. */
@Resolver()
export class ConsentResolver {
  @Needs('consent:write') @Mutation(() => ContactPayload, { description: 'Errors: ILLEGAL_MOVE when it is in force already, OUT_OF_RANGE.' })
  giveConsent(@Arg('input', () => ConsentInput) input: ConsentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, (tx) => decide(tx, 'give', input))
  }

  @Needs('consent:write') @Mutation(() => ContactPayload, { description: 'Errors: ILLEGAL_MOVE when it was withdrawn already, OUT_OF_RANGE.' })
  withdrawConsent(@Arg('input', () => ConsentInput) input: ConsentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, (tx) => decide(tx, 'withdraw', input))
  }

  @Needs('consent:write') @Mutation(() => ContactPayload, { description: 'Stops every channel, whatever was agreed to.' })
  setDoNotContact(@Arg('input', () => SetDoNotContactInput) input: SetDoNotContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const contact = living(await tx.load(Contact, input.id, 'consent:write'))
      if (contact.doNotContactSince) throw new UserError('ILLEGAL_MOVE', ['id'])
      Object.assign(contact, { doNotContactSince: new Date(), doNotContactReason: input.reason.trim() })
      tx.record('contact.doNotContactSet', subjectOf(contact), { contactId: contact.id }, true)
      return { contact }
    })
  }

  @Needs('consent:write') @Mutation(() => ContactPayload, { description: 'From now on what the contact agreed to counts again.' })
  clearDoNotContact(@Arg('input', () => ClearDoNotContactInput) input: ClearDoNotContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const contact = living(await tx.load(Contact, input.id, 'consent:write'))
      if (!contact.doNotContactSince) throw new UserError('ILLEGAL_MOVE', ['id'])
      Object.assign(contact, { doNotContactSince: null, doNotContactReason: null })
      tx.record('contact.doNotContactCleared', subjectOf(contact), { contactId: contact.id }, true)
      return { contact }
    })
  }
}
