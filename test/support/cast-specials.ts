import { type Row, type Tables, idOf, partnerId, productId } from './cast.ts'

const states = ['Draft', 'Submitted', 'Returned', 'Withdrawn', 'Approved', 'Rejected', 'Expired']

/** What Northstar and its rival asked for, in every state; what was drafted for each by one of ours; what orders took. */
export function specials({ sales_order, order_line }: Tables): Tables {
  const tables: Tables = { special_price: [], special_price_line: [], special_price_use: [] }
  const add = (code: string, state: string, origin: string, whose: Row) => {
    const id = idOf(`special ${code} ${state} ${origin}`), granted = ['Approved', 'Expired'].includes(state)
    tables.special_price!.push({ id, number: `S-${code}-${state}-${origin}`, state, origin, partner_id: partnerId(code), ...whose, currency: 'USD', valid_from: '2026-01-01', valid_to: '2026-03-31', competitor: `rival of ${code}`, reason: `tender of ${code}`, created_at: '2026-01-06T08:00:00Z' })
    const line = idOf(`line ${id}`)
    tables.special_price_line!.push({ id: line, special_price_id: id, position: 1, product_id: productId('MILL'), quantity: 10, requested_price: 50, list_price: 100, net_price: 90, used_quantity: granted ? 2 : 0, ...(granted ? { approved_quantity: 8, approved_price: 55 } : {}) })
    const order = sales_order!.find(({ partner_id }) => partner_id === partnerId(code))
    if (!granted || !order) return
    tables.special_price_use!.push({ id: idOf(`use ${id}`), line_id: line, special_price_id: id, order_id: order.id, order_line_id: order_line!.find(({ order_id }) => order_id === order.id)!.id, line_quantity: 2, quantity: 2, released_quantity: 0, at: '2026-01-06T08:00:00Z' })
  }
  for (const code of ['NST', 'RVL']) {
    const { seller_id, owner_id } = sales_order!.find(({ partner_id }) => partner_id === partnerId(code))!
    for (const state of states) add(code, state, 'PARTNER', { seller_id, owner_id, created_by_id: seller_id })
    add(code, 'Draft', 'STAFF', { owner_id, created_by_id: owner_id })
    add(code, 'Submitted', 'STAFF', { owner_id, created_by_id: owner_id })
  }
  return tables
}
