import type { Decimal } from '../../kit/money.ts'
import { priceOf } from '../../pricing/price.ts'
import type { Currency, DemoProduct } from '../catalog/product.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { World } from '../world.ts'

/** What a buyer paid for one on a day, and the list price then; null where there was no price. No partner: a direct customer. */
export function priceOn(world: World, partner: DemoPartner | null, product: DemoProduct, quantity: number, day: string): { listPrice: Decimal; netPrice: Decimal } | null {
  const currency: Currency = partner?.currency ?? 'TWD'
  const promotions = world.promotions.filter(({ products }) => products.has(product.id)).map(({ terms }) => terms)
  const { listPrice, netPrice } = priceOf(product.terms, partner?.lists ?? world.directLists, promotions, { quantity, day, currency, byPartner: partner !== null })
  return listPrice && netPrice && { listPrice, netPrice }
}
