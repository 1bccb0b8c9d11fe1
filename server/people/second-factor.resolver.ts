import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Once } from '../access/receipt.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { hasPassword, proveIdentity, provePassword } from './prove-identity.ts'
import { placeOf, recoveryHash } from './second-factor.ts'
import { newRecoveryCodes, newSecret, stepOf, uriOf } from './totp.ts'
import { User } from './user.ts'

@everyone @ObjectType({ description: "The viewer's second factor: an app that shows codes." })
class SecondFactor {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is asked for; null when it is not.' }) since!: Date | null
  @Field(() => Int) recoveryCodesLeft!: number
  @Field(() => Boolean, { description: 'Whether the viewer has a password, which changes to the second factor ask for; who signs in elsewhere may have none.' }) password!: boolean
}
@everyone @InputType()
class BeginSecondFactorInput extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(500) password?: string | null
}
@everyone @InputType()
class ConfirmSecondFactorInput extends CommandInput {
  @Field(() => String, { description: 'The six digits that the app shows.' }) @MaxLength(20) code!: string
}
@everyone @InputType({ description: 'Who changes their second factor proves once more who they are, with the password or a code.' })
class ProvenInput extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(500) password?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(20) code?: string | null
}
@everyone @InputType()
class ResetSecondFactorInput extends CommandInput {
  @Field(() => ID) id!: string
}
const SecondFactorPayload = payload('SecondFactorPayload', {}, {
  secondFactor: { type: () => SecondFactor },
  secret: { type: () => String, description: 'For the app, where it cannot read the picture. Shown once.' },
  uri: { type: () => String, description: 'The same as a picture would say it. Shown once.' },
  recoveryCodes: { type: () => [String], description: 'Each opens the account once when the app is lost. Shown once.' },
})
const ResetSecondFactorPayload = payload('ResetSecondFactorPayload', { user: User })

interface Factor { secret: Buffer; confirmed_at: Date | null; recovery_codes_left: number }
const factorOf = async (tx: Pick<Transaction, 'run'>): Promise<Factor | undefined> => (await tx.run('select * from app.my_second_factor()', []))[0] as Factor | undefined
const me = ({ viewer }: Transaction) => [{ type: 'user', id: viewer.userId, partnerId: viewer.partnerId }, { name: viewer.data.name }] as const

@Resolver()
export class SecondFactorResolver {
  @Needs('in-person') @Query(() => SecondFactor)
  async secondFactor(@Ctx() context: RequestContext): Promise<SecondFactor> {
    return stateOf(await factorOf(context), await hasPassword(context))
  }

  @Needs('in-person') @Mutation(() => SecondFactorPayload, { description: 'Makes a secret for an app; nothing is asked for before confirmSecondFactor. Errors: WRONG_PASSWORD, RATE_LIMITED, ILLEGAL_MOVE when there is one already.' })
  beginSecondFactor(@Arg('input', () => BeginSecondFactorInput) input: BeginSecondFactorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      await provePassword(context, input.password)
      const secret = newSecret()
      const [begun] = await tx.run('select app.begin_second_factor($1) as begun', [context.door.vault.seal(secret, placeOf(tx.viewer.userId))])
      if (!begun?.begun) throw new UserError('ILLEGAL_MOVE')
      return { secret: new Once(secret), uri: new Once(uriOf(secret, tx.viewer.data.email)) }
    })
  }

  @Needs('in-person') @Mutation(() => SecondFactorPayload, { description: 'From now on the second factor is asked for. Errors: WRONG_CODE, ILLEGAL_MOVE.' })
  confirmSecondFactor(@Arg('input', () => ConfirmSecondFactorInput) input: ConfirmSecondFactorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const factor = await factorOf(tx)
      if (!factor || factor.confirmed_at) throw new UserError('ILLEGAL_MOVE')
      const secret = context.door.vault.open(factor.secret, placeOf(tx.viewer.userId))
      const step = secret === null ? null : await stepOf(secret, input.code)
      const [taken] = step === null ? [] : await tx.run('select app.take_code($1) as taken', [step])
      if (!taken?.taken) throw new UserError('WRONG_CODE', ['code'])
      tx.record('user.secondFactorEnrolled', ...me(tx))
      return renewed(tx, context)
    })
  }

  @Needs('in-person') @Mutation(() => SecondFactorPayload, { description: 'New recovery codes; those before count no more. Errors: WRONG_PASSWORD, WRONG_CODE, RATE_LIMITED, ILLEGAL_MOVE.' })
  renewRecoveryCodes(@Arg('input', () => ProvenInput) input: ProvenInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (!(await factorOf(tx))?.confirmed_at) throw new UserError('ILLEGAL_MOVE')
      await proveIdentity(context, input)
      tx.record('user.recoveryCodesRenewed', ...me(tx))
      return renewed(tx, context)
    })
  }

  @Needs('in-person') @Mutation(() => SecondFactorPayload, { description: 'The password alone signs in again. Errors: WRONG_PASSWORD, WRONG_CODE, RATE_LIMITED, ILLEGAL_MOVE.' })
  turnOffSecondFactor(@Arg('input', () => ProvenInput) input: ProvenInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (!(await factorOf(tx))?.confirmed_at) throw new UserError('ILLEGAL_MOVE')
      await proveIdentity(context, input)
      await tx.run('select app.end_second_factor($1)', [tx.viewer.userId])
      tx.record('user.secondFactorTurnedOff', ...me(tx))
      return { secondFactor: stateOf(undefined, await hasPassword(context)) }
    })
  }

  @Needs('user:manage') @Mutation(() => ResetSecondFactorPayload, { description: "Takes away the second factor of somebody who lost it; they sign in with the password alone until they set up another. Their own nobody takes away in this way, and no key anybody's. Errors: FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE for who has none." })
  resetSecondFactor(@Arg('input', () => ResetSecondFactorInput) input: ResetSecondFactorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await tx.load(User, input.id, 'user:manage', 'id', { partner: 'partner_id' })
      if (user.id === tx.viewer.userId || tx.viewer.data.keyPermissions) throw new UserError('FORBIDDEN', ['id'])
      const [row] = await tx.run('select app.end_second_factor($1) as ended', [user.id])
      if (!row?.ended) throw new UserError('ILLEGAL_MOVE', ['id'])
      tx.record('user.secondFactorReset', { type: 'user', id: user.id, partnerId: user.partnerId }, { name: user.name })
      return { user }
    })
  }
}

const stateOf = (factor: Factor | undefined, password: boolean): SecondFactor =>
  ({ since: factor?.confirmed_at ?? null, recoveryCodesLeft: factor?.confirmed_at ? factor.recovery_codes_left : 0, password })

/** Ten new recovery codes in place of those there were. */
async function renewed(tx: Transaction, context: RequestContext) {
  const codes = newRecoveryCodes(), { userId } = tx.viewer
  await tx.run('select app.set_recovery_codes($1)', [codes.map((code) => recoveryHash(context.door, userId, code))])
  return { secondFactor: stateOf(await factorOf(tx), await hasPassword(context)), recoveryCodes: new Once(codes) }
}
