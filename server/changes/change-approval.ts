import type { Transaction } from '../access/command.ts'
import { sentenceOf } from '../approvals/approval-preview.ts'
import { type ApprovalReason, type Figures, type Rule, netOf, reasonsFor, usualPaymentDays } from '../approvals/approval-rules.ts'
import type { BuiltPart } from '../configurator/built.ts'
import type { RequestContext } from '../context.ts'
import { Decimal, sum } from '../kit/money.ts'
import type { OrderChange, OrderChangeLine } from '../orders/order-change.ts'
import { type Priced, amountFor, wantedOf } from '../orders/order-totals.ts'
import type { Order } from '../orders/order.ts'
import { rulesSql, window } from '../quotes/approval.ts'
import { type Costs, costOf, costedAs, costsOf } from '../quotes/quote-pricing.ts'

interface Piece { productId: string; parts?: readonly BuiltPart[] | null; netPrice: string; quantity: number; promotionDiscount?: Decimal | string | null }

const costOfAll = (lines: readonly { unit: string | null; quantity: number }[]): string | null => (lines.every(({ unit }) => unit !== null) ? sum(lines.map(({ unit, quantity }) => new Decimal(unit!).times(quantity))).toFixed() : null)

const figures = (total: string, pieces: readonly Piece[], costs: Costs, currency: string, recently: Figures['recently']): Figures => ({
  total, net: netOf(pieces).toFixed(), currency, recently, paymentDays: null, usualDays: usualPaymentDays,
  cost: costOfAll(pieces.map(({ productId, parts = null, quantity }) => ({ unit: costOf(productId, parts, costs), quantity }))),
})

/** Whether a reason says no more than what was agreed already. */
const covered = (before: readonly ApprovalReason[], { code, ruleId, actual }: ApprovalReason): boolean => before.some((known) => known.code === code && known.ruleId === ruleId
  && (known.actual === actual || (/^-?\d/.test(known.actual) && /^-?\d/.test(actual) && (code === 'margin' ? new Decimal(actual).gte(known.actual) : new Decimal(actual).lte(known.actual)))))

/** What promotions take off so many of a line: no discount of ours. */
const promotionOn = (line: Priced['lines'][number], quantity: number, currency: string): Decimal | null =>
  (new Decimal(line.promotionDiscount).isZero() ? null : new Decimal(line.unitPrice).times(quantity).minus(amountFor(line, quantity, currency)))

/** Why one of ours has to agree to a change: what the rules of quotes say of the order afterwards, and did not say of it before. */
export async function approvalReasonsOf(tx: Transaction, order: Order, change: OrderChange, { lines }: Priced, touched: readonly OrderChangeLine[]): Promise<ApprovalReason[]> {
  const [[row], costs] = await Promise.all([
    // what the buyer's family was quoted of late counts, or a change would be a way round
    tx.run(`select ${rulesSql} as rules, app.quoted(coalesce(q.quote_id, q.id), q.partner_id, q.account_id, ${window}) as recently from sales_order q left join partner p on p.id = q.partner_id where q.id = $1`, [order.id]),
    costsOf(tx, costedAs([...lines, ...touched]), { partnerId: order.partner?.id ?? null, currency: order.currency }),
  ])
  const after = new Map(touched.flatMap(({ orderLine, quantityAfter }) => (orderLine ? [[orderLine.id, quantityAfter] as const] : [])))
  const pieces = (quantityOf: (line: Priced['lines'][number]) => number): Piece[] => lines.map((line) => ({ productId: line.product.id, parts: line.parts ?? null, netPrice: line.netPrice, quantity: quantityOf(line), promotionDiscount: promotionOn(line, quantityOf(line), order.currency) })).filter(({ quantity }) => quantity > 0)
  const added = touched.filter(({ orderLine }) => !orderLine).map(({ product, parts, netPrice, quantityAfter, promotionDiscount }) => ({ productId: product.id, parts: parts ?? null, netPrice, quantity: quantityAfter, promotionDiscount }))
  const { rules, recently } = row as unknown as { rules: Rule[]; recently: Figures['recently'] }, ask = (total: string, of: Piece[]) => reasonsFor(figures(total, of, costs, order.currency, recently), rules)
  const before = ask(change.totalBefore, pieces(wantedOf))
  return ask(change.totalAfter, [...pieces((line) => after.get(line.id) ?? wantedOf(line)), ...added]).filter((reason) => !covered(before, reason))
}

/** Why one of ours has to agree, as sentences; who may not know a margin is told no figures of it. */
export async function spokenReasons(context: RequestContext, id: string): Promise<string[]> {
  const { locale, me } = context
  const found = await context.loader<string, ApprovalReason[]>('orderChangeReasons', async (ids) => {
    const rows = await context.run('select change_id, approval_reasons from order_change_internal where change_id = any ($1::uuid[])', [ids])
    const byChange = new Map(rows.map((row) => [row.change_id as string, row.approval_reasons as ApprovalReason[]]))
    return ids.map((one) => byChange.get(one) ?? [])
  }).load(id)
  return found.map((reason) => sentenceOf(reason, locale, me.scope('margin:read') !== null))
}
