import { IsInt, Max, Min } from 'class-validator'
import { Arg, Ctx, Extensions, Field, FieldResolver, ID, InputType, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { Product, mostLines, mostPieces } from '../catalog/product.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import { DateScalar } from '../kit/scalars.ts'
import { type Availability, type PromisedDate, type PromisedPart, availabilityOf, byDay, lastDay, leaves, promise, promiseAll } from './promise.ts'

@everyone @ObjectType({ description: 'Pieces that can leave on one day.' })
export class PromisePart {
  @Field(() => DateScalar) date!: string
  @Field(() => Int) quantity!: number
}
@everyone @ObjectType('Promise', { description: 'When a quantity of a product can leave, as far as is known now. Not reserved until an order is confirmed.' })
export class PromiseType {
  @Field(() => DateScalar, { description: 'All of it together.' }) date!: string
  @Field(() => Int) quantityFromStock!: number
  @Field(() => [PromisePart], { description: 'What can leave when, in parts.' }) parts!: PromisePart[]
}
@everyone @ObjectType({ description: 'When a line can leave.' })
class PromisedLine extends PromiseType {
  @Field(() => ID) productId!: string
  @Field(() => Int) quantity!: number
}
@everyone @ObjectType({ description: 'When several lines can leave; those of one product share what there is.' })
class PromisedLines {
  @Field(() => DateScalar, { description: 'All of them together.' }) date!: string
  @Field(() => [PromisePart], { description: 'Pieces of all lines, by day.' }) parts!: PromisePart[]
  @Field(() => [PromisedLine], { description: 'In the order in which they were asked for.' }) lines!: PromisedLine[]
}
@everyone @InputType()
export class PromiseLineInput {
  @Field(() => ID) productId!: string
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
}

/** What of all lines can leave on which day, and when the last of it can. */
export const together = (lines: readonly PromisedDate[], today: string): { date: string; parts: PromisedPart[] } =>
  ({ date: lastDay(lines.map(({ date }) => date), leaves(today)), parts: byDay(lines.flatMap(({ parts }) => parts)) })

addField(Product, 'promise', resolved(['id'], { partner: true }))

@Resolver(() => Product)
export class PromiseResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => PromiseType)
  async promise(@Root() product: { $id: string }, @Arg('quantity', () => Int) quantity: number, @Ctx() context: RequestContext): Promise<PromisedDate> {
    refuse(quantity, ['quantity'])
    const loader = context.loader<string, { today: string; of: Availability }>('availability', async (ids) => {
      const { today, availability } = await availabilityOf(context.run, ids)
      return ids.map((id) => ({ today, of: availability.get(id)! }))
    })
    const { today, of } = await loader.load(product.$id)
    return promise(quantity, of, today)
  }

  @Needs('catalog:read') @Query(() => PromisedLines, { name: 'promise', description: 'When lines can leave, while they are being typed. Errors: NOT_FOUND, QUANTITY, TOO_MANY_LINES.' })
  async promiseLines(@Arg('lines', () => [PromiseLineInput]) lines: PromiseLineInput[], @Ctx() { run }: RequestContext): Promise<PromisedLines> {
    if (lines.length > mostLines) throw new UserError('TOO_MANY_LINES', ['lines'], { max: mostLines })
    lines.forEach(({ quantity }, index) => refuse(quantity, ['lines', String(index), 'quantity']))
    const { today, availability } = await availabilityOf(run, lines.map(({ productId }) => productId).filter(isId))
    lines.forEach(({ productId }, index) => { if (!availability.has(productId)) throw new UserError('NOT_FOUND', ['lines', String(index), 'productId']) })
    const promised = promiseAll(lines, availability, today)
    return { ...together(promised, today), lines: promised.map((one, index) => ({ ...one, ...lines[index]! })) }
  }
}

function refuse(quantity: number, path: string[]): void {
  if (quantity < 1 || quantity > mostPieces) throw new UserError('QUANTITY', path, { max: mostPieces })
}
