import type { World } from '../world.ts'
import type { Family, Item } from './family.ts'
import type { DemoProduct } from './product.ts'

/** What lies there today: some shelves are empty, and some of those will be filled. */
export function stockOf(world: World, product: DemoProduct, family: Family, item: Item): void {
  const { random, calendar } = world
  if (item.lifecycle === 'PLANNED') return
  const usual = item.lifecycle === 'DISCONTINUED' ? 0 : family.stock
  const empty = random.chance(usual <= 3 ? 0.3 : 0.12)
  product.onHand = empty ? 0 : random.int(Math.ceil(usual * 0.3), Math.ceil(usual * 1.5))
  if (usual > 0 && random.chance(empty ? 0.75 : 0.25)) {
    product.inbound = { quantity: Math.max(1, random.int(Math.ceil(usual * 0.5), usual)), date: calendar.day(random.int(4, Math.max(12, family.leadTimeDays))) }
  }
}

/** Written when every order has taken its share. */
export function writeStock(world: World): void {
  for (const { id, onHand, reserved, inbound } of world.products) {
    world.rows.add('stock', { product_id: id, on_hand: onHand, reserved, inbound_quantity: inbound?.quantity ?? 0, inbound_date: inbound?.date ?? null })
  }
}
