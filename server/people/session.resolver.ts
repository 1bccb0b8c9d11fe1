import { randomBytes } from 'node:crypto'

import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { hashToken, identifyUser } from '../access/identify.ts'
import { Needs } from '../access/needs.ts'
import { hashPassword, passwordMatches } from '../access/password.ts'
import { sessionSeconds } from '../access/session-cookie.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { CommandInput, checkInput } from '../kit/input.ts'
import { type Locale, locales, translate } from '../kit/locale.ts'
import { payload } from '../kit/payload.ts'
import { Answer } from '../kit/read/resolve.ts'

@everyone @ObjectType('Viewer', { description: 'The signed-in person and what they may do.' })
export class ViewerType {
  @Field(() => ID) id!: string
  @Field(() => String) name!: string
  @Field(() => String) email!: string
  @Field(() => String) locale!: string
  @Field(() => [String]) roles!: string[]
  @Field(() => [String], { description: 'Every permission that the person holds, whatever its scope.' }) permissions!: string[]
  @Field(() => ID, { nullable: true }) partnerId!: string | null
}
export const viewerType = ({ data, permissions }: Viewer): ViewerType =>
  ({ id: data.id, name: data.name, email: data.email, locale: data.locale, roles: data.roles, permissions, partnerId: data.partnerId })

@everyone @InputType()
class SignInInput extends CommandInput {
  @Field(() => String) @MaxLength(320) email!: string
  @Field(() => String) @MaxLength(500) password!: string
}
@everyone @InputType()
class SetLocaleInput extends CommandInput {
  @Field(() => String) locale!: string
}
const SessionPayload = payload('SessionPayload', {}, { viewer: { type: () => ViewerType } })

// the same work is done for an address that nobody has, so that time tells nothing
const nobody = hashPassword('nobody has this password')
const perEmail = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
const perAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 })

@Resolver()
export class SessionResolver {
  @Needs('public') @Query(() => ViewerType, { nullable: true, description: 'Null when nobody is signed in.' })
  viewer(@Ctx() { viewer }: RequestContext): ViewerType | null {
    return viewer && viewerType(viewer)
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: "Starts a session and sets its cookie. Staff sign in at the CRM's endpoint, partner users at the portal's. Errors: WRONG_PASSWORD, RATE_LIMITED." })
  async signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: RequestContext): Promise<Answer> {
    try {
      await checkInput(input)
      const viewer = await signIn(context, input)
      await context.become(viewer)
      return new Answer({}, { clientMutationId: input.clientMutationId, errors: [], viewer: viewerType(viewer) })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return refused(error, input, context.locale)
    }
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: 'Ends the session at once.' })
  async signOut(@Arg('input', () => CommandInput) { clientMutationId }: CommandInput, @Ctx() { door }: RequestContext): Promise<Answer> {
    if (door.sessionId) await door.system.query('delete from session where id = $1', [door.sessionId])
    door.setCookie(null)
    return new Answer({}, { clientMutationId, errors: [], viewer: null })
  }

  @Needs('signed-in') @Mutation(() => SessionPayload, { description: "Sets the person's own language: en, zh-Hant or zh-Hans." })
  setLocale(@Arg('input', () => SetLocaleInput) input: SetLocaleInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (!locales.includes(input.locale as Locale)) throw new UserError('BAD_USER_INPUT', ['locale'])
      await tx.run('select app.set_locale($1)', [input.locale])
      return { viewer: viewerType(tx.viewer.in(input.locale)) }
    })
  }
}

async function signIn({ door, locale }: RequestContext, { email, password }: SignInInput): Promise<Viewer> {
  const name = email.trim().toLowerCase()
  for (const [limiter, key] of [[perEmail, `${name} ${door.address}`], [perAddress, door.address]] as const)
    await limiter.consume(key).catch(() => { throw new UserError('RATE_LIMITED', ['email']) })
  const { rows } = await door.system.query(
    'select u.id, c.password_hash from app_user u left join credential c on c.user_id = u.id where lower(u.email) = $1 and u.audience = $2', [name, door.audience])
  const [found] = rows
  const right = await passwordMatches(found?.password_hash ?? await nobody, password)
  const viewer = right && found?.password_hash ? await identifyUser(door.system, found.id as string) : null
  if (!viewer) throw new UserError('WRONG_PASSWORD', ['password'])
  await perEmail.delete(`${name} ${door.address}`)
  const token = randomBytes(32).toString('base64url')
  await door.system.query(
    `with ended as (delete from session where id = $6 or expires_at < now()), seen as (update app_user set last_seen_at = now() where id = $3)
     insert into session (id, token_hash, user_id, expires_at, address, agent) values ($1, $2, $3, now() + make_interval(secs => ${sessionSeconds}), $4, $5)`,
    [newId(), hashToken(token), viewer.userId, door.address, door.agent.slice(0, 300), door.sessionId])
  door.setCookie(token)
  return viewer.in(locale)
}

const refused = ({ code, path, values }: UserError, { clientMutationId }: CommandInput, locale: string): Answer =>
  new Answer({}, { clientMutationId, viewer: null, errors: [{ code, path, message: translate(locale, `errors.${code}`, values) }] })
