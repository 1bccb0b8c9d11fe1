import type { Transaction } from '../access/command.ts'
import { type Amount, Decimal, marginPercent, sum } from '../kit/money.ts'
import type { ApprovalReason } from './quote-internal.ts'

/** Beyond these a quote needs a manager's word. */
export interface ApprovalRules {
  /** Largest discount on the buyer's net prices, in per cent. */
  discountPercent: number
  /** Smallest margin, in per cent. */
  marginPercent: number
  /** Largest sum of one buyer's discounted quotes within 30 days, by currency. */
  amount: Record<string, number>
}
export const usualRules: ApprovalRules = { discountPercent: 10, marginPercent: 20, amount: { USD: 250_000, EUR: 230_000, TWD: 8_000_000 } }
const window = 30

export interface Figures { total: Amount; cost: Amount | null; lines: readonly { netPrice: Amount; quantity: number }[]; currency: string; recently: Amount }

/** Why a quote needs approval; nothing when it does not. Pure. */
export function reasonsFor({ total, cost, lines, currency, recently }: Figures, rules: ApprovalRules): ApprovalReason[] {
  const net = sum(lines.map((line) => new Decimal(line.netPrice).times(line.quantity)))
  const discount = net.isZero() ? new Decimal(0) : net.minus(total).div(net).times(100)
  const margin = cost === null ? null : marginPercent(total, cost)
  const together = new Decimal(recently).plus(total)
  const most = rules.amount[currency]
  const reasons: ApprovalReason[] = []
  if (discount.gt(rules.discountPercent)) reasons.push({ code: 'discount', actual: discount.toDecimalPlaces(2).toFixed(), limit: String(rules.discountPercent) })
  if (!margin || margin.lt(rules.marginPercent)) reasons.push({ code: 'margin', actual: margin?.toFixed() ?? '–', limit: String(rules.marginPercent) })
  if (most !== undefined && discount.gt(0) && together.gt(most)) reasons.push({ code: 'amount', actual: together.toFixed(), limit: String(most) })
  return reasons
}

/**
 * What the same buyer was quoted within 30 days beside this quote, whoever's those quotes are, so that splitting one does not avoid
 * its approval. Locks the buyer, so that of two quotes submitted at once one sees the other.
 */
export async function quotedRecently(tx: Transaction, quote: { id: string; partner?: { id: string } | null; account?: { id: string } | null }, currency: string): Promise<string> {
  const partnerId = quote.partner?.id ?? null, accountId = quote.account?.id ?? null
  void tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`quoted ${partnerId ?? accountId}`])
  const [row] = await tx.run('select app.quoted($1, $2, $3, $4, $5)::text as total', [quote.id, partnerId, accountId, currency, window])
  return row!.total as string
}

export async function currentRules(tx: Transaction): Promise<ApprovalRules> {
  const [row] = await tx.run(`select value from installation where key = 'approval_rules'`, [])
  return { ...usualRules, ...(row?.value as Partial<ApprovalRules> | undefined) }
}
