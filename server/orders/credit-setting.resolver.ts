import type { GraphQLResolveInfo } from 'graphql'
import { ArrayMaxSize, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator'
import { Arg, Ctx, Field, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { grants } from '../access/matrix.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { enumOf } from '../kit/enums.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { Decimal } from '../kit/money.ts'
import { payload } from '../kit/payload.ts'
import type { Run } from '../kit/read/reader.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import type { Releases } from './credit-rules.ts'

const releasers = grants.filter(({ permission }) => permission === 'credit:release').map(({ role }) => role)
const CreditReleaserEnum = enumOf('CreditReleaser', releasers, "Roles that may let an order go on beyond its partner's credit.")
const mostCurrencies = 40, largest = 1e13

@ObjectType()
class CreditAmount {
  @Field(() => String) currency!: string
  @Field(() => DecimalScalar) amount!: string
}
@ObjectType({ description: 'How far a role may let orders go beyond the credit.' })
class CreditRelease {
  @Field(() => CreditReleaserEnum) role!: string
  @Field(() => Boolean) unlimited!: boolean
  @Field(() => [CreditAmount], { description: 'By currency; in others not at all.' }) amounts!: CreditAmount[]
}
@ObjectType({ description: 'When orders are held for the credit of their partner, and who may let them go on.' })
class CreditRules {
  @Field(() => Int, { description: 'Nothing is confirmed for a partner who is behind with a payment for longer than this.' }) overdueDays!: number
  @Field(() => [CreditRelease]) releases!: CreditRelease[]
  @Field(() => Int) revision!: number
}

@InputType()
class CreditAmountInput {
  @Field(() => String) @Matches(/^[A-Z]{3}$/) currency!: string
  @Field(() => DecimalScalar) amount!: string
}
@InputType()
class CreditReleaseInput {
  @Field(() => CreditReleaserEnum) role!: string
  @Field(() => Boolean, { defaultValue: false }) unlimited!: boolean
  @Field(() => [CreditAmountInput], { defaultValue: [] }) @ArrayMaxSize(mostCurrencies) @ValidateNested({ each: true }) amounts!: CreditAmountInput[]
}
@InputType()
class SetCreditRulesInput extends CommandInput {
  @Field(() => Int, { description: 'The revision that the change was made from.' }) revision!: number
  @Field(() => Int) @IsInt() @Min(0) @Max(365) overdueDays!: number
  @Field(() => [CreditReleaseInput], { description: 'Roles that are left out release nothing.' }) @ArrayMaxSize(releasers.length) @ValidateNested({ each: true }) releases!: CreditReleaseInput[]
}
const CreditRulesPayload = payload('CreditRulesPayload', {}, { creditRules: { type: () => CreditRules } })

async function rules(run: Run): Promise<CreditRules> {
  const [row] = await run('select overdue_days as "overdueDays", releases, revision from credit_setting', []), { overdueDays, releases, revision } = row as { overdueDays: number; releases: Releases; revision: number }
  return {
    overdueDays, revision,
    releases: releasers.map((role) => ({ role, unlimited: releases[role] === null, amounts: Object.entries(releases[role] ?? {}).map(([currency, amount]) => ({ currency, amount })).sort((a, b) => (a.currency < b.currency ? -1 : 1)) })),
  }
}

/** Every fault at once: a role or a currency that is named twice, an amount that is none. */
function refuse({ releases }: SetCreditRulesInput): void {
  const faults: UserError[] = [], roles = new Set<string>()
  releases.forEach(({ role, amounts }, index) => {
    if (roles.has(role)) faults.push(new UserError('TAKEN', ['releases', String(index), 'role']))
    roles.add(role)
    const seen = new Set<string>()
    amounts.forEach(({ currency, amount }, place) => {
      const at = (field: string) => ['releases', String(index), 'amounts', String(place), field]
      if (seen.has(currency)) faults.push(new UserError('TAKEN', at('currency')))
      seen.add(currency)
      if (new Decimal(amount).lt(0) || new Decimal(amount).gte(largest)) faults.push(new UserError('OUT_OF_RANGE', at('amount'), { max: largest }))
    })
  })
  if (faults.length) throw new UserErrors(faults)
}

@Resolver()
export class CreditSettingResolver {
  @Needs('credit:release') @Query(() => CreditRules)
  creditRules(@Ctx() { run }: RequestContext): Promise<CreditRules> {
    return rules(run)
  }

  @Needs('credit:manage') @Mutation(() => CreditRulesPayload, { description: 'Written whole. Holds from the next confirmation and release on. Errors: STALE, TAKEN, OUT_OF_RANGE.' })
  setCreditRules(@Arg('input', () => SetCreditRulesInput) input: SetCreditRulesInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      refuse(input)
      const releases: Releases = Object.fromEntries(input.releases.map(({ role, unlimited, amounts }) => [role, unlimited ? null : Object.fromEntries(amounts.map(({ currency, amount }) => [currency, new Decimal(amount).toFixed()]))]))
      const done = await tx.run('update credit_setting set overdue_days = $1, releases = $2, revision = revision + 1, updated_at = now() where revision = $3 returning id', [input.overdueDays, JSON.stringify(releases), input.revision])
      if (!done.length) throw new UserError('STALE', ['revision'])
      return { creditRules: await rules(tx.run) }
    })
  }
}
