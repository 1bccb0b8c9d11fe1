import { on } from 'node:events'
import { Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { requestError } from '../kit/errors.ts'
import type { Happened } from '../kit/hearing.ts'
import { DateTimeScalar } from '../kit/scalars.ts'

@everyone @ObjectType({ description: 'That something happened to a record which the viewer may see.' })
class RecordChange {
  @Field(() => ID) eventId!: string
  @Field(() => String) type!: string
  @Field(() => String) subjectType!: string
  @Field(() => ID) subjectId!: string
  @Field(() => DateTimeScalar) at!: string
}

@Resolver()
export class LiveResolver {
  @Needs('signed-in') @Subscription(() => RecordChange, { subscribe: ({ context }) => changes(context as RequestContext) as any, description: 'Over server-sent events. Each event is checked anew under the rights that the viewer has at that moment.' })
  recordChanged(@Root() change: RecordChange): RecordChange {
    return change
  }
}

/** Refuses nobody's subscription before there is a stream: an error inside it would only end it. */
function changes(context: RequestContext): AsyncGenerator<RecordChange> {
  if (!context.viewer) throw requestError('UNAUTHENTICATED', context.locale)
  const gone = new AbortController()
  const stream = changesFor(context, context.viewer, gone.signal)
  // a generator that waits for the next event would not end before it
  const end = stream.return.bind(stream)
  return Object.assign(stream, { return: (value: unknown) => { gone.abort(); return end(value) } })
}

async function* changesFor(context: RequestContext, viewer: Viewer, signal: AbortSignal): AsyncGenerator<RecordChange> {
  const { orgIds } = viewer.data
  const dealer = viewer.audience !== 'crm'
  try {
    for await (const [happened] of on(context.door.hearing, 'event', { signal }) as AsyncIterable<[Happened]>) {
      // most events are of no concern to a dealer; this saves asking, the database decides
      if (dealer && !orgIds.includes(happened.partnerId ?? '')) continue
      const now = await context.door.again()
      try {
        if (!now.viewer) return
        const seen = await now.run('select 1 from event where id = $1', [happened.id])
        if (seen.length) yield { eventId: happened.id, type: happened.type, subjectType: happened.subjectType, subjectId: happened.subjectId, at: happened.at }
      } finally {
        await now.close()
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
