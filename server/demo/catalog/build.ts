import { newId } from '../../kit/ids.ts'
import { type Words, eachLanguage } from '../kit/words.ts'
import type { World } from '../world.ts'
import { type CategoryPlan, categories } from './categories.ts'
import { attribute } from './facts.ts'
import { type Family, type Item, type VariantPlan, itemsOf } from './family.ts'
import { families } from './families.ts'
import { costIn, listPrice } from './money.ts'
import { type Currency, type DemoProduct, currencies } from './product.ts'
import { stockOf } from './stock.ts'

export function buildCatalog(world: World): void {
  categories.forEach((category, position) => addCategory(world, category, position, null))
  const replacements = new Map<string, string>()
  for (const family of families) {
    for (const item of itemsOf(family)) {
      addProduct(world, family, item)
      if (item.replacement) replacements.set(item.sku, item.replacement)
    }
    for (const variant of family.variants ?? []) addVariants(world, family, variant)
  }
  const products = world.rows.of('product')
  for (const [sku, replacement] of replacements) products.find((row) => row.sku === sku)!.replacement_id = world.product(replacement).id
}

function addCategory(world: World, plan: CategoryPlan, position: number, parent: CategoryNode | null): void {
  const id = newId()
  const node: CategoryNode = { id, slug: plan.slug, path: [...(parent?.path ?? []), id], group: parent?.slug ?? plan.slug }
  world.categories.set(plan.slug, node)
  world.rows.add('category', { id, slug: plan.slug, name: plan.name.en, name_i18n: plan.name, parent_id: parent?.id ?? null, path: node.path, position })
  plan.children?.forEach((child, index) => addCategory(world, child, index, node))
}
export interface CategoryNode { id: string; slug: string; path: string[]; group: string }

const fill = (text: Words, item: Item): Words =>
  eachLanguage((language) => text[language].replace('{sku}', item.sku).replace(/\{(\d)\}/g, (_, index) => item.values[Number(index)]!))

function addProduct(world: World, family: Family, item: Item, base: DemoProduct | null = null, label: Words | null = null): void {
  const id = newId()
  const plain = fill(family.name, item)
  const name = label ? eachLanguage((language) => (language === 'en' ? `${plain.en}, ${label.en}` : `${plain[language]}（${label[language]}）`)) : plain
  const description = fill(family.text, item)
  const node = world.categories.get(family.category)!
  const known = item.values.flatMap((value, index) => (family.facts[index] && value !== '-' ? [[family.facts[index], value] as const] : []))
  const sold = item.lifecycle === 'ACTIVE' || item.lifecycle === 'PHASING_OUT'
  const product: DemoProduct = {
    id, sku: item.sku, name, category: family.category, group: node.group, lifecycle: item.lifecycle, leadTimeDays: family.leadTimeDays,
    terms: { id, categoryPath: node.path, listPrices: [] }, cost: costs(item.price * family.cost), onHand: 0, supplies: [], free: [],
  }
  world.products.push(product)
  world.rows.add('product', {
    id, sku: item.sku, name: name.en, name_i18n: name, description: description.en, description_i18n: description, category_id: node.id, category_path: node.path,
    unit: family.unit ?? 'piece', lifecycle: item.lifecycle, orderable: sold, attributes: [...known, ...(family.common ?? [])].map(([fact, value]) => attribute(fact, value)),
    replacement_id: null, variant_of_id: base?.id ?? null, lead_time_days: family.leadTimeDays, position: world.products.length,
    created_at: world.calendar.ago(world.random.int(400, 2400)),
  })
  addPrices(world, product, item.price)
  stockOf(world, product, family, item)
}

function addVariants(world: World, family: Family, variant: VariantPlan): void {
  for (const item of itemsOf(family).filter(({ sku }) => variant.of.includes(sku))) {
    const values = item.values.map((value, index) => variant.changes[family.facts[index] ?? ''] ?? value)
    addProduct(world, family, { ...item, values, sku: item.sku + variant.suffix, price: Math.round((item.price * variant.price) / 10) * 10 }, world.product(item.sku), variant.name)
  }
}

const costs = (twd: number): Record<Currency, number> => ({ TWD: costIn(twd, 'TWD'), USD: costIn(twd, 'USD'), EUR: costIn(twd, 'EUR') })

/** Last year's prices and this year's, which rose by three per cent. */
function addPrices(world: World, { id, terms, cost, lifecycle }: DemoProduct, twd: number): void {
  const { year } = world.calendar
  for (const currency of currencies) {
    const price = (validFrom: string, validTo: string | null, amount: number) => {
      terms.listPrices.push({ currency, price: String(amount), validFrom, validTo })
      world.rows.add('list_price', { product_id: id, currency, price: amount, valid_from: validFrom, valid_to: validTo })
    }
    price(`${year - 1}-01-01`, `${year - 1}-12-31`, listPrice(twd / 1.03, currency))
    if (lifecycle !== 'DISCONTINUED') price(`${year}-01-01`, null, listPrice(twd, currency))
    world.rows.add('product_cost', { product_id: id, currency, cost: cost[currency], valid_from: `${year - 1}-01-01`, valid_to: null })
  }
}
