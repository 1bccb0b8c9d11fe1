import { orderChangeFlow } from '../../server/orders/order-change.flow.ts'
import { returnFlow } from '../../server/returns/return.flow.ts'
import { type Row, type Tables, idOf } from './cast.ts'

const at = '2026-01-06T08:00:00Z'

/** What happened to the cast's orders after they were placed: Northstar's in every state, one of each kind of everybody else's; drafts of both sides. */
export function orderDesk({ sales_order: orders, order_line: lines }: Tables): Tables {
  const tables: Tables = { order_hold: [], order_change: [], order_change_internal: [], order_change_line: [], return_authorization: [], return_line: [], credit_setting: [{ id: idOf('credit setting'), overdue_days: 30, releases: { manager: { USD: '25000' }, finance: { USD: '250000' }, administrator: null }, revision: 1 }] }
  const lineOf = (order: Row) => lines!.find(({ order_id }) => order_id === order.id)!
  const whose = ({ partner_id, seller_id, owner_id, created_by_id }: Row): Row => ({ partner_id, seller_id, owner_id, requested_by_id: created_by_id })
  let number = 0
  const change = (order: Row, state: string, byDealer: boolean) => {
    const id = idOf(`change ${order.id} ${state} ${byDealer}`), line = lineOf(order)
    tables.order_change!.push({ id, order_id: order.id, number: ++number, state, revision: 1, ...whose(order), by_dealer: byDealer, reason: 'fewer', currency: 'USD', total_before: 360, total_after: 180, created_at: at })
    if (state === 'PendingApproval') tables.order_change_internal!.push({ change_id: id, approval_reasons: [{ code: 'margin', actual: '3', limit: '20' }], submitted_by_id: idOf('desk@guanxi.example') })
    tables.order_change_line!.push({ id: idOf(`line ${id}`), change_id: id, position: 1, order_line_id: line.id, product_id: line.product_id, quantity_before: 4, quantity_after: 2, net_price: 90, unit_price: 90, amount_before: 360, amount_after: 180 })
  }
  const comesBack = (order: Row, state: string) => {
    const id = idOf(`return ${order.id} ${state}`)
    tables.return_authorization!.push({ id, number: `R-${++number}`, order_id: order.id, state, revision: 1, ...whose(order), account_id: order.account_id, reason: 'DEFECTIVE', note: 'rattles', created_at: at, updated_at: at })
    tables.return_line!.push({ id: idOf(`line ${id}`), return_id: id, position: 1, order_line_id: lineOf(order).id, quantity: 1, condition: 'DEFECTIVE', received_quantity: ['Received', 'Closed'].includes(state) ? 1 : 0, restocked_quantity: 0 })
  }
  for (const order of orders!) {
    if (order.state === 'OnHold') tables.order_hold!.push({ id: idOf(`hold ${order.id}`), order_id: order.id, kind: 'CREDIT', reason: 'known for it', held_by_id: order.owner_id, held_at: at })
    if (order.state !== 'Placed') continue
    change(order, 'Submitted', true)
    for (const byDealer of [true, false]) change(order, 'Draft', byDealer)
    comesBack(order, 'Requested')
    tables.order_hold!.push({ id: idOf(`hold ${order.id}`), order_id: order.id, kind: 'MANUAL', reason: 'asked back', held_by_id: order.owner_id, held_at: at, released_by_id: order.owner_id, released_at: at, release_reason: 'they called' })
  }
  // one change waits at a time, so that each stands on an order of its own
  const own = orders!.filter(({ number: name }) => /^order (?!Placed)[A-Z]/.test(name as string))
  orderChangeFlow.states.filter((state) => !['Draft', 'Submitted'].includes(state)).forEach((state, index) => change(own[index % own.length]!, state, true))
  for (const order of own.filter(({ state }) => state === 'Delivered')) for (const state of returnFlow.states) if (state !== 'Requested') comesBack(order, state)
  return tables
}
