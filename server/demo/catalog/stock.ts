import { newId } from '../../kit/ids.ts'
import { Random } from '../kit/random.ts'
import type { World } from '../world.ts'
import type { Family, Item } from './family.ts'
import type { DemoProduct } from './product.ts'

const suppliers = ['Taichung works', 'Sanyi Precision', 'Kuei Shan Tools', 'Nagano Seiki', 'Weber Messtechnik']

/** What lies there today: some shelves are empty, and some of those will be filled, now and then later than announced. */
export function stockOf(world: World, product: DemoProduct, family: Family, item: Item): void {
  const { random, calendar } = world
  if (item.lifecycle === 'PLANNED') return
  const usual = item.lifecycle === 'DISCONTINUED' ? 0 : family.stock
  const empty = random.chance(usual <= 3 ? 0.3 : 0.12)
  product.onHand = empty ? 0 : random.int(Math.ceil(usual * 0.3), Math.ceil(usual * 1.5))
  // chance of its own, so that what the rest of the story is told by stays as it was
  const more = new Random([...product.sku].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0) | 0, 7))
  if (usual > 0 && random.chance(empty ? 0.75 : 0.25)) announce(world, more, product, Math.max(1, random.int(Math.ceil(usual * 0.5), usual)), random.int(4, Math.max(12, family.leadTimeDays)))
  if (usual > 0 && more.chance(0.12)) announce(world, more, product, Math.max(1, more.int(Math.ceil(usual * 0.3), usual)), more.int(14, 45))
  if (usual > 2 && more.chance(0.07)) announce(world, more, product, more.int(2, usual), -more.int(1, 6), more.chance(0.5) ? 1 : 0)
  product.supplies.sort((a, b) => (a.date < b.date ? -1 : 1))
  product.free = [{ date: calendar.today, quantity: product.onHand }, ...product.supplies.filter(({ date }) => date >= calendar.today).map(({ id, date, quantity }) => ({ date, quantity, supplyId: id }))]
}

function announce({ calendar }: World, chance: Random, product: DemoProduct, quantity: number, inDays: number, received = 0): void {
  product.supplies.push({ id: newId(), quantity, received, date: calendar.day(inDays), source: `${chance.pick(suppliers)}, PO-${chance.int(4100, 4990)}`, createdAt: calendar.with(chance).ago(chance.int(8, 40)) })
}

/** What is held of it is added by the database, when the reservations are written. */
export function writeStock(world: World): void {
  for (const { id, onHand, supplies } of world.products) {
    world.rows.add('stock', { product_id: id, on_hand: onHand })
    for (const { id: supplyId, quantity, received, date, source, createdAt } of supplies) {
      world.rows.add('supply', { id: supplyId, product_id: id, quantity, received_quantity: received, expected_date: date, source, state: 'Announced', created_by_id: world.member('product').id, created_at: createdAt, updated_at: createdAt })
    }
  }
}
