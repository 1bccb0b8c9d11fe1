import { Arg, Ctx, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql'
import { Product, mostPieces } from '../catalog/product.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import { DateScalar } from '../kit/scalars.ts'
import { type PromisedDate, type Supply, promise, supplyOf } from './promise.ts'

@everyone @ObjectType('Promise', { description: 'When a quantity of a product can leave, as far as is known now. Not reserved until an order is confirmed.' })
export class PromiseType {
  @Field(() => DateScalar) date!: string
  @Field(() => Int) quantityFromStock!: number
}

addField(Product, 'promise', resolved(['id'], { partner: true }))

@Resolver(() => Product)
export class PromiseResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => PromiseType)
  async promise(@Root() product: { $id: string }, @Arg('quantity', () => Int) quantity: number, @Ctx() context: RequestContext): Promise<PromisedDate> {
    if (quantity < 1 || quantity > mostPieces) throw new UserError('QUANTITY', ['quantity'], { max: mostPieces })
    const loader = context.loader<string, { today: string; supply: Supply }>('supply', async (ids) => {
      const { today, supply } = await supplyOf(context.run, ids)
      return ids.map((id) => ({ today, supply: supply.get(id)! }))
    })
    const { today, supply } = await loader.load(product.$id)
    return promise(quantity, supply, today)
  }
}
