import { ArrayMaxSize, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import { Product, mostLines, mostPieces } from '../catalog/product.ts'
import { withBuilt } from '../configurator/built.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { type ErrorCode, UserError, notFound } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { CommandInput } from '../kit/input.ts'
import { translate } from '../kit/locale.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { myCart, setLines } from './cart-lines.ts'
import { Cart } from './cart.ts'

@everyone @InputType()
class SetCartLineInput extends CommandInput {
  @Field(() => ID, { description: 'The product; of what was configured, the one that its bill of material begins with.' }) productId!: string
  @Field(() => ID, { nullable: true, description: 'What was configured, to be built.' }) configurationId?: string | null
  @Field(() => Int, { description: 'None removes the line.' }) @IsInt() @Min(0) @Max(mostPieces) quantity!: number
}
@everyone @InputType()
class PastedLine {
  @Field(() => String) @MaxLength(100) sku!: string
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
}
@everyone @InputType()
class AddCartLinesInput extends CommandInput {
  @Field(() => [PastedLine]) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines!: PastedLine[]
}
@everyone @InputType()
class SetCartAccountInput extends CommandInput {
  @Field(() => ID, { nullable: true }) accountId?: string | null
}
@everyone @ObjectType({ description: 'A pasted line that could not be put into the cart.' })
class RefusedLine {
  @Field(() => Int, { description: 'Counted from 0, as pasted.' }) line!: number
  @Field(() => String) sku!: string
  @Field(() => Int) quantity!: number
  @Field(() => String) code!: string
  @Field(() => String) reason!: string
}
const CartPayload = payload('CartPayload', { cart: Cart }, { refused: { type: () => [RefusedLine], description: 'Lines that were left out; the others are in the cart.' } })

@Resolver()
export class CartResolver {
  @Needs('cart:use') @Query(() => Cart, { nullable: true, description: "The viewer's own cart, which the first question makes. Null only where somebody looks on as a person who has none yet." })
  async cart(@Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    const { read, me } = context
    const mine = () => read.first(Cart, (row, { param }) => `${row}.user_id = ${param(me.userId)}::uuid`, info)
    const found = await mine()
    if (found || me.data.viewedBy) return found
    await context.door.system.query('insert into cart (id, user_id, partner_id) values ($1, $2, $3) on conflict (user_id) do nothing', [newId(), me.userId, me.partnerId])
    return (await mine())!
  }

  @Needs('cart:use') @Mutation(() => CartPayload, { description: 'Errors: NOT_FOUND, NOT_ORDERABLE, OUT_OF_RANGE, and OUTDATED where another version of the model is offered than it was configured with.' })
  setCartLine(@Arg('input', () => SetCartLineInput) input: SetCartLineInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { lines: [line], refused } = await withBuilt(tx.run, [input], { partnerId: tx.viewer.partnerId }), fault = refused.get(0)
      if (fault && input.quantity) throw new UserError(fault.code, ['configurationId'], fault.values)
      const [product, cart] = await Promise.all([tx.find(Product, line!.productId, 'productId'), myCart(tx)])
      if (input.quantity && !product.orderable) throw new UserError('NOT_ORDERABLE', ['productId'], { sku: product.sku })
      setLines(tx, cart, [{ productId: product.id, configurationId: input.configurationId ?? null, quantity: input.quantity }])
      return { cart }
    })
  }

  @Needs('cart:use') @Mutation(() => CartPayload, { description: 'Adds pasted SKUs and quantities; what is there already is added to.' })
  addCartLines(@Arg('input', () => AddCartLinesInput) input: AddCartLinesInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const cart = await myCart(tx)
      const rows = await tx.run(
        `select p.id, lower(p.sku) as sku, p.orderable, coalesce(l.quantity, 0) as quantity from product p left join cart_line l on l.product_id = p.id and l.cart_id = $2 and l.configuration_id is null where lower(p.sku) = any ($1::text[])`,
        [input.lines.map(({ sku }) => sku.trim().toLowerCase()), cart.id])
      const products = new Map(rows.map((row) => [row.sku as string, row as { id: string; orderable: boolean; quantity: number }]))
      const refused: RefusedLine[] = [], wanted = new Map<string, number>()
      for (const [line, { sku, quantity }] of input.lines.entries()) {
        const product = products.get(sku.trim().toLowerCase())
        const code: ErrorCode | null = !product ? 'UNKNOWN_SKU' : !product.orderable ? 'NOT_ORDERABLE' : product.quantity + quantity > mostPieces ? 'OUT_OF_RANGE' : null
        if (code) { refused.push({ line, sku, quantity, code, reason: translate(context.locale, `errors.${code}`, { sku, max: mostPieces }) }); continue }
        product!.quantity += quantity
        wanted.set(product!.id, product!.quantity)
      }
      setLines(tx, cart, [...wanted].map(([productId, quantity]) => ({ productId, quantity })))
      return { cart, refused }
    })
  }

  @Needs('cart:use') @Mutation(() => CartPayload, { description: 'Whom the cart is for: an account of the partner, or nobody in particular.' })
  setCartAccount(@Arg('input', () => SetCartAccountInput) input: SetCartAccountInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [cart, account] = await Promise.all([myCart(tx), input.accountId ? tx.find(Account, input.accountId, 'accountId') : null])
      if (account && account.partner?.id !== tx.viewer.partnerId) throw notFound('accountId')
      cart.account = account
      return { cart }
    })
  }

  @Needs('cart:use') @Mutation(() => CartPayload)
  clearCart(@Arg('input', () => CommandInput) input: CommandInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const cart = await myCart(tx)
      void tx.run('delete from cart_line where cart_id = $1', [cart.id])
      return { cart }
    })
  }
}
