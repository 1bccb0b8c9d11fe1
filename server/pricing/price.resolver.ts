import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { Product } from '../catalog/product.ts'
import type { RequestContext } from '../context.ts'
import { notFound } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import { DateScalar } from '../kit/scalars.ts'
import { PriceExplanation, explain } from './explanation.ts'
import { type PricedLine, type Wanted, buyerOf, priceEach } from './load.ts'
import { PriceList } from './price-list.ts'
import { checkQuantity } from './product-price.ts'
import { withinLeft } from './promotions-left.ts'

const dealersOnly = Extensions({ audiences: ['partner'] })

addField(Product, 'priceExplanation', resolved(['id'], { partner: true }))

@Resolver(() => Product)
export class PriceResolver {
  @Needs('price:read') @Query(() => connectionOf(PriceList))
  priceLists(@Args(() => pageArgsOf(PriceList)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(PriceList, args, info)
  }

  @Needs('price:read') @Query(() => PriceList, { nullable: true })
  priceList(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(PriceList, id, info)
  }

  @Needs('price:explain') @Query(() => PriceExplanation, { description: "Why a product costs the viewer's organisation today what it does. For staff, who buy nothing, what it costs anybody." })
  explainPrice(
    @Arg('productId', () => ID) productId: string, @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number,
    @Arg('accountId', () => ID, { nullable: true, description: 'The end customer, where special prices hold for one.' }) accountId: string | null, @Ctx() context: RequestContext,
  ): Promise<PriceExplanation> {
    return explained(context, { productId, quantity, partnerId: context.me.partnerId, accountId: accountId ?? null })
  }

  @Needs('price:read') @Query(() => PriceExplanation, { description: 'What a product costs a partner, or an account that buys directly, on a day, rule by rule.' })
  productPrice(
    @Arg('productId', () => ID) productId: string, @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number,
    @Arg('partnerId', () => ID, { nullable: true }) partnerId: string | null,
    @Arg('accountId', () => ID, { nullable: true, description: "The partner's end customer; without a partner, the buyer." }) accountId: string | null,
    @Arg('date', () => DateScalar, { nullable: true, description: 'Today when left out.' }) date: string | null, @Ctx() context: RequestContext,
  ): Promise<PriceExplanation> {
    return explained(context, { productId, quantity, partnerId: partnerId ?? null, accountId: accountId ?? null, date: date ?? null })
  }

  @dealersOnly @FieldResolver(() => PriceExplanation, { description: "Why it costs the viewer's organisation today what it does." })
  priceExplanation(@Root() product: { $id: string }, @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number, @Ctx() context: RequestContext): Promise<PriceExplanation> {
    return explained(context, { productId: product.$id, quantity, partnerId: context.me.partnerId, accountId: null })
  }
}

interface Asked { productId: string; quantity: number; partnerId: string | null; accountId: string | null; date?: string | null }

/** Explanations of one request are loaded together: one statement for each buyer and day, however many products. */
async function explained(context: RequestContext, { productId, quantity, partnerId, accountId, date = null }: Asked): Promise<PriceExplanation> {
  checkQuantity(quantity)
  const { run } = context, whom = { partnerId, accountId }
  const loader = context.loader<Wanted, PricedLine>(`price ${partnerId} ${accountId} ${date}`, async (wanted) => {
    const [lines] = await Promise.all([priceEach(run, whom, wanted, date), buyerOf(run, whom)])
    // what is left is known of today alone; a promotion that is not used up holds for one piece
    return date || wanted.every(({ quantity }) => quantity === 1) ? lines : (await withinLeft(run, lines[0]!.currency, lines.map((line) => [line]), (at, without) => priceEach(run, { ...whom, without }, [wanted[at]!]))).map(([line]) => line!)
  })
  const line = await loader.load({ productId, quantity })
  if (!line.product) throw notFound('productId')
  return explain(line, context.locale)
}
