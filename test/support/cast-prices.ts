import { type Tables, idOf, partnerId, productId } from './cast.ts'

const at = '2026-01-07T08:00:00Z'

/** A change of prices that waits, and what it would do to an order of each of two rivals. */
export function priceChanges(): Tables {
  const terms = (value: number) => ({ product_id: productId('MILL'), category_id: null, min_quantity: 1, basis: 'LIST_PERCENT', value, valid_from: null, valid_to: null, round_to: null, round_ending: null, round_mode: null })
  const codes = ['NST', 'RVL'], effect = idOf('effect'), change = idOf('price change'), money = { before: 90, after: 92 }
  return {
    price_change: [{ id: change, price_list_id: idOf('list Gold'), source: 'MASS', state: 'Prepared', percent: 2, list_revision: 1, change_count: 1, below_cost_count: 0, created_by_id: idOf('product@guanxi.example'), created_at: at, updated_at: at, revision: 1 }],
    price_change_item: [{ id: idOf('price change item'), change_id: change, place: 0, entry_id: idOf('entry Gold'), new_id: idOf('entry Gold later'), product_id: productId('MILL'), target_id: productId('MILL'), min_quantity: 1,
      everything: false, remove: false, match: false, given: {}, before: terms(90), after: terms(92), price_before: 90, price_after: 92, cost: 60 }],
    price_effect: [{ id: effect, change_id: change, from_day: '2025-10-01', to_day: '2025-12-31', on_day: '2026-01-07', state: 'Done', order_count: 2, line_count: 2, created_by_id: idOf('product@guanxi.example'), created_at: at, done_at: at }],
    price_effect_buyer: codes.map((code) => ({ id: idOf(`effect ${code}`), effect_id: effect, partner_id: partnerId(code), currency: 'USD', order_count: 1, line_count: 1, quantity: 1, ...money, cost: 60 })),
    price_effect_line: codes.map((code) => ({ id: idOf(`effect line ${code}`), effect_id: effect, buyer_id: idOf(`effect ${code}`), order_id: idOf(`order ${code}`), order_number: `${code}-1`, ordered_on: '2025-11-01', product_id: productId('MILL'), quantity: 1, price_before: 90, price_after: 92, ...money, unit_cost: 60 })),
  }
}
