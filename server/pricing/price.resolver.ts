import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, Int, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { enumOf } from '../kit/enums.ts'
import { UserError } from '../kit/errors.ts'
import { translate } from '../kit/locale.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { buyerOf, priceLines } from './load.ts'
import { PriceList } from './price-list.ts'
import { Promotion } from './promotion.ts'
import { stepKinds } from './step.ts'

const PriceStepKindEnum = enumOf('PriceStepKind', stepKinds)
const mostPieces = 1_000_000

@everyone @ObjectType('PriceStep', { description: 'One rule that was looked at for a price, in order.' })
class PriceStepType {
  @Field(() => PriceStepKindEnum) kind!: string
  @Field(() => String, { description: 'Of the list or promotion; empty where there is none.' }) name!: string
  @Field(() => Boolean) applied!: boolean
  @Field(() => String, { description: 'Why it was applied or passed over.' }) reason!: string
  @Field(() => DecimalScalar, { nullable: true }) priceBefore!: string | null
  @Field(() => DecimalScalar, { nullable: true }) priceAfter!: string | null
}
@everyone @ObjectType({ description: 'A price with every rule that was applied or passed over.' })
class PriceExplanation {
  @Field(() => DecimalScalar, { nullable: true, description: 'Of one piece; null when there is no price.' }) netPrice!: string | null
  @Field(() => DecimalScalar, { nullable: true }) listPrice!: string | null
  @Field(() => String) currency!: string
  @Field(() => Int) quantity!: number
  @Field(() => [PriceStepType]) steps!: PriceStepType[]
}

interface Asked { productId: string; quantity: number; partnerId: string | null; accountId: string | null; date?: string | null }

/** Explanations of one request are loaded together: one statement for each buyer and day, however many products. */
async function explain(context: RequestContext, { productId, quantity, partnerId, accountId, date = null }: Asked): Promise<PriceExplanation> {
  if (quantity < 1 || quantity > mostPieces) throw new UserError('QUANTITY', ['quantity'], { max: mostPieces })
  const loader = context.loader<{ productId: string; quantity: number }, Awaited<ReturnType<typeof priceLines>>[number]>(
    `price ${partnerId} ${accountId} ${date}`, async (wanted) => priceLines(context.run, await buyerOf(context.run, { partnerId, accountId }), wanted, date))
  const line = await loader.load({ productId, quantity })
  if (!line.product) throw new UserError('NOT_FOUND', ['productId'])
  return {
    netPrice: line.netPrice?.toFixed() ?? null, listPrice: line.listPrice?.toFixed() ?? null, currency: line.currency, quantity,
    steps: line.steps.map(({ kind, name, applied, reason, values, priceBefore, priceAfter }) => ({
      kind, name, applied, reason: translate(context.locale, `price.reason.${reason}`, values), priceBefore: priceBefore?.toFixed() ?? null, priceAfter: priceAfter?.toFixed() ?? null,
    })),
  }
}

@Resolver()
export class PriceResolver {
  @Needs('price:read') @Query(() => connectionOf(PriceList))
  priceLists(@Args(() => pageArgsOf(PriceList)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(PriceList, args, info)
  }

  @Needs('price:read') @Query(() => PriceList, { nullable: true })
  priceList(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(PriceList, id, info)
  }

  @Needs('price:read') @Query(() => connectionOf(Promotion))
  promotions(@Args(() => pageArgsOf(Promotion)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Promotion, args, info)
  }

  @Needs('price:explain') @Query(() => PriceExplanation, { description: "Why a product costs the viewer's organisation what it does. Staff, who buy nothing, see anybody's price." })
  explainPrice(
    @Arg('productId', () => ID) productId: string, @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number,
    @Arg('accountId', () => ID, { nullable: true, description: 'The end customer, where special prices hold for one.' }) accountId: string | null, @Ctx() context: RequestContext,
  ): Promise<PriceExplanation> {
    return explain(context, { productId, quantity, partnerId: context.me.partnerId, accountId: accountId ?? null })
  }

  @Needs('price:read') @Query(() => PriceExplanation, { description: 'What a product costs a partner, or an account that buys directly, on a day.' })
  productPrice(
    @Arg('productId', () => ID) productId: string, @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number,
    @Arg('partnerId', () => ID, { nullable: true }) partnerId: string | null, @Arg('accountId', () => ID, { nullable: true }) accountId: string | null,
    @Arg('date', () => DateScalar, { nullable: true }) date: string | null, @Ctx() context: RequestContext,
  ): Promise<PriceExplanation> {
    return explain(context, { productId, quantity, partnerId: partnerId ?? null, accountId: accountId ?? null, date: date ?? null })
  }
}
