import { IsEmail, MaxLength } from 'class-validator'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { tooMany } from '../access/attempts.ts'
import { identifyUser } from '../access/identify.ts'
import { Needs } from '../access/needs.ts'
import { networkOf } from '../access/network.ts'
import { passwordMatches } from '../access/password.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { linkedPerson, setPassword } from './new-password.ts'
import { findLinked } from './password-link.ts'
import { refuseWeak } from './password-rule.ts'
import { SessionPayload, answered } from './session.resolver.ts'
import { type Entered, enter } from './sign-in.ts'
import { knownDevice } from './start-session.ts'

@everyone @ObjectType({ description: 'A link from a mail, and whom it is for.' })
class PasswordLink {
  @Field(() => String, { description: 'invitation or reset.' }) purpose!: string
  @Field(() => String) name!: string
  @Field(() => String) email!: string
  @Field(() => String, { description: 'Where the person works: the partner, or the selling company.' }) company!: string
}
@everyone @InputType()
class AcceptInvitationInput extends CommandInput {
  @Field(() => String, { description: 'What the link holds after the #.' }) @MaxLength(100) token!: string
  @Field(() => String) @MaxLength(1000) password!: string
  @Field(() => String, { nullable: true, description: 'How the person writes their own name; as it was when left out.' }) @NotBlank() @MaxLength(200) name?: string | null
}
@everyone @InputType()
class ResetPasswordInput extends CommandInput {
  @Field(() => String) @MaxLength(100) token!: string
  @Field(() => String) @MaxLength(1000) password!: string
}
@everyone @InputType()
class RequestPasswordResetInput extends CommandInput {
  @Field(() => String) @IsEmail() @MaxLength(320) email!: string
}
@everyone @InputType()
class ChangePasswordInput extends CommandInput {
  @Field(() => String) @MaxLength(1000) currentPassword!: string
  @Field(() => String) @MaxLength(1000) newPassword!: string
}

const hour = 3600
const links = new RateLimiterMemory({ points: 60, duration: hour }), requests = new RateLimiterMemory({ points: 30, duration: hour }), requestsForOne = new RateLimiterMemory({ points: 4, duration: hour })
const limit = (limiter: RateLimiterMemory, key: string, path: string) => limiter.consume(key).catch((refused: { msBeforeNext: number }) => { throw tooMany(refused, path) })
const nobody: Entered = { viewer: null, secondFactor: null }

@Resolver()
export class PasswordResolver {
  @Needs('public') @Query(() => PasswordLink, { nullable: true, description: 'Null when the link does not hold: used, replaced, withdrawn, too old, or never made.' })
  async passwordLink(@Arg('token', () => String) token: string, @Ctx() { door }: RequestContext): Promise<PasswordLink | null> {
    await limit(links, networkOf(door.address), 'token')
    return token.length > 100 ? null : findLinked(door.system, token, door.audience)
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: 'Gives an invited person their first password and signs them in. Errors: LINK_INVALID, PASSWORD_SHORT, PASSWORD_GUESSABLE, RATE_LIMITED.' })
  acceptInvitation(@Arg('input', () => AcceptInvitationInput) input: AcceptInvitationInput, @Ctx() context: RequestContext): Promise<Answer> {
    return answered(context, input, async () => {
      await limit(links, networkOf(context.door.address), 'token')
      const { token, password } = input, name = input.name?.trim()
      const person = await linkedPerson(context, token, 'invitation', password)
      if (name) await refuseWeak(password, { ...person, name })
      await setPassword(context, { person, password, name, link: token, replaces: false, action: 'invitation.accepted' })
      return entered(context, person.id)
    })
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: 'Sends a link for a new password to the address, if somebody signs in with it here; the answer never tells. Errors: RATE_LIMITED.' })
  requestPasswordReset(@Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput, @Ctx() context: RequestContext): Promise<Answer> {
    return answered(context, input, async () => {
      const { door } = context, address = input.email.trim().toLowerCase(), network = networkOf(door.address)
      await limit(requestsForOne, `${network} ${address}`, 'email')
      await limit(requests, network, 'email')
      // a job finds out whether anybody has this address: nothing here depends on it
      await door.system.query(`insert into mail (kind, audience, address) values ('reset_request', $1, $2)`, [door.audience, address])
      return nobody
    })
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: 'Sets a new password by a link, ends all sessions of the person, and signs them in or asks for their second factor. Errors: LINK_INVALID, PASSWORD_SHORT, PASSWORD_GUESSABLE, RATE_LIMITED.' })
  resetPassword(@Arg('input', () => ResetPasswordInput) input: ResetPasswordInput, @Ctx() context: RequestContext): Promise<Answer> {
    return answered(context, input, async () => {
      await limit(links, networkOf(context.door.address), 'token')
      const { token, password } = input, person = await linkedPerson(context, token, 'reset', password)
      await setPassword(context, { person, password, link: token, replaces: true, action: 'password.reset' })
      return entered(context, person.id)
    })
  }

  @Needs('in-person') @Mutation(() => SessionPayload, { description: "Changes the viewer's own password and ends their other sessions. Errors: WRONG_PASSWORD, PASSWORD_SHORT, PASSWORD_GUESSABLE, RATE_LIMITED." })
  changePassword(@Arg('input', () => ChangePasswordInput) input: ChangePasswordInput, @Ctx() context: RequestContext): Promise<Answer> {
    return answered(context, input, async () => {
      const { door, me } = context, person = { id: me.userId, name: me.data.name, email: me.data.email }
      // a key is no person who could know a password
      if (!door.sessionId) throw new UserError('FORBIDDEN')
      const account = person.email.toLowerCase()
      const attempt = await door.attempts.take({ account, network: networkOf(door.address), device: await knownDevice(door, account) }, 'currentPassword')
      const { rows: [found] } = await door.system.query('select password_hash from credential where user_id = $1', [person.id])
      if (!found || !(await passwordMatches(found.password_hash as string, input.currentPassword))) throw new UserError('WRONG_PASSWORD', ['currentPassword'])
      await attempt.done()
      await refuseWeak(input.newPassword, person, 'newPassword')
      await setPassword(context, { person, password: input.newPassword, kept: door.sessionId, replaces: true, action: 'password.changed' })
      return nobody
    })
  }
}

/** Lets the holder of a link in; somebody whose partner was suspended in the meantime stays out. */
async function entered(context: RequestContext, userId: string): Promise<Entered> {
  const viewer = await identifyUser(context.door.system, userId)
  return viewer ? enter(context, viewer) : nobody
}
