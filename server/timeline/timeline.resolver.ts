import { IsNotEmpty, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Extensions, Field, FieldResolver, ID, Info, InputType, Mutation, Resolver, Root } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import { subjectOf as accountSubject } from '../accounts/account.resolver.ts'
import type { RequestContext } from '../context.ts'
import { enumOf } from '../kit/enums.ts'
import { Event } from '../kit/event.ts'
import { CommandInput } from '../kit/input.ts'
import { translate } from '../kit/locale.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { subjectOf as partnerSubject } from '../partners/partner.resolver.ts'
import { Partner } from '../partners/partner.ts'

const day = /^\d{4}-\d\d-\d\d$/
/** The values of an event as its reader writes them: days in their own form. */
const spoken = (data: Record<string, unknown>, locale: string): Record<string, unknown> => {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' && day.test(value) ? days.format(new Date(value)) : value]))
}

const NotedRecordEnum = enumOf('NotedRecord', ['account', 'partner'])

@InputType()
class AddNoteInput extends CommandInput {
  @Field(() => NotedRecordEnum) subjectType!: 'account' | 'partner'
  @Field(() => ID) subjectId!: string
  @Field(() => String) @IsNotEmpty() @MaxLength(5000) text!: string
}
const EventPayload = payload('EventPayload', { event: Event })

@Resolver(() => Event)
export class TimelineResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => String, { description: "What happened, as a sentence in the viewer's language." })
  summary(@Root() event: { $type: string; $data: Record<string, unknown> }, @Ctx() { locale }: RequestContext): string {
    return translate(locale, `events.${event.$type}`, spoken(event.$data, locale))
  }

  @Needs('note:write') @Mutation(() => EventPayload, { description: 'Writes a note on the timeline; for staff.' })
  addNote(@Arg('input', () => AddNoteInput) input: AddNoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { subjectType, subjectId, text } = input
      const subject = subjectType === 'account'
        ? accountSubject(await tx.load(Account, subjectId, 'note:write', 'subjectId'))
        : partnerSubject(await tx.load(Partner, subjectId, 'note:write', 'subjectId', { owner: 'representative_id', partner: 'id' }))
      return { event: tx.record(`${subjectType}.noted`, subject, { text: text.trim() }) }
    })
  }
}
