import type { DemoProduct } from '../catalog/product.ts'
import type { World } from '../world.ts'
import type { Wanted } from './lines.ts'

const sold = ({ lifecycle }: DemoProduct) => lifecycle === 'ACTIVE' || lifecycle === 'PHASING_OUT'
const from = (world: World, test: (product: DemoProduct) => boolean) => world.products.filter((product) => sold(product) && test(product))
const priceOf = ({ terms }: DemoProduct) => Number(terms.listPrices.find(({ currency }) => currency === 'TWD')!.price)

/** What goes with which machine. */
const fittings: Record<string, string[]> = {
  'cnc-lathes': ['chucks', 'bar-feeders', 'chip-conveyors', 'cutting-tools'], 'turning-centres': ['bar-feeders', 'chip-conveyors', 'coolant-filtration', 'cutting-tools'],
  'vertical-machining-centres': ['tool-holders', 'vises', 'rotary-tables', 'probes', 'chip-conveyors', 'cutting-tools'], 'horizontal-machining-centres': ['tool-holders', 'probes', 'coolant-filtration', 'cutting-tools'],
  'five-axis': ['tool-holders', 'vises', 'probes', 'cutting-tools'], drilling: ['tool-holders', 'vises', 'cutting-tools'], grinding: ['measuring-instruments', 'coolant-filtration'], edm: ['lubricants', 'measuring-instruments'], sawing: ['lubricants'],
}
const bulk: Record<string, [number, number]> = { 'tool-holders': [6, 30], 'cutting-tools': [10, 60], lubricants: [2, 12], 'measuring-instruments': [1, 4], vises: [1, 3] }

function quantityOf(world: World, category: string): number {
  const [least, most] = bulk[category] ?? [1, 1]
  return world.random.int(least, most)
}

const different = (lines: Wanted[]): Wanted[] => [...new Map(lines.map((line) => [line.product.sku, line])).values()]

/** A machine with what belongs on and in it, up to a price in TWD. Cheaper ones are bought more often. */
export function machineBasket(world: World, most = Infinity): Wanted[] {
  const { random } = world
  const machines = from(world, (product) => product.group === 'machines' && priceOf(product) <= most)
  const some = random.some(machines, 3).sort((a, b) => priceOf(a) - priceOf(b))
  const machine = random.chance(0.75) ? some[0]! : some[1]!
  const extras = random.some(fittings[machine.category] ?? [], random.int(1, 4)).map((category): Wanted => ({ product: random.pick(from(world, (product) => product.category === category)), quantity: quantityOf(world, category) }))
  return different([{ product: machine, quantity: random.chance(0.12) ? 2 : 1 }, ...extras])
}

/** Tools and supplies in quantities that shops use up in some weeks. */
export function toolingBasket(world: World): Wanted[] {
  const { random } = world
  const wares = from(world, ({ group, category }) => group === 'tooling' || category === 'lubricants')
  return random.some(wares, random.int(3, 8)).map((product) => ({ product, quantity: random.chance(0.15) ? random.int(60, 140) : random.int(4, 40) }))
    .map(({ product, quantity }) => ({ product, quantity: product.category === 'lubricants' ? Math.ceil(quantity / 8) : quantity }))
}

/** Fixtures, measuring and handling for machines that stand there already. */
export function equipmentBasket(world: World): Wanted[] {
  const { random } = world
  const wares = from(world, ({ group }) => group === 'workholding' || group === 'automation' || group === 'measuring')
  return random.some(wares, random.int(1, 4)).map((product) => ({ product, quantity: priceOf(product) > 30_000 ? random.int(1, 2) : random.int(1, 8) }))
}

export function partsBasket(world: World): Wanted[] {
  const { random } = world
  const wares = from(world, ({ category }) => category === 'spindles' || category === 'spare-parts')
  return random.some(wares, random.int(1, 3)).map((product) => ({ product, quantity: priceOf(product) > 20_000 ? 1 : random.int(1, 6) }))
}

export const basketOf = { machine: machineBasket, tooling: toolingBasket, equipment: equipmentBasket, parts: partsBasket }
/** What a sub-dealer's customers spend on a machine at most, in TWD. */
export const smallMachine = 1_500_000
export type BasketKind = keyof typeof basketOf
