import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { subjectOf as accountSubject } from '../accounts/account.resolver.ts'
import { Account } from '../accounts/account.ts'
import type { RequestContext } from '../context.ts'
import { enumOf } from '../kit/enums.ts'
import { type Subject, Event } from '../kit/event.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Order } from '../orders/order.ts'
import { subjectOf as partnerSubject } from '../partners/partner.resolver.ts'
import { Partner } from '../partners/partner.ts'
import { Quote } from '../quotes/quote.ts'

/** Loads a record that a note may be written on. */
const noted: Record<string, { event: string; load(tx: Transaction, id: string): Promise<Subject> }> = {
  account: { event: 'account.noted', load: async (tx, id) => accountSubject(await tx.load(Account, id, 'note:write', 'subjectId')) },
  partner: { event: 'partner.noted', load: async (tx, id) => partnerSubject(await tx.load(Partner, id, 'note:write', 'subjectId', { owner: 'representative_id', partner: 'id' })) },
  quote: { event: 'quote.noted', load: async (tx, id) => (await tx.load(Quote, id, 'note:write', 'subjectId')).subject() },
  order: { event: 'order.noted', load: async (tx, id) => (await tx.load(Order, id, 'note:write', 'subjectId')).subject() },
}
const NotedRecordEnum = enumOf('NotedRecord', Object.keys(noted))

@InputType()
class AddNoteInput extends CommandInput {
  @Field(() => NotedRecordEnum) subjectType!: string
  @Field(() => ID) subjectId!: string
  @Field(() => String) @NotBlank() @MaxLength(5000) text!: string
}
const EventPayload = payload('EventPayload', { event: Event })

@Resolver()
export class NoteResolver {
  @Needs('note:write') @Mutation(() => EventPayload, { description: 'Writes a note on the timeline of a record; for staff.' })
  addNote(@Arg('input', () => AddNoteInput) input: AddNoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { event, load } = noted[input.subjectType]!
      return { event: tx.record(event, await load(tx, input.subjectId), { text: input.text.trim() }) }
    })
  }
}
