import { newId } from '../../kit/ids.ts'
import type { PromotionTerms } from '../../pricing/terms.ts'
import type { DemoProduct } from '../catalog/product.ts'
import { type Words, words } from '../kit/words.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { World } from '../world.ts'

type Offer = Partial<Pick<PromotionTerms, 'kind' | 'percent' | 'amount' | 'currency' | 'buyQuantity' | 'getQuantity' | 'partnersOnly' | 'stackable' | 'minQuantity'>>
interface PromotionPlan extends Offer {
  name: Words; description?: Words; from: number; to: number; rank: number
  of: (product: DemoProduct) => boolean
  /** How many of each product a bundle needs, by SKU. */
  bundle?: Record<string, number>
  state?: 'Draft' | 'Paused' | 'Ended'
  /** Since when, in days from today, it pauses or its budget is used up. */
  offSince?: number
  /** In pieces, or in New Taiwan dollars; `used` is just what was used. */
  budget?: { quantity: number } | { amount: number } | 'used'
  level?: string
}

/** From and to in days from today. */
const plans: PromotionPlan[] = [
  { name: words('Spring tooling weeks', '春季刀具週', '春季刀具周'), percent: '8', from: -215, to: -165, minQuantity: 10, rank: 20, of: ({ category }) => category === 'cutting-tools', state: 'Ended' },
  { name: words('Workholding autumn offer', '夾治具秋季優惠', '工装夹具秋季优惠'), percent: '6', from: -24, to: 40, partnersOnly: true, rank: 10, of: ({ category }) => category === 'rotary-tables' || category === 'vises', budget: { quantity: 400 },
    description: words('Rotary tables and vises for the end of the year, for all our dealers.', '年底前迴轉台與虎鉗優惠，所有經銷商適用。', '年底前回转台与虎钳优惠，所有经销商适用。') },
  { name: words('Inserts by the box', '刀片整盒優惠', '刀片整盒优惠'), percent: '10', from: -35, to: 26, minQuantity: 20, rank: 20, of: ({ sku }) => sku.startsWith('IN-') },
  { name: words('Spindle exchange weeks', '主軸換新週', '主轴换新周'), percent: '12', from: 15, to: 75, rank: 30, of: ({ sku }) => sku.startsWith('SP-') },
  { name: words('Tool holders: ten and one', '刀把買十送一', '刀柄买十赠一'), kind: 'BUY_GET', buyQuantity: 10, getQuantity: 1, from: -120, to: 30, rank: 40, of: ({ category }) => category === 'tool-holders', budget: { quantity: 8_000 },
    description: words('With ten tool holders of a kind, the eleventh is free.', '同款刀把每買十支，第十一支免費。', '同款刀柄每买十支，第十一支免费。') },
  { name: words('Probe days', '測頭日', '测头日'), kind: 'AMOUNT', amount: '1500', currency: 'TWD', from: -90, to: 20, rank: 50, of: ({ category }) => category === 'probes' || category === 'measuring-instruments', offSince: -12, budget: 'used' },
  { name: words('Chucks for Gold dealers', '金級經銷商夾頭優惠', '金级经销商卡盘优惠'), percent: '5', stackable: true, from: -60, to: 45, rank: 15, of: ({ category }) => category === 'chucks', state: 'Paused', offSince: -5, level: 'Gold' },
]

export interface DemoPromotion { terms: PromotionTerms; products: Set<string>; isFor: (partner: DemoPartner | null) => boolean; budget?: PromotionPlan['budget'] }

export function buildPromotions(world: World): void {
  for (const plan of [...plans, ...bundles(world)]) addPromotion(world, plan)
}

/** Two bundles: one runs, one is still a draft. */
function bundles(world: World): PromotionPlan[] {
  const first = (category: string) => world.products.find((product) => product.category === category)!
  const [vise, chuck, tool] = [first('vises'), first('chucks'), first('cutting-tools')], of = (...products: DemoProduct[]) => (product: DemoProduct) => products.includes(product)
  return [
    { name: words('Workholding set', '夾持組合', '夹持套装'), kind: 'BUNDLE', percent: '9', from: -80, to: 60, rank: 60, of: of(vise, tool), bundle: { [tool.sku]: 4 },
      description: words('A vise and four tools to begin with.', '一台虎鉗加四支刀具，立即開工。', '一台虎钳加四把刀具，立即开工。') },
    { name: words('New year starter set', '新年入門組', '新年入门套装'), kind: 'BUNDLE', percent: '12', from: 30, to: 90, rank: 60, of: of(vise, chuck), state: 'Draft' },
  ]
}

function addPromotion(world: World, { name, description, from, to, rank, of, bundle = {}, state, offSince, budget, level, kind = 'PERCENT', percent = null, amount = null, currency = null, buyQuantity = null, getQuantity = null, minQuantity = 1, stackable = false, partnersOnly = false }: PromotionPlan): void {
  const id = newId(), { calendar } = world, validFrom = calendar.day(from), validTo = calendar.day(to)
  const products = world.products.filter((product) => of(product))
  const items = products.map((product) => ({ productId: product.id, name: product.sku, quantity: bundle[product.sku] ?? 1 }))
  // who asks for the price of a day on which it is off gets none of it
  const terms: PromotionTerms = { id, name: name.en, kind, rank, percent, amount, currency, buyQuantity, getQuantity, minQuantity, maxQuantity: null, stackable, partnersOnly, validFrom, validTo: offSince === undefined ? validTo : calendar.day(offSince - 1), ...(kind === 'BUNDLE' ? { bundle: items } : {}) }
  if (state !== 'Draft') world.promotions.push({ terms, products: new Set(products.map((product) => product.id)), isFor: (partner) => !level || partner?.level === level, ...(budget ? { budget } : {}) })
  world.rows.add('promotion', {
    id, name: name.en, name_i18n: name, ...(description ? { description: description.en, description_i18n: description } : {}), kind, percent, amount, currency, buy_quantity: buyQuantity, get_quantity: getQuantity, min_quantity: minQuantity,
    valid_from: validFrom, valid_to: validTo, rank, stackable, partners_only: partnersOnly, ...(state ? { state } : {}), ...(offSince === undefined ? {} : { off_days: `{[${calendar.day(offSince)},)}` }), ...(budget === 'used' ? { exhausted: true } : {}),
  })
  for (const { productId, quantity } of items) world.rows.add('promotion_product', { promotion_id: id, product_id: productId, quantity })
  if (level) world.rows.add('promotion_level', { promotion_id: id, level_id: world.levels.get(level) })
}

/** What was used of the budgets, once all orders are told. */
export function buildBudgets(world: World): void {
  for (const { terms: { id }, budget } of world.promotions) {
    if (!budget) continue
    const uses = world.rows.of('promotion_use').filter(({ promotion_id }) => promotion_id === id)
    const quantity = uses.reduce((sum, use) => sum + Number(use.quantity) - Number(use.released_quantity), 0), amount = uses.reduce((sum, { counted, released_amount }) => sum + (Number(released_amount) > 0 ? 0 : Number(counted)), 0)
    world.rows.add('promotion_budget', { promotion_id: id, used_quantity: quantity, used_amount: amount, ...(budget === 'used' ? { quantity: Math.max(quantity, 1) } : 'amount' in budget ? { ...budget, currency: 'TWD' } : budget) })
  }
}
