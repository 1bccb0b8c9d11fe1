import { type Decimal, lessPercent, round } from '../../kit/money.ts'
import { lineAmount } from '../../pricing/price.ts'
import type { DemoProduct } from '../catalog/product.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Price } from '../../pricing/price.ts'
import { pricesOn } from '../pricing/price.ts'
import type { World } from '../world.ts'

export interface Wanted { product: DemoProduct; quantity: number; discount?: number }

export interface Line { product: DemoProduct; quantity: number; listPrice: Decimal; netPrice: Decimal; discount: number; unitPrice: Decimal; /** Off the whole line. */ promotionDiscount: Decimal; promotions: Price['promotions']; amount: Decimal }

/** Lines at the buyer's prices of a day, as the server makes them. No partner: a direct customer. */
export function priced(world: World, partner: DemoPartner | null, wanted: readonly Wanted[], day: string): Line[] {
  const currency = partner?.currency ?? 'TWD'
  const prices = pricesOn(world, partner, wanted, day)
  return wanted.map(({ product, quantity, discount = 0 }, index) => {
    const { listPrice, netPrice, discount: promotionDiscount, promotions } = prices[index]!
    if (!listPrice || !netPrice) throw new Error(`${product.sku} has no price on ${day}`)
    const unitPrice = round(lessPercent(netPrice, discount), currency)
    return { product, quantity, listPrice, netPrice, discount, unitPrice, promotionDiscount, promotions, amount: lineAmount(unitPrice, quantity, currency, promotionDiscount) }
  })
}

/** The columns that lines of quotes and orders share. */
export const lineColumns = (line: Line, index: number) => ({
  position: index + 1, product_id: line.product.id, description: null, quantity: line.quantity, list_price: line.listPrice.toFixed(), net_price: line.netPrice.toFixed(),
  discount_percent: line.discount, unit_price: line.unitPrice.toFixed(), amount: line.amount.toFixed(), promotion_discount: line.promotionDiscount.toFixed(),
})
