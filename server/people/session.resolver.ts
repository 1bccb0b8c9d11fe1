import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { endView } from '../access/view-as.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError, refusalsIn, told } from '../kit/errors.ts'
import { CommandInput, checkInput } from '../kit/input.ts'
import { type Locale, locales } from '../kit/locale.ts'
import { payload } from '../kit/payload.ts'
import { Answer } from '../kit/read/resolve.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { type Entered, confirmSignIn, signIn } from './sign-in.ts'

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
const viewerType = ({ data, permissions }: Viewer): ViewerType =>
  ({ id: data.id, name: data.name, email: data.email, locale: data.locale, roles: data.roles, permissions, partnerId: data.partnerId })

@everyone @ObjectType({ description: 'The ways in which people sign in here.' })
class SignInOptions {
  @Field(() => Boolean, { description: "Whether a provider signs people in, at the app's address with /sign-in/oidc behind it." }) singleSignOn!: boolean
}

@everyone @InputType()
class SignInInput extends CommandInput {
  @Field(() => String) @MaxLength(320) email!: string
  @Field(() => String) @MaxLength(500) password!: string
}
@everyone @InputType()
class SetLocaleInput extends CommandInput {
  @Field(() => String) locale!: string
}
@everyone @InputType()
class ConfirmSignInInput extends CommandInput {
  @Field(() => String) @MaxLength(100) challenge!: string
  @Field(() => String, { nullable: true, description: 'The six digits that the app shows now.' }) @MaxLength(20) code?: string | null
  @Field(() => String, { nullable: true, description: 'One of the codes that were shown when the second factor was set up. Each counts once.' }) @MaxLength(40) recoveryCode?: string | null
}
@everyone @ObjectType({ description: 'The second step of signing in: what confirmSignIn takes, and until when.' })
class SecondFactorNeeded {
  @Field(() => String) challenge!: string
  @Field(() => DateTimeScalar) expiresAt!: Date
}
export const SessionPayload = payload('SessionPayload', {}, { viewer: { type: () => ViewerType }, secondFactorNeeded: { type: () => SecondFactorNeeded, description: 'Set instead of the viewer when a second factor is asked for.' } })

@Resolver()
export class SessionResolver {
  @Needs('public') @Query(() => ViewerType, { nullable: true, description: 'Null when nobody is signed in.' })
  viewer(@Ctx() { viewer }: RequestContext): ViewerType | null {
    return viewer && viewerType(viewer)
  }

  @Needs('public') @Query(() => SignInOptions)
  signInOptions(@Ctx() { door }: RequestContext): SignInOptions {
    return { singleSignOn: door.singleSignOn }
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: "Starts a session and sets its cookie, or asks for the second factor of who has one. Staff sign in at the CRM's endpoint, partner users at the portal's. Errors: WRONG_PASSWORD, RATE_LIMITED." })
  signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: RequestContext): Promise<Answer> {
    return answered(context, input, () => signIn(context, input.email, input.password))
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: 'The second step of signing in, with one of the two codes. Errors: WRONG_CODE, RATE_LIMITED, and SIGN_IN_EXPIRED when it begins anew.' })
  confirmSignIn(@Arg('input', () => ConfirmSignInInput) input: ConfirmSignInInput, @Ctx() context: RequestContext): Promise<Answer> {
    return answered(context, input, () => confirmSignIn(context, input))
  }

  @Needs('public') @Mutation(() => SessionPayload, { description: 'Ends the session at once.' })
  async signOut(@Arg('input', () => CommandInput) { clientMutationId }: CommandInput, @Ctx() { door }: RequestContext): Promise<Answer> {
    // the look alone: the administrator's own session goes on
    if (await endView(door)) return new Answer({}, { clientMutationId, errors: [], viewer: null })
    if (door.sessionId) await door.system.query(`with over as (delete from session where id = $1 returning user_id) select app.audit_act_as(user_id, $2, 'signOut', 'user', user_id) from over`, [door.sessionId, door.audience === 'crm' ? 'crm' : 'portal'])
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

/** What a step of signing in led to, or why it did not. */
export async function answered(context: RequestContext, input: CommandInput, step: () => Promise<Entered>): Promise<Answer> {
  const { clientMutationId } = input
  try {
    await checkInput(input)
    const { viewer, secondFactor } = await step()
    if (viewer) await context.become(viewer)
    return new Answer({}, { clientMutationId, errors: [], viewer: viewer && viewerType(viewer), secondFactorNeeded: secondFactor })
  } catch (error) {
    const errors = refusalsIn(error), [wait] = errors.map(({ values }) => values.seconds)
    if (wait) context.door.retryAfter(Number(wait))
    return new Answer({}, { clientMutationId, viewer: null, secondFactorNeeded: null, errors: errors.map((refusal) => told(refusal, context.locale)) })
  }
}
