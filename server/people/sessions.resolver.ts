import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { idleSeconds } from '../access/session-cookie.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { browserOf, systemOf } from './agent.ts'
import { User } from './user.ts'

@everyone @ObjectType({ description: 'A browser in which the viewer is signed in.' })
class Session {
  @Field(() => ID) id!: string
  @Field(() => String, { nullable: true, description: 'Such as "Firefox"; null when it is not told.' }) browser!: string | null
  @Field(() => String, { nullable: true, description: 'Such as "Windows"; null when it is not told.' }) system!: string | null
  @Field(() => String, { nullable: true, description: 'The network address from which it was started.' }) address!: string | null
  @Field(() => DateTimeScalar) createdAt!: Date
  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute.' }) seenAt!: Date
  @Field(() => Boolean, { description: 'Whether it is the one that asks.' }) current!: boolean
}
@everyone @InputType()
class EndSessionInput extends CommandInput {
  @Field(() => ID) id!: string
}
@everyone @InputType()
class EndSessionsOfInput extends CommandInput {
  @Field(() => ID, { description: 'Whose.' }) userId!: string
}
const ended = { type: () => Int, description: 'How many sessions were ended.' }
const EndSessionsPayload = payload('EndSessionsPayload', {}, { ended })
const EndSessionsOfPayload = payload('EndSessionsOfPayload', { user: User }, { ended })

@Resolver()
export class SessionsResolver {
  @Needs('in-person') @Query(() => [Session], { description: 'Where the viewer is signed in, the last used first.' })
  async sessions(@Ctx() { door, me }: RequestContext): Promise<Session[]> {
    const { rows } = await door.system.query(
      `select id, agent, address, created_at, seen_at from session where user_id = $1 and expires_at > now() and seen_at > now() - make_interval(secs => ${idleSeconds}) order by seen_at desc, id`, [me.userId])
    return rows.map(({ id, agent, address, created_at: createdAt, seen_at: seenAt }) =>
      ({ id, browser: browserOf(agent), system: systemOf(agent), address, createdAt, seenAt, current: id === door.sessionId }))
  }

  @Needs('in-person') @Mutation(() => EndSessionsPayload, { description: 'Signs that browser out at once. Errors: NOT_FOUND.' })
  endSession(@Arg('input', () => EndSessionInput) input: EndSessionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [row] = isId(input.id) ? await tx.run('select app.end_session($1) as ended', [input.id]) : []
      if (!row?.ended) throw notFound('id')
      return { ended: 1 }
    })
  }

  @Needs('in-person') @Mutation(() => EndSessionsPayload, { description: 'Signs every other browser of the viewer out at once.' })
  endOtherSessions(@Arg('input', () => CommandInput) input: CommandInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [row] = await tx.run('select app.end_other_sessions($1) as ended', [context.door.sessionId])
      return { ended: Number(row!.ended) }
    })
  }

  @Needs('user:manage') @Mutation(() => EndSessionsOfPayload, { description: 'Signs somebody out everywhere; no key does. Errors: NOT_FOUND, FORBIDDEN.' })
  endSessionsOf(@Arg('input', () => EndSessionsOfInput) input: EndSessionsOfInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await tx.load(User, input.userId, 'user:manage', 'userId', { partner: 'partner_id' })
      if (user.id === tx.viewer.userId || tx.viewer.data.keyPermissions) throw new UserError('FORBIDDEN', ['userId'])
      const [row] = await tx.run('select app.end_sessions_of($1) as ended', [user.id])
      tx.record('user.sessionsEnded', { type: 'user', id: user.id, partnerId: user.partnerId }, { name: user.name })
      return { user, ended: Number(row!.ended) }
    })
  }
}
