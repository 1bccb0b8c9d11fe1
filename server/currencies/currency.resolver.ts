import { ArrayMaxSize, ArrayNotEmpty, MaxLength, ValidateNested } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { isCurrency } from '../kit/money.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { CurrencyRate } from './currency-rate.ts'
import { rate } from './rate.ts'

const mostRates = 2_000, rateLike = /^\d{1,12}(\.\d{1,12})?$/

@InputType()
class RateInput {
  @Field(() => String) @MaxLength(3) currency!: string
  @Field(() => DateScalar) day!: string
  @Field(() => String, { description: "What one unit is worth in the company's currency; up to twelve digits after the point." }) @MaxLength(30) rate!: string
}
@InputType()
class AddRatesInput extends CommandInput {
  @Field(() => [RateInput]) @ArrayNotEmpty() @ArrayMaxSize(mostRates) @ValidateNested({ each: true }) rates!: RateInput[]
  @Field(() => String, { description: 'Who said so.' }) @NotBlank() @MaxLength(100) source!: string
}
@InputType()
class RateVerbInput extends CommandInput {
  @Field(() => ID) id!: string
}
const AddPayload = payload('AddCurrencyRatesPayload', {}, { added: { type: () => Int, description: 'How many were new, or were another before.' } })
const RemovePayload = payload('RemoveCurrencyRatePayload', {})

@Resolver()
export class CurrencyResolver {
  @Needs('rate:read') @Query(() => connectionOf(CurrencyRate))
  currencyRates(@Args(() => pageArgsOf(CurrencyRate)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(CurrencyRate, args, info)
  }

  @Needs('rate:read') @Query(() => String, { description: "The company's own." })
  async companyCurrency(@Ctx() { run }: RequestContext): Promise<string> {
    return (await run('select app.company_currency() as currency', []))[0]!.currency as string
  }

  @Needs('rate:read') @Query(() => DecimalScalar, { nullable: true, description: 'What one unit of a currency is in another on a day; null where a rate is missing.' })
  async exchangeRate(@Arg('from', () => String) from: string, @Arg('to', () => String) to: string, @Ctx() { run }: RequestContext, @Arg('day', () => DateScalar, { nullable: true }) day?: string): Promise<string | null> {
    return rate(run, from.slice(0, 3), to.slice(0, 3), day ?? null).then((found) => found.toDecimalPlaces(12).toFixed(), (error: unknown) => { if (error instanceof UserError) return null; throw error })
  }

  @Needs('rate:manage') @Mutation(() => AddPayload, { description: 'Enters rates, all or none; one that is there for the day is replaced. Errors, each with the path of its row: BAD_USER_INPUT, OUT_OF_RANGE for a day to come, TAKEN for one that is there twice.' })
  addCurrencyRates(@Arg('input', () => AddRatesInput) input: AddRatesInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [now] = await tx.run('select app.company_currency() as company, app.today()::text as today', [])
      const { company, today } = now as { company: string; today: string }, days = new Set<string>()
      const faults = input.rates.flatMap(({ currency, day, rate: value }, index) => {
        const at = (field: string) => ['rates', String(index), field], key = `${currency} ${day}`
        const fault = !isCurrency(currency) || currency === company ? new UserError('BAD_USER_INPUT', at('currency'))
          : day > today || days.has(key) ? new UserError(days.has(key) ? 'TAKEN' : 'OUT_OF_RANGE', at('day'))
            : !rateLike.test(value) || Number(value) <= 0 ? new UserError('BAD_USER_INPUT', at('rate')) : null
        days.add(key)
        return fault ? [fault] : []
      })
      if (faults.length) throw new UserErrors(faults)
      const written = await tx.run(
        `insert into currency_rate (id, currency, company_currency, day, rate, source, created_by_id) select r.id, r.currency, $2, r.day, r.rate, $3, $4 from json_to_recordset($1) r (id uuid, currency char(3), day date, rate numeric)
         on conflict (currency, company_currency, day) do update set rate = excluded.rate, source = excluded.source where currency_rate.rate <> excluded.rate returning 1`,
        [JSON.stringify(input.rates.map((one) => ({ id: newId(), ...one }))), company, input.source.trim(), tx.viewer.userId])
      return { added: written.length }
    })
  }

  @Needs('rate:manage') @Mutation(() => RemovePayload, { description: 'What was invoiced at it stays as it is. Errors: NOT_FOUND.' })
  removeCurrencyRate(@Arg('input', () => RateVerbInput) input: RateVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const gone = isId(input.id) ? await tx.run('delete from currency_rate where id = $1 returning 1', [input.id]) : []
      if (!gone.length) throw notFound('id')
      return {}
    })
  }
}
