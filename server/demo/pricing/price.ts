import { type Price, pricesOf } from '../../pricing/price.ts'
import type { Currency, DemoProduct } from '../catalog/product.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { World } from '../world.ts'

/** What a buyer paid for a basket on a day, line by line. No partner: a direct customer. */
export function pricesOn(world: World, partner: DemoPartner | null, basket: readonly { product: DemoProduct; quantity: number }[], day: string): Price[] {
  const currency: Currency = partner?.currency ?? 'TWD'
  const promotionsOf = ({ id }: DemoProduct) => world.promotions.filter(({ products, isFor }) => products.has(id) && isFor(partner)).map(({ terms }) => terms)
  return pricesOf(basket.map(({ product, quantity }) => ({ product: product.terms, quantity, promotions: promotionsOf(product) })), partner?.lists ?? world.directLists, { day, currency, byPartner: partner !== null })
}
