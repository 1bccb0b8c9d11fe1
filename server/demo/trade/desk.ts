import { newId } from '../../kit/ids.ts'
import { Decimal, round } from '../../kit/money.ts'
import type { OrderChangeState } from '../../orders/order-change.flow.ts'
import type { ReturnState } from '../../returns/return.flow.ts'
import { lineAmount } from '../../pricing/price.ts'
import type { World } from '../world.ts'
import type { OrderStory } from './order-story.ts'
import { record } from './record.ts'

const hour = 3_600_000
const changes: [state: OrderChangeState, reason: string, note?: string][] = [
  ['Submitted', 'The customer takes fewer for the first cell.'], ['PendingApproval', 'One fewer, at the price of the larger lot.'], ['Submitted', '客戶縮減首批數量。'], ['Rejected', 'Please leave the vises out.', 'They are packed already; send them back instead.'],
  ['Withdrawn', 'Half for now.'], ['Draft', 'Ask the customer first.'], ['PendingPartnerApproval', 'Five more for the stock of the branch.'],
]
const returns: [state: ReturnState, reason: string, condition: string, note: string, answer?: string][] = [
  ['Requested', 'DEFECTIVE', 'DEFECTIVE', 'The bearing is noisy above 8,000 rpm.'], ['Requested', 'NOT_NEEDED', 'UNOPENED', '客戶變更製程，未拆封。'], ['Approved', 'WRONG_ITEM', 'UNOPENED', 'We were sent the BT50.', 'Carriage is ours. Warehouse Taichung, gate 3.'],
  ['Received', 'EXCHANGE', 'USED', 'Old spindle in exchange.', 'Warehouse Taichung, gate 3.'], ['Rejected', 'OTHER', 'USED', 'It is dull after a week.', 'That is wear, which no warranty covers.'], ['Closed', 'DAMAGED', 'DAMAGED', 'The crate was dropped.', 'Settled with the carrier.'], ['Canceled', 'DEFECTIVE', 'DEFECTIVE', 'It was the fuse after all.'],
]

/** What the desk and its dealers do about orders after they were placed: holds, changes, returns in all their states. */
export function tellDesk(world: World, orders: readonly OrderStory[]): void {
  holds(world, orders)
  const known = ({ plan: { partner } }: OrderStory) => (partner?.code === 'NST' ? 0 : partner?.code === 'RVL' ? 1 : 2)
  const dealers = orders.filter(({ plan }) => plan.partner && plan.partner.state === 'Active').sort((a, b) => known(a) - known(b) || b.at.getTime() - a.at.getTime())
  const open = dealers.filter(({ row, lines }) => ['Placed', 'Confirmed'].includes(row.state) && lines.some((line) => line.quantity > 1))
  changes.forEach((change, index) => { if (open[index]) tellChange(world, open[index], ...change) })
  const arrived = dealers.filter(({ row, lines }) => ['Delivered', 'Closed'].includes(row.state) && lines.some((line) => line.delivered_quantity > 0))
  returns.forEach((found, index) => { if (arrived[index]) tellReturn(world, arrived[index], ...found) })
}

/** As the events of the orders tell them. */
function holds(world: World, orders: readonly OrderStory[]): void {
  const happened = world.rows.of('event')
  for (const order of orders) {
    const held = happened.find(({ type, subject_id: id }) => type === 'order.held' && id === order.id), released = happened.find(({ type, subject_id: id }) => type === 'order.released' && id === order.id)
    if (!held) continue
    const { reason = null } = held.data as { reason?: string }, credit = reason?.startsWith('Credit') ?? false
    world.rows.add('order_hold', { id: newId(), order_id: order.id, kind: credit ? 'CREDIT' : 'MANUAL', reason: credit ? null : reason, over_amount: null, held_by_id: held.actor_id, held_at: held.at,
      released_at: released?.at ?? (order.row.state === 'OnHold' ? null : order.at), released_by_id: released?.actor_id ?? null, release_reason: null })
  }
}

function tellChange(world: World, { id, number, row, plan, lines, at }: OrderStory, state: OrderChangeState, reason: string, note: string | null = null): void {
  const line = lines.find(({ quantity }) => quantity > 1)!, { unitPrice } = plan.lines[lines.indexOf(line)]!, currency = row.currency as string
  const more = state === 'PendingPartnerApproval' ? 5 : -1, after = line.quantity + more, amount = lineAmount(unitPrice, after, currency), seller = plan.seller ?? plan.creator, desk = world.member('desk')
  const asked = new Date(Math.min(at.getTime() + 3 * hour, world.calendar.now.getTime() - 2 * hour)), decided = ['Rejected'].includes(state), change = newId()
  const before = (plan.lines[lines.indexOf(line)]!.amount), total = new Decimal(plan.total), subtotal = new Decimal(plan.subtotal).minus(before).plus(amount)
  // the discount of its quote holds for what is changed, too
  const percent = (world.rows.of('quote_version').find((version) => version.id === plan.quote?.versionId)?.discount_percent ?? 0) as number | string
  world.rows.add('order_change', {
    id: change, order_id: id, number: 1, state, partner_id: row.partner_id, seller_id: row.seller_id, owner_id: row.owner_id, requested_by_id: seller.id, by_dealer: true, reason, requested_date_before: row.requested_date, requested_date_after: row.requested_date,
    currency, total_before: total.toFixed(), total_after: subtotal.minus(round(subtotal.times(percent).div(100), currency)).toFixed(), created_at: asked, submitted_at: state === 'Draft' ? null : asked, decided_by_id: decided ? desk.id : null, decided_at: decided ? new Date(asked.getTime() + hour) : null, decision_note: note,
  })
  if (state === 'PendingApproval') world.rows.add('order_change_internal', { change_id: change, approval_reasons: [{ code: 'discount', actual: '12.5', limit: '10' }], submitted_by_id: desk.id })
  world.rows.add('order_change_line', { id: newId(), change_id: change, position: 1, order_line_id: line.id, product_id: plan.lines[lines.indexOf(line)]!.product.id, quantity_before: line.quantity, quantity_after: after,
    net_price: plan.lines[lines.indexOf(line)]!.netPrice.toFixed(), unit_price: unitPrice.toFixed(), amount_before: before.toFixed(), amount_after: amount.toFixed() })
  const subject = { type: 'order', id, accountId: row.account_id as string | null, partnerId: row.partner_id as string | null, ownerId: row.owner_id as string | null, sellerId: row.seller_id as string | null }
  if (state === 'Draft') return
  record(world, 'orderChange.submitted', asked, seller, subject, { number, change: 1, waits: state === 'PendingPartnerApproval' }, true)
  if (decided) record(world, 'orderChange.rejected', new Date(asked.getTime() + hour), desk, subject, { number, change: 1, reason: note }, true)
  if (state === 'PendingApproval') record(world, 'orderChange.routed', new Date(asked.getTime() + hour), desk, subject, { number, change: 1 }, false)
  if (state === 'Withdrawn') record(world, 'orderChange.withdrawn', new Date(asked.getTime() + hour), seller, subject, { number, change: 1 }, true)
}

function tellReturn(world: World, { id, number, row, plan, lines, at }: OrderStory, state: ReturnState, reason: string, condition: string, note: string, answer: string | null = null): void {
  const line = lines.find(({ delivered_quantity: delivered }) => delivered > 0)!, seller = plan.seller ?? plan.creator, desk = world.member('desk2'), name = world.numbers.next('return', plan.partner, at), found = newId()
  const asked = new Date(Math.min(at.getTime() + 50 * hour, world.calendar.now.getTime() - 30 * hour)), later = (hours: number) => new Date(asked.getTime() + hours * hour), came = ['Received', 'Closed'].includes(state)
  world.rows.add('return_authorization', {
    id: found, number: name, order_id: id, state, partner_id: row.partner_id, account_id: row.account_id, seller_id: row.seller_id, owner_id: row.owner_id, requested_by_id: seller.id, reason, note,
    decided_by_id: answer ? desk.id : null, decided_at: answer ? later(4) : null, decision_note: answer, received_at: came ? later(20) : null, closed_at: state === 'Closed' ? later(24) : null, created_at: asked, updated_at: asked,
  })
  world.rows.add('return_line', { id: newId(), return_id: found, position: 1, order_line_id: line.id, quantity: 1, condition, received_quantity: came ? 1 : 0, restocked_quantity: 0 })
  const subject = { type: 'order', id, accountId: row.account_id as string | null, partnerId: row.partner_id as string | null, ownerId: row.owner_id as string | null, sellerId: row.seller_id as string | null }
  const tell = (verb: string, hours: number, by: typeof desk, more: Record<string, unknown> = {}) => record(world, `return.${verb}`, later(hours), by, subject, { number, return: name, returnId: found, ...more }, true)
  tell('requested', 0, seller, { cause: reason })
  if (answer) tell(state === 'Rejected' ? 'rejected' : 'approved', 4, desk, state === 'Rejected' ? { reason: answer } : {})
  if (came) tell('received', 20, desk)
  if (state === 'Closed') tell('closed', 24, desk)
  if (state === 'Canceled') tell('canceled', 6, seller)
}
