import { type Transaction, refusePast } from '../access/command.ts'
import { Address } from '../accounts/address.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { Decimal, sum } from '../kit/money.ts'
import { OrderChange, OrderChangeInternal, OrderChangeLine } from '../orders/order-change.ts'
import { orderChangeFlow, waitingChanges } from '../orders/order-change.flow.ts'
import type { OrderLine } from '../orders/order-line.ts'
import { type Priced, amountFor, pricedOrder, totalFor, wantedOf } from '../orders/order-totals.ts'
import { orderChangeable } from '../orders/order.flow.ts'
import type { Order } from '../orders/order.ts'
import { withoutUsedUp } from '../orders/use-promotions.ts'
import { withinSpecialPrices } from '../orders/use-special-prices.ts'
import { User } from '../people/user.ts'
import type { Without } from '../pricing/read-terms.ts'
import { priceWanted } from '../quotes/quote-pricing.ts'
import type { OrderedLine } from '../quotes/quote.input.ts'
import type { ChangedLine, Wish } from './change.input.ts'

type NewLine = Pick<OrderChangeLine, 'quantityBefore' | 'quantityAfter' | 'listPrice' | 'netPrice' | 'unitPrice' | 'amountBefore' | 'amountAfter'> & Partial<Pick<OrderChangeLine, 'description' | 'promotionDiscount' | 'promotions' | 'budgetEntryId' | 'configurationId' | 'parts' | 'buildDays'>> & { orderLine: string | null; product: string }

export function refuseUnchangeable(order: Order): void {
  if (!orderChangeable.includes(order.state)) throw new UserError('ILLEGAL_MOVE', ['orderId'])
}

/** A draft of what shall be otherwise, and the totals that it would make. */
export async function draft(tx: Transaction, order: Order, wish: Wish): Promise<OrderChange> {
  refuseUnchangeable(order)
  const [priced, [last]] = await Promise.all([pricedOrder(tx, order), tx.run('select app.next_change($1) as number', [order.id])])
  const change = tx.em.create(OrderChange, {
    orderId: order.id, number: last!.number as number, state: orderChangeFlow.next(null, 'request'), partnerId: order.partner?.id ?? null, sellerId: order.seller?.id ?? null, ownerId: order.owner?.id ?? null,
    requestedBy: tx.em.getReference(User, tx.viewer.userId), byDealer: tx.viewer.audience !== 'crm', currency: order.currency, totalBefore: '0', totalAfter: '0', revision: 1,
  })
  await compose(tx, order, change, priced, wish)
  return change
}

/** Writes into a draft what is wished now. Every fault at once, each with its path. */
export async function compose(tx: Transaction, order: Order, change: OrderChange, priced: Priced, wish: Wish): Promise<void> {
  const { requestedDate = null, shipToId = null, reason } = wish, deliverComplete = wish.deliverComplete === order.deliverComplete ? null : wish.deliverComplete ?? null
  if (requestedDate) await refusePast(tx, requestedDate, 'requestedDate')
  const [changed, added, shipTo] = [changedLines(priced.lines, wish.lines ?? [], order.currency), await addedLines(tx, order, wish.added ?? []), shipToId ? await addressFor(tx, order, shipToId) : null]
  await refuseBeyondBudget(tx, order, changed, wish.lines ?? [])
  const lines = [...changed, ...added]
  if (!lines.length && !requestedDate && !shipTo && deliverComplete === null) throw new UserError('REQUIRED', ['lines'])
  const touched = new Map(changed.map((line) => [line.orderLine, line]))
  if (!added.length && priced.lines.every((line) => (touched.get(line.id)?.quantityAfter ?? wantedOf(line)) === 0)) throw new UserError('EMPTY', ['lines'])
  const subtotal = sum([...priced.lines.map((line) => touched.get(line.id)?.amountAfter ?? line.amount), ...added.map(({ amountAfter }) => amountAfter)])
  Object.assign(change, {
    reason: reason?.trim() || null, requestedDateBefore: order.requestedDate ?? null, requestedDateAfter: requestedDate ?? order.requestedDate ?? null, shipToBefore: order.shipTo ?? null, shipToAfter: shipTo ?? order.shipTo ?? null, deliverCompleteAfter: deliverComplete,
    totalBefore: priced.before.total, totalAfter: totalFor(priced.before, subtotal, priced.quotedPercent, order.currency).toFixed(),
  })
  await tx.em.persist(change).flush()
  void tx.run('delete from order_change_line where change_id = $1', [change.id])
  tx.add(OrderChangeLine, ...lines.map((line, index) => ({ ...line, id: newId(), changeId: change.id, position: index + 1 })))
}

function changedLines(lines: readonly OrderLine[], wanted: readonly ChangedLine[], currency: string): NewLine[] {
  const faults: UserError[] = [], seen = new Set<string>()
  const found = wanted.flatMap(({ orderLineId, quantity }, index): NewLine[] => {
    const line = lines.find(({ id, ...of }) => id === orderLineId && wantedOf(of) > 0), path = (field: string) => ['lines', String(index), field]
    if (!line || seen.has(orderLineId)) { faults.push(notFound(...path('orderLineId'))); return [] }
    seen.add(orderLineId)
    // what has left can't be called back by a change; it can be returned
    if (quantity < line.shippedQuantity) faults.push(new UserError('OUT_OF_RANGE', path('quantity'), { min: line.shippedQuantity }))
    const { listPrice = null, netPrice, unitPrice, amount } = line, before = wantedOf(line)
    if (quantity === before) return []
    return [{ orderLine: line.id, product: line.product.id, quantityBefore: before, quantityAfter: quantity, listPrice, netPrice, unitPrice, amountBefore: amount, amountAfter: amountFor(line, quantity, currency).toFixed() }]
  })
  if (faults.length) throw new UserErrors(faults)
  return found
}

/** At today's prices for the order's buyer, with the promotions and special prices of which enough is left: as a new order of them would be priced. */
async function addedLines(tx: Transaction, order: Order, wanted: readonly OrderedLine[]): Promise<NewLine[]> {
  if (!wanted.length) return []
  const whom = { partnerId: order.partner?.id ?? null, accountId: order.account?.id ?? null, currency: order.currency }
  const price = async (without: Without[] = []) => (await priceWanted(tx, { ...whom, without }, wanted).catch((error: unknown) => { throw under('added', error) })).lines
  const lines = await withoutUsedUp(tx, order.currency, await withinSpecialPrices(tx, await price(), price), price)
  const written = (amount: Decimal) => amount.toFixed()
  return lines.map(({ productId, quantity, listPrice, netPrice, unitPrice, promotionDiscount, amount, promotions, description, budgetEntryId, configurationId, parts, buildDays }) => ({
    orderLine: null, product: productId, quantityBefore: 0, quantityAfter: quantity, listPrice: written(listPrice), netPrice: written(netPrice), unitPrice: written(unitPrice), promotionDiscount: written(promotionDiscount), amountBefore: '0', amountAfter: written(amount),
    promotions: promotions.length ? promotions.map((one) => ({ id: one.id, amount: new Decimal(one.amount).toFixed() })) : null, description, budgetEntryId, configurationId, parts, buildDays,
  }))
}

/** More of a line whose price has a budget is only there as long as that lasts; what goes beyond it can be added at today's price. */
async function refuseBeyondBudget(tx: Transaction, order: Order, changed: readonly NewLine[], wanted: readonly ChangedLine[]): Promise<void> {
  const without = await linesWithoutRoom(tx, order, changed)
  if (without.length) throw new UserErrors(without.map((id) => new UserError('BUDGET_USED', ['lines', String(wanted.findIndex(({ orderLineId }) => orderLineId === id)), 'quantity'])))
}

/** The lines of which more is wanted than the budgets of their promotions or special price have left, locked; `meant`: where all have it, it is taken. */
export async function linesWithoutRoom(tx: Transaction, order: Order, changed: readonly { orderLine?: { id: string } | string | null; quantityBefore: number; quantityAfter: number }[], meant = false): Promise<string[]> {
  const more = changed.flatMap(({ orderLine, quantityBefore, quantityAfter }) => (orderLine && quantityAfter > quantityBefore ? [{ line: typeof orderLine === 'string' ? orderLine : orderLine.id, quantity: quantityAfter }] : []))
  if (!more.length) return []
  const [row] = await tx.run('select app.extend_uses($1, $2, $3) as without', [order.id, JSON.stringify(more), meant])
  return row!.without as string[]
}

/** The same refusals of a list that is called otherwise here. */
function under(name: string, error: unknown): unknown {
  if (!(error instanceof UserErrors)) return error
  return new UserErrors(error.errors.map(({ code, path: [, ...rest], values }) => new UserError(code, [name, ...rest], values)))
}

async function addressFor(tx: Transaction, { partner, account }: Order, id: string): Promise<Address> {
  const address = await tx.find(Address, id, 'shipToId')
  const fits = (address.partnerId && address.partnerId === partner?.id) || (address.accountId && address.accountId === account?.id)
  if (!fits) throw notFound('shipToId')
  return address
}

/** Refuses a second change beside one that waits, and one of which something is not as it was when it was drawn up: it would be taken back unseen. */
export async function refuseOutdated(tx: Transaction, order: Order, change: OrderChange, lines: readonly OrderLine[]): Promise<OrderChangeLine[]> {
  const [[other], touched] = await Promise.all([
    tx.run('select 1 as waits from order_change where order_id = $1 and id <> $2 and state = any ($3::text[])', [change.orderId, change.id, waitingChanges]),
    tx.em.find(OrderChangeLine, { changeId: change.id }, { orderBy: { position: 'asc' } }),
  ])
  if (other) throw new UserError('CHANGE_WAITS', ['id'])
  if ((order.requestedDate ?? null) !== (change.requestedDateBefore ?? null) || order.shipTo?.id !== change.shipToBefore?.id) throw new UserError('STALE', ['id'])
  for (const { orderLine, quantityBefore, quantityAfter } of touched) {
    const line = orderLine && lines.find(({ id }) => id === orderLine.id)
    if (!line) continue
    if (wantedOf(line) !== quantityBefore) throw new UserError('STALE', ['id'])
    if (quantityAfter < line.shippedQuantity) throw new UserError('OUT_OF_RANGE', ['id'], { min: line.shippedQuantity })
  }
  return touched
}

export async function internalOf(tx: Transaction, change: OrderChange): Promise<OrderChangeInternal> {
  const internal = await tx.em.findOne(OrderChangeInternal, change.id) ?? tx.em.create(OrderChangeInternal, { changeId: change.id, approvalReasons: [] })
  tx.em.persist(internal)
  return internal
}
