import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { type PricedBuilt, priceBuilt, withBuilt } from '../configurator/built.ts'
import { explainBuilt, partsTold } from '../configurator/explain-built.ts'
import { LinePart } from '../configurator/line-part.ts'
import { Decimal, sum } from '../kit/money.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { PriceExplanation, nameOf, reasonOf } from '../pricing/explanation.ts'
import { type PricedLine, type Wanted, priceBaskets } from '../pricing/load.ts'
import { lineAmount } from '../pricing/price.ts'
import { withinLeft } from '../pricing/promotions-left.ts'
import type { Whom, Without } from '../pricing/read-terms.ts'
import { Cart, CartLine } from './cart.ts'

interface Basket { id: string; whom: Whom; lines: (Wanted & { id: string; configurationId: string | null })[]; left: string | null }
interface PricedCart { lines: Map<string, PricedBuilt>; subtotal: Decimal; left: string | null }
interface Row { $id: string; $cart_id: string }

/** Carts with what lies in them and what their buyer may still spend. */
const baskets = `
  select row_number() over (), c.partner_id, c.account_id, null::char(3), array(select l.product_id from cart_line l where l.cart_id = c.id),
    json_build_object('id', c.id, 'whom', json_build_object('partnerId', c.partner_id, 'accountId', c.account_id),
      'lines', (select coalesce(json_agg(json_build_object('id', l.id, 'productId', l.product_id, 'configurationId', l.configuration_id, 'quantity', l.quantity) order by l.added_at, l.id), '[]') from cart_line l where l.cart_id = c.id),
      'left', (select (u.spending_limit - app.spent(u.id))::text from app_user u where u.id = c.user_id and 'buyer' = any (u.roles)))
  from cart c where c.id = any ($1::uuid[])`

const amountOf = ({ netPrice, quantity, currency, discount }: PricedLine) => netPrice && lineAmount(netPrice, quantity, currency, discount)
const text = (amount: Decimal | null) => amount && amount.toFixed()

/** A cart in which something lies that was configured is priced with the parts of that. */
async function withParts(context: RequestContext, basket: Basket, plain: PricedLine[]): Promise<PricedBuilt[]> {
  return basket.lines.some(({ configurationId }) => configurationId) ? priceAgain(context, basket) : plain.map((line) => ({ ...line, parts: null, pieces: [] }))
}
const priceAgain = async ({ run }: RequestContext, { whom, lines }: Basket, without?: Without[]): Promise<PricedBuilt[]> => priceBuilt(run, { ...whom, ...(without && { without }) }, (await withBuilt(run, lines, whom)).lines)

/** All lines of a cart are priced at once, in one statement however many fields ask: what is bought together may cost less. */
const pricedCart = (context: RequestContext, id: string): Promise<PricedCart> => context.loader<string, PricedCart>('cart prices', async (ids) => {
  const read = await priceBaskets<Basket>(context.run, baskets, [ids])
  const found = new Map(await Promise.all(read.map(async ({ beside, lines: plain }) => {
    const [lines = []] = await withinLeft(context.run, plain[0]?.currency ?? '', [await withParts(context, beside, plain)], async (_, without) => priceAgain(context, beside, without))
    return [beside.id, { lines: new Map(beside.lines.map((line, index) => [line.id, lines[index]!])), subtotal: sum(lines.flatMap((line) => amountOf(line) ?? [])), left: beside.left }] as const
  })))
  return ids.map((one) => found.get(one) ?? { lines: new Map(), subtotal: new Decimal(0), left: null })
}).load(id)
/** What each line of a cart comes to; null where it has no price. */
export const pricedAmounts = async (context: RequestContext, id: string): Promise<Map<string, string | null>> => new Map([...(await pricedCart(context, id)).lines].map(([line, found]) => [line, text(amountOf(found))]))
const pricedLine = async (context: RequestContext, { $id, $cart_id }: Row): Promise<PricedBuilt | undefined> => (await pricedCart(context, $cart_id)).lines.get($id)

const dealersOnly = Extensions({ audiences: ['partner'] })

@Resolver(() => CartLine)
export class CartLinePrices {
  @dealersOnly @FieldResolver(() => DecimalScalar, { nullable: true, description: "The buyer's price of one, for as many as lie in the cart and for whom it is. Null when the product has no price for this buyer any more." })
  async netPrice(@Root() line: Row, @Ctx() context: RequestContext): Promise<string | null> {
    return text((await pricedLine(context, line))?.netPrice ?? null)
  }

  @dealersOnly @FieldResolver(() => DecimalScalar, { nullable: true })
  async listPrice(@Root() line: Row, @Ctx() context: RequestContext): Promise<string | null> {
    return text((await pricedLine(context, line))?.listPrice ?? null)
  }

  @dealersOnly @FieldResolver(() => DecimalScalar, { description: 'What free pieces and bundles take off the line, beside the price of one.' })
  async discount(@Root() line: Row, @Ctx() context: RequestContext): Promise<string> {
    return text((await pricedLine(context, line))?.discount ?? new Decimal(0))!
  }

  @dealersOnly @FieldResolver(() => DecimalScalar, { nullable: true, description: 'The net price times the quantity, less the discount.' })
  async amount(@Root() line: Row, @Ctx() context: RequestContext): Promise<string | null> {
    const found = await pricedLine(context, line)
    return found ? text(amountOf(found)) : null
  }

  @dealersOnly @FieldResolver(() => PriceExplanation, { nullable: true, description: 'Why it costs what it does in this cart, with what is bought together.' })
  async priceExplanation(@Root() line: Row, @Ctx() context: RequestContext): Promise<PriceExplanation | null> {
    const found = await pricedLine(context, line)
    return found ? explainBuilt(found, context.locale) : null
  }

  @dealersOnly @FieldResolver(() => [String], { description: 'What would make it cheaper, and does not, because too little of it is left for so many.' })
  async priceNotes(@Root() line: Row, @Ctx() context: RequestContext): Promise<string[]> {
    const found = await pricedLine(context, line)
    const short = [...(found?.steps ?? []), ...(found?.pieces.flatMap(({ steps }) => steps) ?? [])].filter(({ applied, reason }) => !applied && ['LEFT', 'PIECES_LEFT', 'LITTLE_LEFT'].includes(reason))
    return [...new Set(short.map((step) => `${nameOf(step, context.locale)}: ${reasonOf(step, context.locale)}`))]
  }
}

@Resolver(() => CartLine)
export class CartLineParts {
  @dealersOnly @FieldResolver(() => [LinePart], { nullable: true, description: 'What one of it is built of, at the prices of now; null for a plain product.' })
  async parts(@Root() line: Row, @Ctx() context: RequestContext): Promise<LinePart[] | null> {
    const found = await pricedLine(context, line)
    return found ? partsTold(found, context.locale) : null
  }
}

@Resolver(() => Cart)
export class CartPrices {
  @dealersOnly @FieldResolver(() => DecimalScalar, { description: 'Lines without a price are not in it.' })
  async subtotal(@Root() cart: { $id: string }, @Ctx() context: RequestContext): Promise<string> {
    return (await pricedCart(context, cart.$id)).subtotal.toFixed()
  }

  @dealersOnly @FieldResolver(() => Boolean, { description: 'Whether ordering it would wait for the approval of the partner.' })
  async overSpendingLimit(@Root() cart: { $id: string }, @Ctx() context: RequestContext): Promise<boolean> {
    const { left, subtotal } = await pricedCart(context, cart.$id)
    return left !== null && subtotal.gt(left)
  }
}
