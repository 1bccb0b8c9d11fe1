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

@InputType()
class ReceiveStockInput extends CommandInput {
  @Field(() => ID) productId!: string
  @Field(() => Int, { description: 'How many came in; negative for a loss.' }) @IsInt() @Min(-mostPieces) @Max(mostPieces) quantity!: number
  @Field(() => String, { nullable: true }) @MaxLength(200) reason?: string | null
}
const StockPayload = payload('StockPayload', { product: Product })

@Resolver()
export class StockResolver {
  @Needs('stock:receive') @Mutation(() => StockPayload, { description: 'Brings pieces into stock, or writes a loss off. Errors: OUT_OF_STOCK when more would be lost than is free.' })
  receiveStock(@Arg('input', () => ReceiveStockInput) input: ReceiveStockInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const product = await tx.find(Product, input.productId, 'productId')
      await tx.run('insert into stock (product_id) values ($1) on conflict do nothing', [product.id])
      const rows = await tx.run(
        `update stock set on_hand = on_hand + $2, inbound_quantity = greatest(inbound_quantity - greatest($2, 0), 0), inbound_date = case when inbound_quantity > $2 then inbound_date end
         where product_id = $1 and on_hand + $2 >= reserved returning 1 as done`, [product.id, input.quantity])
      if (!rows.length) throw new UserError('OUT_OF_STOCK', ['quantity'])
      tx.record('stock.received', { type: 'product', id: product.id }, { sku: product.sku, quantity: input.quantity, ...(input.reason ? { reason: input.reason } : {}) })
      return { product }
    })
  }
}
