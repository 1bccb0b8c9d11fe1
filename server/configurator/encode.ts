import Logic, { type Bits, type Formula } from 'logic-solver'
import type { Amount, Comparison, Condition, Definition, Option, Rule } from './definition.ts'
import { choicesOf, digits } from './selection.ts'

/** The solver's name of "this was chosen". */
export const term = (option: string, choice: string): string => `${option}=${choice}`

/** How much each choice adds to a sum, by option and choice, and what is added in any case; in whole thousandths. */
interface Linear { constant: number; weights: Map<string, Map<string, number>> }

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
const inUnits = (value: number): number => Math.round(value * 10 ** digits)

/** Turns the rule language into formulas. Numbers are finite domains, and sums of them binary adders. */
export class Encoder {
  private readonly definition: Definition
  constructor(definition: Definition) { this.definition = definition }

  /** What holds of an option in any case. */
  question(option: Option): Formula[] {
    if (option.kind === 'many') return []
    const terms = choicesOf(option).map(({ key }) => term(option.key, key))
    return [option.optional ? Logic.atMostOne(...terms) : Logic.exactlyOne(...terms)]
  }

  rule(rule: Rule): Formula {
    if ('never' in rule) return Logic.not(Logic.and(...rule.never.map((one) => this.condition(one))))
    return rule.if ? Logic.implies(this.condition(rule.if), this.condition(rule.must)) : this.condition(rule.must)
  }

  condition(condition: Condition): Formula {
    if ('chosen' in condition) return term(...condition.chosen)
    if ('answered' in condition) return Logic.or(...this.terms(condition.answered))
    if ('compare' in condition) return this.compare(...condition.compare)
    if ('all' in condition) return Logic.and(...condition.all.map((one) => this.condition(one)))
    if ('any' in condition) return Logic.or(...condition.any.map((one) => this.condition(one)))
    if ('not' in condition) return Logic.not(this.condition(condition.not))
    const part = this.definition.parts.find(({ key }) => key === condition.part)
    return part?.if ? this.condition(part.if) : Logic.TRUE
  }

  private terms(option: string): string[] {
    return choicesOf(this.definition.options.find(({ key }) => key === option)!).map(({ key }) => term(option, key))
  }

  private compare(left: Amount, comparison: Comparison, right: Amount): Formula {
    if (comparison === '>=') return this.compare(right, '<=', left)
    if (comparison === '=') return Logic.and(this.compare(left, '<=', right), this.compare(right, '<=', left))
    const sum: Linear = { constant: 0, weights: new Map() }
    this.add(sum, left, 1)
    this.add(sum, right, -1)
    return this.atMostZero(sum)
  }

  private add(sum: Linear, amount: Amount, factor: number): void {
    if (typeof amount === 'number') { sum.constant += inUnits(amount * factor); return }
    if ('plus' in amount) { for (const one of amount.plus) this.add(sum, one, factor); return }
    if ('times' in amount) { this.add(sum, amount.times[1], factor * amount.times[0]); return }
    const weigh = (option: Option, weight: (choice: { key: string; amounts?: Record<string, number> }) => number) => {
      const weights = sum.weights.get(option.key) ?? new Map<string, number>()
      for (const choice of choicesOf(option)) weights.set(choice.key, (weights.get(choice.key) ?? 0) + inUnits(weight(choice) * factor))
      sum.weights.set(option.key, weights)
    }
    for (const option of this.definition.options) {
      if ('value' in amount && option.key === amount.value) weigh(option, ({ key }) => Number(key))
      if ('sum' in amount && (amount.of === undefined || amount.of === option.key) && option.kind !== 'number') weigh(option, ({ amounts }) => amounts?.[amount.sum] ?? 0)
    }
  }

  /** Every addend is lifted to zero or more, so that what remains is a sum of whole numbers that may not pass a constant. */
  private atMostZero({ constant, weights }: Linear): Formula {
    let room = -constant
    const addends: [formula: Formula, weight: number][][] = []
    for (const [key, all] of weights) {
      const option = this.definition.options.find((one) => one.key === key)!
      if (![...all.values()].some((weight) => weight !== 0)) continue
      if (option.kind === 'many') {
        for (const [choice, weight] of all) {
          if (weight === 0) continue
          if (weight < 0) room -= weight
          addends.push([[weight > 0 ? term(key, choice) : Logic.not(term(key, choice)), Math.abs(weight)]])
        }
        continue
      }
      // none chosen weighs nothing
      const lowest = Math.min(...all.values(), ...(option.optional ? [0] : []))
      room -= lowest
      addends.push([
        ...[...all].map(([choice, weight]): [Formula, number] => [term(key, choice), weight - lowest]),
        ...(option.optional && lowest < 0 ? [[Logic.not(Logic.or(...this.terms(key))), -lowest] as [Formula, number]] : []),
      ])
    }
    if (room < 0) return Logic.FALSE
    const common = addends.flat().reduce((found, [, weight]) => gcd(found, weight), 0)
    if (common === 0) return Logic.TRUE
    const bits = addends.map((addend) => numberOf(addend.map(([formula, weight]) => [formula, weight / common])))
    return Logic.lessThanOrEqual(Logic.sum(bits), Logic.constantBits(Math.floor(room / common)))
  }
}

/** The binary number of which exactly one of these is true, or none, which is zero. */
function numberOf(addend: [formula: Formula, weight: number][]): Bits {
  const length = Math.max(1, Math.max(...addend.map(([, weight]) => weight)).toString(2).length)
  return new Logic.Bits(Array.from({ length }, (_, bit) => {
    const set = addend.filter(([, weight]) => Math.floor(weight / 2 ** bit) % 2 === 1).map(([formula]) => formula)
    return set.length === 0 ? Logic.FALSE : Logic.or(...set)
  }))
}
