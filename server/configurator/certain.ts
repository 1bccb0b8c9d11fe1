import type { Amount, Comparison, Condition, Definition, Option, Rule } from './definition.ts'
import { type Selection, choicesOf } from './selection.ts'

type Span = readonly [low: number, high: number]
const times = ([low, high]: Span, factor: number): Span => (factor < 0 ? [high * factor, low * factor] : [low * factor, high * factor])

const compared: Record<Comparison, (left: Span, right: Span) => boolean | null> = {
  '<=': (left, right) => (left[1] <= right[0] + 1e-9 ? true : left[0] > right[1] + 1e-9 ? false : null),
  '>=': (left, right) => compared['<='](right, left),
  '=': (left, right) => (left[0] > right[1] + 1e-9 || right[0] > left[1] + 1e-9 ? false : left[0] === left[1] && right[0] === right[1] && Math.abs(left[0] - right[0]) < 1e-9 ? true : null),
}

/** What is certain while some questions are still open; null is what depends on them. Most reasons are found here, without asking the solver. */
export class Certain {
  readonly definition: Definition
  readonly answers: Selection
  constructor(definition: Definition, answers: Selection) { this.definition = definition; this.answers = answers }

  violates(rule: Rule): boolean {
    return 'never' in rule ? rule.never.every((one) => this.holds(one) === true) : (!rule.if || this.holds(rule.if) === true) && this.holds(rule.must) === false
  }

  private holds(condition: Condition): boolean | null {
    if ('chosen' in condition) return this.within(condition.chosen[0], [condition.chosen[1]])
    if ('answered' in condition) {
      const option = this.option(condition.answered)
      return this.answers[option.key]?.length || (option.kind !== 'many' && !option.optional) ? true : null
    }
    if ('compare' in condition) return compared[condition.compare[1]](this.span(condition.compare[0]), this.span(condition.compare[2]))
    if ('all' in condition) { const all = condition.all.map((one) => this.holds(one)); return all.includes(false) ? false : all.includes(null) ? null : true }
    if ('any' in condition) {
      const within = oneOf(condition)
      if (within) return this.within(...within)
      const any = condition.any.map((one) => this.holds(one)); return any.includes(true) ? true : any.includes(null) ? null : false
    }
    if ('not' in condition) { const holds = this.holds(condition.not); return holds === null ? null : !holds }
    return null
  }

  private option(key: string): Option {
    return this.definition.options.find((one) => one.key === key)!
  }

  /** Whether one of these was chosen. */
  private within(key: string, choices: readonly string[]): boolean | null {
    const answer = this.answers[key] ?? [], option = this.option(key)
    if (answer.some((one) => choices.includes(one))) return true
    if (option.kind === 'many') return null
    if (answer.length) return false
    return !option.optional && choicesOf(option).every((one) => choices.includes(one.key)) ? true : null
  }

  private span(amount: Amount): Span {
    if (typeof amount === 'number') return [amount, amount]
    if ('plus' in amount) return amount.plus.map((one) => this.span(one)).reduce<Span>((sum, one) => [sum[0] + one[0], sum[1] + one[1]], [0, 0])
    if ('times' in amount) return times(this.span(amount.times[1]), amount.times[0])
    if ('value' in amount) return this.spanOf(this.option(amount.value), ({ key }) => Number(key))
    if ('quantity' in amount) return [-Infinity, Infinity]
    return this.definition.options.filter(({ key, kind }) => kind !== 'number' && (amount.of === undefined || amount.of === key))
      .map((option) => this.spanOf(option, ({ amounts }) => amounts?.[amount.sum] ?? 0)).reduce<Span>((sum, one) => [sum[0] + one[0], sum[1] + one[1]], [0, 0])
  }

  private spanOf(option: Option, weight: (choice: { key: string; amounts?: Record<string, number> }) => number): Span {
    const answer = this.answers[option.key] ?? [], choices = choicesOf(option)
    if (option.kind === 'many') {
      const open = choices.filter(({ key }) => !answer.includes(key)).map(weight), given = choices.filter(({ key }) => answer.includes(key)).reduce((sum, one) => sum + weight(one), 0)
      return [open.reduce((sum, one) => sum + Math.min(one, 0), given), open.reduce((sum, one) => sum + Math.max(one, 0), given)]
    }
    const weights = answer.length ? choices.filter(({ key }) => answer.includes(key)).map(weight) : [...choices.map(weight), ...(option.optional ? [0] : [])]
    return [Math.min(...weights), Math.max(...weights)]
  }
}

/** An `any` that is about one option alone. */
function oneOf({ any }: { any: Condition[] }): [option: string, choices: string[]] | null {
  const chosen = any.flatMap((one) => ('chosen' in one ? [one.chosen] : []))
  return chosen.length === any.length && chosen.every(([option]) => option === chosen[0]![0]) ? [chosen[0]![0], chosen.map(([, choice]) => choice)] : null
}

/** What a rule asks about, each as often as it does; a sum over everything asks about each option that has the attribute. */
export function asksAbout(definition: Definition, of: unknown): string[] {
  if (Array.isArray(of)) return of.flatMap((one) => asksAbout(definition, one))
  if (!of || typeof of !== 'object') return []
  if ('any' in of) { const within = oneOf(of as { any: Condition[] }); if (within) return [within[0]] }
  return Object.entries(of).flatMap(([word, value]) => {
    if (word === 'chosen') return [(value as string[])[0]!]
    if (word === 'answered' || word === 'value') return [value as string]
    if (word === 'sum') return definition.options.filter(({ key, kind, ...option }) => ('of' in of ? of.of === key : kind !== 'number') && 'choices' in option && option.choices.some(({ amounts }) => amounts?.[value as string] !== undefined)).map(({ key }) => key)
    return ['because', 'key', 'of'].includes(word) ? [] : asksAbout(definition, value)
  })
}

/** Whether what is certain is all that can be known of a rule: no question comes twice, so none depends on another's answer. */
export const isPlain = (definition: Definition, rule: Rule): boolean => {
  const asked = asksAbout(definition, rule)
  return new Set(asked).size === asked.length && !JSON.stringify(rule).includes('"="')
}
