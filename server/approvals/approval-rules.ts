import { type Amount, Decimal, marginPercent, sum } from '../kit/money.ts'

/** Who decides, as a rule says it. */
export interface Step { decider: 'MANAGER' | 'ROLE' | 'PERSON'; level: number | null; role: string | null; personId: string | null; remindDays: number | null; escalateDays: number | null }

/** A rule that concerns the quote: of its buyer, its team, in force today. */
export interface Rule {
  id: string
  measure: 'DISCOUNT' | 'MARGIN' | 'AMOUNT' | 'PAYMENT_DAYS' | 'CURRENCY'
  /** Per cent, or days. */
  threshold: Amount | null
  /** The most within 30 days, by currency. */
  amounts: Record<string, Amount> | null
  currencies: readonly string[]
  discountedOnly: boolean
  steps: readonly Step[]
}

/** What the rules ask of a version. Kept with it from submit on, so that it can be asked again under other rules. */
export interface Figures {
  total: Amount
  /** At the buyer's net prices. */
  net: Amount
  cost: Amount | null
  currency: string
  /** What the buyer's family was quoted within 30 days beside this, by currency. */
  recently: Record<string, Amount>
  paymentDays: number | null
  /** What was agreed with the buyer once and for all. */
  usualDays: number
}

/** Why a version needs approval: a code of `approval` in the locales, with its numbers. */
export interface ApprovalReason { code: 'discount' | 'margin' | 'amount' | 'payment' | 'currency'; actual: string; limit: string; ruleId?: string }

/** The days within which buyers pay for whom nothing was agreed. */
export const usualPaymentDays = 30

/** What promotions take off is the buyer's by right, and no discount of ours. */
export const netOf = (lines: readonly { netPrice: Amount; quantity: number; promotionDiscount?: Amount | null }[]): Decimal =>
  sum(lines.map(({ netPrice, quantity, promotionDiscount }) => new Decimal(netPrice).times(quantity).minus(promotionDiscount ?? 0)))

const discountOf = ({ net, total }: Figures): Decimal => (new Decimal(net).isZero() ? new Decimal(0) : new Decimal(net).minus(total).div(net).times(100))

/** Why one rule asks for approval; null when it does not. */
function reasonOf(rule: Rule, figures: Figures): ApprovalReason | null {
  const { total, cost, currency, recently, paymentDays, usualDays } = figures
  const limit = rule.threshold === null ? '' : new Decimal(rule.threshold).toFixed(), discount = discountOf(figures)
  const because = (code: ApprovalReason['code'], actual: string, most = limit): ApprovalReason => ({ code, actual, limit: most, ruleId: rule.id })
  if (rule.discountedOnly && !discount.gt(0)) return null
  switch (rule.measure) {
    case 'DISCOUNT': return discount.gt(limit) ? because('discount', discount.toDecimalPlaces(2).toFixed()) : null
    case 'MARGIN': {
      const margin = cost === null ? null : marginPercent(total, cost)
      return !margin || margin.lt(limit) ? because('margin', margin?.toFixed() ?? '–') : null
    }
    case 'AMOUNT': {
      const most = rule.amounts?.[currency]
      if (most === undefined) return null
      const together = quotedTogether({ ...recently, [currency]: new Decimal(recently[currency] ?? 0).plus(total) }, rule.amounts!, currency)
      return together.gt(most) ? because('amount', together.toDecimalPlaces(2).toFixed(), new Decimal(most).toFixed()) : null
    }
    // what the buyer has in its own terms was granted there
    case 'PAYMENT_DAYS': return paymentDays !== null && paymentDays > usualDays && new Decimal(paymentDays).gt(limit) ? because('payment', String(paymentDays)) : null
    case 'CURRENCY': return rule.currencies.includes(currency) ? because('currency', currency, '') : null
  }
}

/** Sums of several currencies in one: the rule's amounts say what one is worth in the other, so that a quote in another currency is no way round. */
function quotedTogether(sums: Record<string, Amount>, amounts: Record<string, Amount>, currency: string): Decimal {
  return sum(Object.entries(sums).map(([of, amount]) => {
    if (of === currency) return amount
    return amounts[of] === undefined || new Decimal(amounts[of]).isZero() ? 0 : new Decimal(amount).times(amounts[currency]!).div(amounts[of])
  }))
}

/** Why a quote needs approval; nothing when it does not. Pure. */
export function reasonsFor(figures: Figures, rules: readonly Rule[]): ApprovalReason[] {
  return rules.flatMap((rule) => reasonOf(rule, figures) ?? [])
}

const ranks: Record<Step['decider'], number> = { MANAGER: 0, PERSON: 1, ROLE: 2 }
const nameOf = (step: Step): string => `${ranks[step.decider]} ${String(step.level ?? 0).padStart(2, '0')} ${step.role === 'administrator' ? 'z' : ''}${step.role ?? step.personId ?? ''}`
const sooner = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))

/** One chain of many: managers from the nearest up, then persons, then roles; nobody twice, and the shorter patience of the two. */
export function joined(steps: readonly Step[]): Step[] {
  const chain = new Map<string, Step>()
  for (const step of steps) {
    const name = nameOf(step), known = chain.get(name)
    chain.set(name, known ? { ...known, remindDays: sooner(known.remindDays, step.remindDays), escalateDays: sooner(known.escalateDays, step.escalateDays) } : { ...step })
  }
  return [...chain].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step)
}

/** Who decides on a version with these figures, as the rules say it. */
export function chainFor(figures: Figures, rules: readonly Rule[]): Step[] {
  return joined(rules.flatMap((rule) => (reasonOf(rule, figures) ? rule.steps : [])))
}

/** Whoever decides as the last resort. */
const lastResort = (step: Step): Step => ({ ...step, decider: 'ROLE', level: null, role: 'administrator', personId: null })

/**
 * The chain with people's names: the nth manager of those above the owner, the topmost where there are fewer. Whoever submitted it, or owns it, is
 * passed over for the next above.
 */
export function named(chain: readonly Step[], above: readonly string[], own: readonly (string | null)[]): Step[] {
  const others = above.filter((id) => !own.includes(id))
  return joined(chain.map((step) => {
    if (step.decider === 'PERSON') return own.includes(step.personId) ? lastResort(step) : step
    if (step.decider === 'ROLE') return step
    // the nth of all, or the first above them who may
    const wanted = Math.min(step.level!, above.length), found = above.findIndex((id, index) => index >= wanted - 1 && others.includes(id))
    const level = found >= 0 ? found + 1 : above.findLastIndex((id) => others.includes(id)) + 1
    return level ? { ...step, level, personId: above[level - 1]! } : lastResort(step)
  }))
}

/** Whether what was decided covers a step that is asked for now: the same one, or a manager further up. */
export const covers = (decided: Step, asked: Step): boolean => decided.decider === asked.decider &&
  (asked.decider === 'MANAGER' ? decided.level! >= asked.level! : asked.decider === 'ROLE' ? decided.role === asked.role : decided.personId === asked.personId)
