import { newId } from '../../kit/ids.ts'
import type { PromotionTerms } from '../../pricing/terms.ts'
import type { DemoProduct } from '../catalog/product.ts'
import { type Words, words } from '../kit/words.ts'
import type { World } from '../world.ts'

interface PromotionPlan { name: Words; percent: number; from: number; to: number; minQuantity: number; partnersOnly: boolean; rank: number; of: (product: DemoProduct) => boolean }

/** From and to in days from today. */
const plans: PromotionPlan[] = [
  { name: words('Spring tooling weeks', '春季刀具週', '春季刀具周'), percent: 8, from: -215, to: -165, minQuantity: 10, partnersOnly: false, rank: 20, of: ({ category }) => category === 'cutting-tools' },
  { name: words('Workholding autumn offer', '夾治具秋季優惠', '工装夹具秋季优惠'), percent: 6, from: -24, to: 40, minQuantity: 1, partnersOnly: true, rank: 10, of: ({ category }) => category === 'rotary-tables' || category === 'vises' },
  { name: words('Inserts by the box', '刀片整盒優惠', '刀片整盒优惠'), percent: 10, from: -35, to: 26, minQuantity: 20, partnersOnly: false, rank: 20, of: ({ sku }) => sku.startsWith('IN-') },
  { name: words('Spindle exchange weeks', '主軸換新週', '主轴换新周'), percent: 12, from: 15, to: 75, minQuantity: 1, partnersOnly: false, rank: 30, of: ({ sku }) => sku.startsWith('SP-') },
]

export interface DemoPromotion { terms: PromotionTerms; products: Set<string> }

export function buildPromotions(world: World): void {
  for (const { name, percent, from, to, minQuantity, partnersOnly, rank, of } of plans) {
    const id = newId(), validFrom = world.calendar.day(from), validTo = world.calendar.day(to)
    const products = world.products.filter((product) => of(product)).map((product) => product.id)
    world.promotions.push({
      terms: { id, name: name.en, kind: 'PERCENT', rank, percent: String(percent), minQuantity, maxQuantity: null, stackable: false, partnersOnly, validFrom, validTo }, products: new Set(products),
    })
    world.rows.add('promotion', { id, name: name.en, name_i18n: name, percent, min_quantity: minQuantity, valid_from: validFrom, valid_to: validTo, rank, partners_only: partnersOnly })
    for (const product of products) world.rows.add('promotion_product', { promotion_id: id, product_id: product })
  }
}
