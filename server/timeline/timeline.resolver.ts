import type { GraphQLResolveInfo } from 'graphql'
import { Args, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { Event } from '../kit/event.ts'
import { locales, translate } from '../kit/locale.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import './timeline.ts'

const day = /^\d{4}-\d\d-\d\d$/
const days = new Map(locales.map((locale) => [locale as string, new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })]))
/** The values of an event as its reader writes them: days in their own form. */
const spoken = (data: Record<string, unknown>, locale: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' && day.test(value) ? days.get(locale)!.format(new Date(value)) : value]))

@Resolver(() => Event)
export class TimelineResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => String, { description: "What happened, as a sentence in the viewer's language." })
  summary(@Root() event: { $type: string; $data: Record<string, unknown> }, @Ctx() { locale }: RequestContext): string {
    // what was shipped stays, where only the rest was canceled
    return translate(locale, `events.${event.$type}`, { return: event.$data.number, ...spoken(event.$data, locale), context: event.$data.partly ? 'rest' : event.$data.asked === false ? 'unasked' : undefined })
  }

  @Needs('event:read') @Query(() => connectionOf(Event), { description: 'What happened of late, across records.' })
  events(@Args(() => pageArgsOf(Event)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Event, args, info)
  }
}
