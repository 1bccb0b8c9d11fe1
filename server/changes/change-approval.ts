import type { RequestContext } from '../context.ts'
import type { Transaction } from '../access/command.ts'
import { translate } from '../kit/locale.ts'
import { Decimal, sum } from '../kit/money.ts'
import type { OrderChange, OrderChangeLine } from '../orders/order-change.ts'
import { type Priced, wantedOf } from '../orders/order-totals.ts'
import type { Order } from '../orders/order.ts'
import { rulesSql } from '../quotes/approval.ts'
import { type ApprovalReason, type Figures, type Rule, netOf, reasonsFor, usualPaymentDays } from '../quotes/approval-rules.ts'
import { type Costs, costsOf } from '../quotes/quote-pricing.ts'

interface Piece { productId: string; netPrice: string; quantity: number }

const figures = (total: string, pieces: readonly Piece[], costs: Costs, currency: string): Figures => ({
  total, net: netOf(pieces).toFixed(), currency, recently: {}, paymentDays: null, usualDays: usualPaymentDays,
  cost: pieces.every(({ productId }) => costs.has(productId)) ? sum(pieces.map(({ productId, quantity }) => new Decimal(costs.get(productId)!).times(quantity))).toFixed() : null,
})

/** Whether a reason says no more than what was agreed already. */
const covered = (before: readonly ApprovalReason[], { code, ruleId, actual }: ApprovalReason): boolean => before.some((known) => known.code === code && known.ruleId === ruleId
  && (known.actual === actual || (/^-?\d/.test(known.actual) && /^-?\d/.test(actual) && (code === 'margin' ? new Decimal(actual).gte(known.actual) : new Decimal(actual).lte(known.actual)))))

/** Why one of ours has to agree to a change: what the rules of quotes say of the order afterwards, and did not say of it before. */
export async function approvalReasonsOf(tx: Transaction, order: Order, change: OrderChange, { lines }: Priced, touched: readonly OrderChangeLine[]): Promise<ApprovalReason[]> {
  const productIds = [...new Set([...lines, ...touched].map(({ product }) => product.id))]
  const [[row], costs] = await Promise.all([
    tx.run(`select ${rulesSql} as rules from sales_order q left join partner p on p.id = q.partner_id where q.id = $1`, [order.id]),
    costsOf(tx, productIds, { partnerId: order.partner?.id ?? null, currency: order.currency }),
  ])
  const after = new Map(touched.flatMap(({ orderLine, quantityAfter }) => (orderLine ? [[orderLine.id, quantityAfter] as const] : [])))
  const pieces = (quantityOf: (line: Priced['lines'][number]) => number): Piece[] => lines.map((line) => ({ productId: line.product.id, netPrice: line.netPrice, quantity: quantityOf(line) })).filter(({ quantity }) => quantity > 0)
  const added = touched.filter(({ orderLine }) => !orderLine).map(({ product, netPrice, quantityAfter }) => ({ productId: product.id, netPrice, quantity: quantityAfter }))
  const rules = row!.rules as Rule[], ask = (total: string, of: Piece[]) => reasonsFor(figures(total, of, costs, order.currency), rules)
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
  const number = (decimal: string) => (/^-?\d/.test(decimal) ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(decimal as unknown as number) : decimal)
  return found.map(({ code, actual, limit }) => (code === 'margin' && me.scope('margin:read') === null ? translate(locale, 'orderDesk.margin') : translate(locale, `approval.${code}`, { actual: number(actual), limit: number(limit) })))
}
