import { type Row, type Tables, idOf, partnerId, productId } from './cast.ts'

/** Promotions for everybody, for one of two rivals, for a level, for countries, one that is still a draft; and what Northstar and its rival used. */
export function promotions({ sales_order, order_line }: Tables): Tables {
  const promotion = (name: string, more: Row = {}): Row =>
    ({ id: idOf(name), name, name_i18n: {}, kind: 'PERCENT', percent: 5, state: 'Active', min_quantity: 1, valid_from: '2020-01-01', valid_to: '2020-02-01', rank: 1, stackable: false, partners_only: false, all_products: false, by_partner: false, by_level: false, by_country: false, by_category: false, ...more })
  const names = ['promotion', 'promotion draft', 'promotion NST', 'promotion RVL', 'promotion Gold', 'promotion Gold in Germany', 'promotion Germany']
  const used = (code: string): Row[] => sales_order!.filter(({ partner_id }) => partner_id === partnerId(code)).slice(0, 2).map(({ id, partner_id }) => {
    const line = order_line!.find(({ order_id }) => order_id === id)!
    return { id: idOf(`use ${id}`), promotion_id: idOf('promotion'), order_id: id, order_line_id: line.id, partner_id, product_id: line.product_id, line_quantity: 1, quantity: 1, amount: 5, currency: 'USD', counted: 5, at: '2026-01-06T08:00:00Z', released_quantity: 0, released_amount: 0 }
  })
  return {
    promotion: names.map((name) => promotion(name, name === 'promotion draft' ? { state: 'Draft' } : name === 'promotion' ? { by_category: true } : { by_partner: /NST|RVL/.test(name), by_level: /Gold/.test(name), by_country: /Germany/.test(name) })),
    promotion_product: names.map((name) => ({ promotion_id: idOf(name), product_id: productId('MILL'), quantity: 1 })),
    promotion_category: [{ promotion_id: idOf('promotion'), category_id: idOf('category') }],
    promotion_partner: ['NST', 'RVL'].map((code) => ({ promotion_id: idOf(`promotion ${code}`), partner_id: partnerId(code) })),
    promotion_level: ['promotion Gold', 'promotion Gold in Germany'].map((name) => ({ promotion_id: idOf(name), level_id: idOf('level Gold') })),
    promotion_country: ['promotion Germany', 'promotion Gold in Germany'].map((name) => ({ promotion_id: idOf(name), country: 'DE' })),
    promotion_budget: names.map((name) => ({ promotion_id: idOf(name), amount: 1000, currency: 'USD', used_amount: 10, used_quantity: 2 })),
    promotion_use: [...used('NST'), ...used('RVL')],
  }
}
