import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { Decimal } from '../kit/money.ts'
import { lockCredit, refuseExceeded } from '../orders/credit.ts'
import { orderChangeFlow } from '../orders/order-change.flow.ts'
import type { OrderChange, OrderChangeLine } from '../orders/order-change.ts'
import { OrderLine, goodsOf } from '../orders/order-line.ts'
import { type Priced, pricedOrder, rewriteTotals } from '../orders/order-totals.ts'
import { close } from '../orders/fulfil.ts'
import { movePromise } from '../orders/order-promise.ts'
import type { Order } from '../orders/order.ts'
import { releaseStock, reserve } from '../orders/reserve.ts'
import { haveRoom, noteUses } from '../orders/use-promotions.ts'
import { areLeft, noteDraws } from '../orders/use-special-prices.ts'
import { User } from '../people/user.ts'
import { approvalReasonsOf } from './change-approval.ts'
import { internalOf, linesWithoutRoom, refuseOutdated, refuseUnchangeable } from './change.ts'

/** Tells it on the order's timeline. */
function told(tx: Transaction, verb: string, order: Order, change: OrderChange, isPublic: boolean, more: Record<string, unknown> = {}): void {
  tx.record(`orderChange.${verb}`, order.subject(), { number: order.number, change: change.number, ...more }, isPublic)
}

/** Each side sends off and takes back its own. */
function refuseOthers({ viewer }: Transaction, change: OrderChange): void {
  if (change.byDealer !== (viewer.audience !== 'crm')) throw new UserError('FORBIDDEN', ['id'])
}

/** Sends it off. What makes the order dearer than the limit of its buyer waits for the partner first. */
export async function submit(tx: Transaction, order: Order, change: OrderChange): Promise<void> {
  orderChangeFlow.next(change.state, 'submit')
  refuseOthers(tx, change)
  refuseUnchangeable(order)
  await refuseOutdated(tx, order, change, (await pricedOrder(tx, order)).lines)
  const dearer = new Decimal(change.totalAfter).minus(change.totalBefore), buyer = change.byDealer ? tx.viewer.userId : order.createdById ?? null
  void tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`spending ${buyer}`])
  const [limit] = await tx.run(`select app.spent(u.id) + $2::numeric > u.spending_limit as over from app_user u where u.id = $1 and 'buyer' = any (u.roles)`, [buyer, dearer.toFixed()])
  change.state = orderChangeFlow.next(change.state, 'submit', limit?.over && dearer.gt(0) ? 'PendingPartnerApproval' : 'Submitted')
  change.submittedAt = new Date()
  told(tx, 'submitted', order, change, true, { waits: change.state === 'PendingPartnerApproval' })
}

/** The partner's yes to what its buyer wants, or our manager's to what the rules ask about. */
export async function approve(tx: Transaction, order: Order, change: OrderChange): Promise<void> {
  const ours = change.state === 'PendingApproval'
  if (ours !== (tx.viewer.audience === 'crm')) throw new UserError('ILLEGAL_MOVE', ['id'])
  change.state = orderChangeFlow.next(change.state, 'approve')
  if (ours) {
    const internal = await internalOf(tx, change)
    if (internal.submittedById === tx.viewer.userId || change.requestedBy?.id === tx.viewer.userId) throw new UserError('OWN_APPROVAL', ['id'])
    Object.assign(internal, { approvedById: tx.viewer.userId, approvedAt: new Date() })
  }
  told(tx, 'approved', order, change, !ours)
}

/** Does what it says, or sends it to a manager when the rules of quotes ask for one. */
export async function apply(tx: Transaction, order: Order, change: OrderChange): Promise<void> {
  orderChangeFlow.next(change.state, 'apply')
  refuseUnchangeable(order)
  const priced = await pricedOrder(tx, order), touched = await refuseOutdated(tx, order, change, priced.lines)
  if (change.state === 'Submitted') {
    const reasons = await approvalReasonsOf(tx, order, change, priced, touched)
    if (reasons.length) {
      Object.assign(await internalOf(tx, change), { approvalReasons: reasons, submittedById: tx.viewer.userId })
      change.state = orderChangeFlow.next(change.state, 'apply', 'PendingApproval')
      tx.record('orderChange.routed', order.subject(), { number: order.number, change: change.number })
      return
    }
  }
  await write(tx, order, change, priced, touched)
  Object.assign(change, { state: orderChangeFlow.next(change.state, 'apply'), decidedBy: tx.em.getReference(User, tx.viewer.userId), decidedAt: new Date() })
  told(tx, 'applied', order, change, true)
}

async function write(tx: Transaction, order: Order, change: OrderChange, priced: Priced, touched: readonly OrderChangeLine[]): Promise<void> {
  const reserved = ['Confirmed', 'PartiallyShipped'].includes(order.state)
  if (reserved) {
    lockCredit(tx, order)
    await releaseStock(tx, order, touched.flatMap(goodsOf).map(({ productId }) => productId))
  }
  const added: (Pick<OrderChangeLine, 'promotions' | 'budgetEntryId'> & { id: string; quantity: number })[] = touched.filter(({ orderLine }) => !orderLine).map(({ quantityAfter, promotions, budgetEntryId }) => ({ id: newId(), quantity: quantityAfter, promotions, budgetEntryId }))
  // others may have bought meanwhile what it was priced with
  if (!(await areLeft(tx, added)) || !(await haveRoom(tx, order.currency, added))) throw new UserError('BUDGET_USED', ['id'])
  let position = Math.max(0, ...priced.lines.map((line) => line.position))
  const ids = added.map(({ id }) => id), slowest = priced.lines.some(({ promiseDate }) => promiseDate === order.promiseDate)
  for (const { orderLine, product, description, quantityAfter, listPrice = null, netPrice, unitPrice, promotionDiscount, amountAfter, configurationId, parts, buildDays } of touched) {
    const line = orderLine && priced.lines.find(({ id }) => id === orderLine.id)
    if (!line) {
      const made = tx.em.create(OrderLine, { id: ids.shift()!, orderId: order.id, position: ++position, product, description, quantity: quantityAfter, listPrice, netPrice, discountPercent: '0', unitPrice, promotionDiscount, amount: amountAfter, configurationId, parts, buildDays, reservedQuantity: 0, shippedQuantity: 0, deliveredQuantity: 0, canceledQuantity: 0 })
      tx.em.persist(made)
      priced.lines.push(made)
    } else {
      line.amount = amountAfter
      // a line that was removed stays to be seen
      if (quantityAfter === 0) line.canceledQuantity = line.quantity
      else Object.assign(line, { quantity: quantityAfter, canceledQuantity: 0 })
    }
  }
  Object.assign(order, { requestedDate: change.requestedDateAfter ?? null, shipTo: change.shipToAfter ?? null, deliverComplete: change.deliverCompleteAfter ?? order.deliverComplete })
  await rewriteTotals(tx, order, priced)
  noteUses(tx, order.id, added)
  noteDraws(tx, order.id, added)
  if ((await linesWithoutRoom(tx, order, touched, true)).length) throw new UserError('BUDGET_USED', ['id'])
  if (!reserved) return
  if (new Decimal(change.totalAfter).gt(change.totalBefore)) await refuseExceeded(tx, order)
  const { possible } = await reserve(tx, order)
  if (order.state === 'PartiallyShipped' && priced.lines.every((line) => line.openQuantity() === 0)) return close(tx, order)
  // a day that the desk chose itself stays, unless it can't be kept; that of the slowest line is now that of another
  if (possible && (slowest || !order.promiseDate || possible > order.promiseDate)) movePromise(tx, order, possible)
}

export function reject(tx: Transaction, order: Order, change: OrderChange, reason: string): void {
  // the partner says no to its buyer, we to what reached us
  if ((change.state === 'PendingPartnerApproval') === (tx.viewer.audience === 'crm')) throw new UserError('ILLEGAL_MOVE', ['id'])
  Object.assign(change, { state: orderChangeFlow.next(change.state, 'reject'), decidedBy: tx.em.getReference(User, tx.viewer.userId), decidedAt: new Date(), decisionNote: reason })
  told(tx, 'rejected', order, change, true, { reason })
}

export function withdraw(tx: Transaction, order: Order, change: OrderChange): void {
  const wasDraft = change.state === 'Draft'
  change.state = orderChangeFlow.next(change.state, 'withdraw')
  refuseOthers(tx, change)
  if (!wasDraft) told(tx, 'withdrawn', order, change, true)
}
