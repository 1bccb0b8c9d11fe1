import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { Decimal } from '../kit/money.ts'
import { type Releases, mostReleased } from './credit-rules.ts'
import { OrderHold } from './order-hold.ts'
import { orderFlow } from './order.flow.ts'
import type { Order } from './order.ts'

export interface Credit {
  /** By how much the order goes beyond its partner's credit; null when no limit was agreed. */
  over: Decimal | null
  overdueDays: number
  exceeded: boolean
  /** Somebody answered for it, up to this total. */
  allowed: boolean
  total: string
}

/** What an order does to its partner's credit, now. Direct, nobody gave any. */
export async function creditOf(tx: Transaction, order: Order): Promise<Credit> {
  const [row] = await tx.run(
    `select c.over_amount::text as over, c.overdue_days as days, c.exceeded, a.total::text as total, coalesce((select max(h.allowed_total) >= a.total from order_hold h where h.order_id = a.order_id), false) as allowed
     from order_amount a left join app.order_credit(a.order_id) c on true where a.order_id = $1`, [order.id])
  return { over: row?.over == null ? null : new Decimal(row.over as string), overdueDays: (row?.days as number | null) ?? 0, exceeded: Boolean(row?.exceeded), allowed: Boolean(row?.allowed), total: (row?.total as string | undefined) ?? '0' }
}

/** Of a partner's orders one is decided on at a time: each of two at once would fit into what is left. Taken before stock, by whoever needs both. */
export function lockCredit(tx: Transaction, { partner }: Order): void {
  if (partner) void tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`credit ${partner.id}`])
}

/** Puts an order on hold by itself. Its dealer learns that it is for the credit, and no more. */
export function holdForCredit(tx: Transaction, order: Order, { over, overdueDays }: Credit): void {
  order.state = orderFlow.next(order.state, 'confirm', 'OnHold')
  tx.add(OrderHold, { id: newId(), orderId: order.id, kind: 'CREDIT', reason: null, overAmount: over?.toFixed() ?? null, overdueDays, heldById: tx.viewer.userId })
  tx.record('order.held', order.subject(), { number: order.number, kind: 'CREDIT' }, true)
}

export function hold(tx: Transaction, order: Order, reason: string): void {
  order.state = orderFlow.next(order.state, 'hold')
  tx.add(OrderHold, { id: newId(), orderId: order.id, kind: 'MANUAL', reason, heldById: tx.viewer.userId })
  tx.record('order.held', order.subject(), { number: order.number, kind: 'MANUAL', reason })
}

/**
 * Lets an order go on. One that is beyond the credit needs somebody who may answer for as much, and why; it can be confirmed from then on, up to its present total.
 * Once there is credit again, whoever may release does.
 */
export async function release(tx: Transaction, order: Order, reason: string | null): Promise<void> {
  order.state = orderFlow.next(order.state, 'release')
  const [found, credit] = await Promise.all([tx.em.findOne(OrderHold, { orderId: order.id, releasedAt: null }), creditOf(tx, order)])
  const kind = found?.kind ?? 'MANUAL'
  if (found) Object.assign(found, { releasedAt: new Date(), releasedById: tx.viewer.userId, releaseReason: reason })
  if (found && kind === 'CREDIT' && credit.exceeded) {
    await refuseBeyond(tx, order, credit, reason)
    found.allowedTotal = credit.total
  }
  tx.record('order.released', order.subject(), { number: order.number, kind, ...(reason ? { reason } : {}) })
}

/** Of an order that is called off nothing waits any more. */
export async function endHold(tx: Transaction, order: Order): Promise<void> {
  if (tx.viewer.audience === 'crm') await tx.run('update order_hold set released_at = now(), released_by_id = $2 where order_id = $1 and released_at is null', [order.id, tx.viewer.userId])
}

async function refuseBeyond({ viewer, run }: Transaction, { currency }: Order, { over }: Credit, reason: string | null): Promise<void> {
  if (viewer.scope('credit:release') === null) throw new UserError('FORBIDDEN', ['id'])
  if (!reason) throw new UserError('REQUIRED', ['reason'])
  const [row] = await run('select releases from credit_setting', []), most = mostReleased(row!.releases as Releases, viewer.data.roles, currency)
  if (most === null || !over || over.lte(most)) return
  const money = new Intl.NumberFormat(viewer.locale, { style: 'currency', currency })
  throw new UserError('RELEASE_LIMIT', ['id'], { over: money.format(over.toFixed() as unknown as number), max: money.format(most.toFixed() as unknown as number) })
}

/** Refuses what would be beyond the credit of an order that goes on: what an order change adds. */
export async function refuseExceeded(tx: Transaction, order: Order): Promise<void> {
  const credit = await creditOf(tx, order)
  if (!credit.exceeded || credit.allowed) return
  const money = new Intl.NumberFormat(tx.viewer.locale, { style: 'currency', currency: order.currency })
  throw new UserError('CREDIT_EXCEEDED', ['id'], { over: money.format((credit.over ?? new Decimal(0)).toFixed() as unknown as number) })
}
