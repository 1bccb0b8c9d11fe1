import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { newId } from '../kit/ids.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DateScalar } from '../kit/scalars.ts'
import { PriceChange } from '../pricing/price-change.ts'
import { PriceEffect, PriceEffectBuyer } from './price-effect.ts'

@InputType()
class EstimatePriceChangeInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => DateScalar, { nullable: true, description: 'The first day of the orders; that of the last full quarter when left out.' }) fromDay?: string | null
  @Field(() => DateScalar, { nullable: true, description: 'The last one; at most 400 days later.' }) toDay?: string | null
}
const PriceEffectPayload = payload('PriceEffectPayload', { priceEffect: PriceEffect })
const longest = 400

@Resolver()
export class PriceEffectResolver {
  @Needs('pricechange:prepare') @Query(() => PriceEffect, { nullable: true })
  priceEffect(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(PriceEffect, id, info)
  }

  @Needs('pricechange:prepare') @Query(() => PriceEffectBuyer, { nullable: true })
  priceEffectBuyer(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(PriceEffectBuyer, id, info)
  }

  @Needs('pricechange:prepare') @Mutation(() => PriceEffectPayload, { description: 'Prices the orders of a period without and with the change, in the background; nothing changes. Errors: NOT_FOUND, ILLEGAL_MOVE for what was applied or put away, OUT_OF_RANGE.' })
  estimatePriceChange(@Arg('input', () => EstimatePriceChangeInput) input: EstimatePriceChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const change = await tx.load(PriceChange, input.id, 'pricechange:prepare', 'id', {})
      if (change.state !== 'Prepared') throw new UserError('ILLEGAL_MOVE', ['id'])
      const [span] = await tx.run(
        `select s.from_day::text as from, s.to_day::text as to, s.to_day - s.from_day as days
         from (select coalesce($1::date, (date_trunc('quarter', app.today()) - interval '3 months')::date) as from_day, coalesce($2::date, case when $1::date is null then (date_trunc('quarter', app.today()) - interval '1 day')::date else app.today() end) as to_day) s`, [input.fromDay ?? null, input.toDay ?? null])
      if (span!.days < 0 || span!.days > longest) throw new UserError('OUT_OF_RANGE', ['toDay'], { max: longest })
      const id = newId()
      await tx.run(`insert into price_effect (id, change_id, from_day, to_day, on_day, state, created_by_id) values ($1, $2, $3, $4, greatest(app.today(), $5::date), 'Working', $6)`, [id, change.id, span!.from, span!.to, change.fromDay ?? null, tx.viewer.userId])
      return { priceEffect: { id } }
    })
  }
}
