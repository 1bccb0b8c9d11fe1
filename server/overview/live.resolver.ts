import { on } from 'node:events'
import { Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { requestError } from '../kit/errors.ts'
import type { Ended, Happened, Stirred } from '../kit/hearing.ts'
import { newId } from '../kit/ids.ts'
import { DateTimeScalar } from '../kit/scalars.ts'

/** Stands for products that are too many to name. */
const nobody = '00000000-0000-0000-0000-000000000000'

@everyone @ObjectType({ description: 'That something happened to a record which the viewer may see, or that there is more or less to be had of a product (`stock`).' })
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
  const stream = changesFor(context, context.viewer, gone)
  // a generator that waits for the next event would not end before it
  const end = stream.return.bind(stream)
  return Object.assign(stream, { return: (value: unknown) => { gone.abort(); return end(value) } })
}

async function* changesFor(context: RequestContext, viewer: Viewer, gone: AbortController): AsyncGenerator<RecordChange> {
  const { orgIds } = viewer.data, { hearing } = context.door
  const dealer = viewer.audience !== 'crm'
  const leave = (ended: Ended) => void stillThere(context, viewer, ended).then((there) => { if (!there) gone.abort() })
  hearing.on('ended', leave)
  try {
    for await (const [happened] of on(hearing, 'event', { signal: gone.signal }) as AsyncIterable<[Happened | Stirred]>) {
      if (!('id' in happened)) {
        yield* await stirred(context, happened)
        continue
      }
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
    if (!gone.signal.aborted) throw error
  } finally {
    hearing.off('ended', leave)
  }
}

/** What can be had of products has changed: for whoever sees them, and nothing of who did it. Of very many at once none is named. */
async function stirred({ door }: RequestContext, { type, ids }: Stirred): Promise<RecordChange[]> {
  const now = await door.again(), at = new Date().toISOString()
  try {
    if (!now.viewer) return []
    const seen = ids.length ? (await now.run('select id from product where id = any ($1::uuid[])', [ids])).map(({ id }) => id as string) : [nobody]
    return seen.map((subjectId) => ({ eventId: newId(), type, subjectType: 'stock', subjectId, at }))
  } finally {
    await now.close()
  }
}

/** Whether a listener may go on listening after somebody's access ended: most often it was not theirs. */
async function stillThere({ door }: RequestContext, { data }: Viewer, ended: Ended): Promise<boolean> {
  const theirs = { app_user: data.id, session: door.sessionId, api_key: data.keyId, partner: data.partnerId }
  if (ended && theirs[ended.kind] !== ended.id) return true
  const now = await door.again().catch(() => null)
  await now?.close()
  return !!now?.viewer
}
