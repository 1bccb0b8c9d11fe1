import { Decimal } from '../kit/money.ts'
import { type Rule, type Step, covers } from './approval-rules.ts'

/** Whom a rule concerns; null: everybody. */
export interface Scoped extends Rule { name: string; partnerType: string | null; levelId: string | null; teamId: string | null; over: boolean; active: boolean }
export type FindingCode = 'NEVER' | 'OVER' | 'COVERED' | 'NOBODY' | 'NO_AMOUNT'
/** Something about the rules that whoever made them should know. `other` is the name of the rule, person or currency that it is about. */
export interface Finding { ruleId: string | null; code: FindingCode; other: string }

const within = (narrow: string | null, wide: string | null): boolean => wide === null || wide === narrow
const concernsMore = (wide: Scoped, narrow: Scoped): boolean => within(narrow.partnerType, wide.partnerType) && within(narrow.levelId, wide.levelId) && within(narrow.teamId, wide.teamId) && (!wide.discountedOnly || narrow.discountedOnly)

/** Whether one rule asks whenever the other does. */
function asksSooner(one: Scoped, other: Scoped): boolean {
  if (one.measure !== other.measure) return false
  switch (one.measure) {
    case 'MARGIN': return new Decimal(one.threshold!).gte(other.threshold!)
    case 'DISCOUNT': case 'PAYMENT_DAYS': return new Decimal(one.threshold!).lte(other.threshold!)
    case 'AMOUNT': return Object.entries(other.amounts!).every(([currency, most]) => one.amounts![currency] !== undefined && new Decimal(one.amounts![currency]).lte(most))
    case 'CURRENCY': return other.currencies.every((currency) => one.currencies.includes(currency))
  }
}

const never = ({ measure, threshold, amounts, currencies }: Scoped): boolean =>
  (measure === 'DISCOUNT' && new Decimal(threshold!).gte(100)) || (measure === 'AMOUNT' && !Object.keys(amounts!).length) || (measure === 'CURRENCY' && !currencies.length)

/** What is wrong or idle about a set of rules. `decides` says of a step whether anybody could; `used` are the currencies that are quoted in. Pure. */
export function findingsOf(rules: readonly Scoped[], decides: (step: Step) => string | null, used: readonly string[]): Finding[] {
  const live = rules.filter(({ active, over }) => active && !over)
  const found: Finding[] = rules.filter(({ active, over }) => active && over).map(({ id, name }) => ({ ruleId: id, code: 'OVER', other: name }))
  live.forEach((rule, place) => {
    if (never(rule)) found.push({ ruleId: rule.id, code: 'NEVER', other: rule.name })
    const wider = live.find((one, index) => one !== rule && asksSooner(one, rule) && concernsMore(one, rule) && rule.steps.every((step) => one.steps.some((known) => covers(known, step)))
      // of two that say the same, the later one is idle
      && (index < place || !(asksSooner(rule, one) && concernsMore(rule, one) && one.steps.every((step) => rule.steps.some((known) => covers(known, step))))))
    if (wider) found.push({ ruleId: rule.id, code: 'COVERED', other: wider.name })
    for (const step of rule.steps) {
      const nobody = decides(step)
      if (nobody !== null) found.push({ ruleId: rule.id, code: 'NOBODY', other: nobody })
    }
  })
  const amounts = live.filter(({ measure }) => measure === 'AMOUNT')
  if (amounts.length) for (const currency of used) if (!amounts.some((rule) => rule.amounts![currency] !== undefined)) found.push({ ruleId: null, code: 'NO_AMOUNT', other: currency })
  return found
}
