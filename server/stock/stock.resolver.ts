import { IsInt, Max, MaxLength, Min } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { Product, mostPieces } from '../catalog/product.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { coverWaiting } from './repromise.ts'
import { lockStock } from './reservation.ts'

@InputType()
class ReceiveStockInput extends CommandInput {
  @Field(() => ID) productId!: string
  @Field(() => Int, { description: 'How many came in; negative for a loss.' }) @IsInt() @Min(-mostPieces) @Max(mostPieces) quantity!: number
  @Field(() => String, { nullable: true }) @MaxLength(200) reason?: string | null
}
const StockPayload = payload('StockPayload', { product: Product })

@Resolver()
export class StockResolver {
  @Needs('stock:receive') @Mutation(() => StockPayload, { description: 'Brings pieces into stock that nobody announced, or writes a loss off. Orders that wait to have theirs made are first. Errors: OUT_OF_STOCK when more would be lost than is free.' })
  receiveStock(@Arg('input', () => ReceiveStockInput) input: ReceiveStockInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const product = await tx.find(Product, input.productId, 'productId')
      await lockStock(tx.run, [product.id])
      const rows = await tx.run('update stock set on_hand = on_hand + $2 where product_id = $1 and on_hand + $2 >= reserved returning 1 as done', [product.id, input.quantity])
      if (!rows.length) throw new UserError('OUT_OF_STOCK', ['quantity'])
      if (input.quantity > 0) await coverWaiting(tx.run, product.id)
      tx.record('stock.received', { type: 'product', id: product.id }, { sku: product.sku, quantity: input.quantity, ...(input.reason ? { reason: input.reason } : {}) })
      return { product }
    })
  }
}
