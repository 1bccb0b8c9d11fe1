import { type Built, type BuiltPart, fold } from '../../configurator/built.ts'
import { type Decimal, lessPercent, round } from '../../kit/money.ts'
import { lineAmount } from '../../pricing/price.ts'
import type { Currency, DemoProduct } from '../catalog/product.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Price } from '../../pricing/price.ts'
import { pricesOn } from '../pricing/price.ts'
import type { World } from '../world.ts'

/** What was configured: its first part is the product that its line is of. */
export interface DemoBuilt extends Built { name: string; surchargeCost(currency: Currency): number; pieces: { product: DemoProduct; quantity: number }[] }
export interface Wanted { product: DemoProduct; quantity: number; discount?: number; built?: DemoBuilt }

export interface Line extends Omit<Wanted, 'discount'> { listPrice: Decimal; netPrice: Decimal; discount: number; unitPrice: Decimal; /** Off the whole line. */ promotionDiscount: Decimal; promotions: Price['promotions']; amount: Decimal; parts: BuiltPart[] | null }

/** The products that one of a line is made of. */
export const piecesOf = ({ product, built }: Pick<Wanted, 'product' | 'built'>): DemoBuilt['pieces'] => built?.pieces ?? [{ product, quantity: 1 }]

/** What one of a line costs us. */
export const unitCost = (line: Pick<Wanted, 'product' | 'built'>, currency: Currency): number =>
  piecesOf(line).reduce((sum, { product, quantity }) => sum + product.cost[currency] * quantity, line.built?.surchargeCost(currency) ?? 0)

/** Lines at the buyer's prices of a day, as the server makes them. No partner: a direct customer. */
export function priced(world: World, partner: DemoPartner | null, wanted: readonly Wanted[], day: string): Line[] {
  const currency = partner?.currency ?? 'TWD'
  const prices = pricesOn(world, partner, wanted.flatMap((line) => piecesOf(line).map(({ product, quantity }) => ({ product, quantity: quantity * line.quantity }))), day)
  return wanted.map((line) => {
    const { product, quantity, discount = 0, built } = line, own = prices.splice(0, piecesOf(line).length)
    const { listPrice, netPrice, discount: promotionDiscount, promotions, parts } = built ? fold(built.parts, own.map((price, index) => ({ ...price, quantity, product: { ...built.pieces[index]!.product.terms, sku: '', name: '', orderable: true } })), quantity) : { ...own[0]!, parts: null }
    if (!listPrice || !netPrice) throw new Error(`${product.sku} has no price on ${day}`)
    const unitPrice = round(lessPercent(netPrice, discount), currency)
    return { product, quantity, listPrice, netPrice, discount, unitPrice, promotionDiscount, promotions, amount: lineAmount(unitPrice, quantity, currency, promotionDiscount), parts, ...(built ? { built } : {}) }
  })
}

/** The columns that lines of quotes and orders share. */
export const lineColumns = ({ built, ...line }: Line, index: number) => ({
  position: index + 1, product_id: line.product.id, description: built?.name ?? null, quantity: line.quantity, list_price: line.listPrice.toFixed(), net_price: line.netPrice.toFixed(),
  discount_percent: line.discount, unit_price: line.unitPrice.toFixed(), amount: line.amount.toFixed(), promotion_discount: line.promotionDiscount.toFixed(),
  ...(built ? { configuration_id: built.configurationId, parts: line.parts, build_days: built.buildDays } : {}),
})
