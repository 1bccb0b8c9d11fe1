import type { Amount, Choice, Comparison, Condition, Definition, Option, Rule } from './definition.ts'

/** What was chosen, by option. A number is chosen by its value as text. */
export type Selection = Record<string, string[]>

/** The digits that a number's value has as a choice. */
export const digits = 3

/** The values of a number, from the smallest on. */
function valuesOf({ from, to, step }: { from: number; to: number; step: number }): number[] {
  const count = Math.floor((to - from) / step + 1e-9) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number((from + index * step).toFixed(digits)))
}

/** What can be chosen for an option. The values of a number are choices like others. */
export function choicesOf(option: Option): Choice[] {
  if (option.kind !== 'number') return option.choices
  const unit = option.unit ? ` ${option.unit}` : ''
  return valuesOf(option).map((value) => ({ key: String(value), name: { en: `${value}${unit}` }, ...(value === option.standard ? { standard: true } : {}) }))
}

/** Whether a selection answers every question that must be answered, each with choices that there are. */
export const whole = (definition: Definition, selection: Selection): boolean => definition.options.every((option) => {
  const chosen = selection[option.key] ?? [], known = choicesOf(option).map(({ key }) => key)
  if (!chosen.every((key) => known.includes(key))) return false
  return option.kind === 'many' || chosen.length === 1 || (chosen.length === 0 && option.optional === true)
})

const compared: Record<Comparison, (left: number, right: number) => boolean> = {
  '<=': (left, right) => left <= right + 1e-9, '>=': (left, right) => left >= right - 1e-9, '=': (left, right) => Math.abs(left - right) < 1e-9,
}

/** The plain meaning of the rule language, over a whole selection. */
export class Meaning {
  readonly definition: Definition
  readonly selection: Selection
  constructor(definition: Definition, selection: Selection) { this.definition = definition; this.selection = selection }

  holds(condition: Condition | undefined): boolean {
    if (!condition) return true
    if ('chosen' in condition) return this.chosen(condition.chosen[0]).includes(condition.chosen[1])
    if ('answered' in condition) return this.chosen(condition.answered).length > 0
    if ('compare' in condition) return compared[condition.compare[1]](this.amount(condition.compare[0]), this.amount(condition.compare[2]))
    if ('all' in condition) return condition.all.every((one) => this.holds(one))
    if ('any' in condition) return condition.any.some((one) => this.holds(one))
    if ('not' in condition) return !this.holds(condition.not)
    return this.holds(this.definition.parts.find(({ key }) => key === condition.part)?.if)
  }

  obeys(rule: Rule): boolean {
    return 'never' in rule ? !rule.never.every((one) => this.holds(one)) : !this.holds(rule.if) || this.holds(rule.must)
  }

  amount(amount: Amount): number {
    if (typeof amount === 'number') return amount
    if ('value' in amount) return Number(this.chosen(amount.value)[0] ?? 0)
    if ('plus' in amount) return amount.plus.reduce<number>((sum, one) => sum + this.amount(one), 0)
    if ('times' in amount) return amount.times[0] * this.amount(amount.times[1])
    if ('quantity' in amount) {
      const part = this.definition.parts.find(({ key }) => key === amount.quantity)
      return part && this.holds(part.if) ? this.amount(part.quantity ?? 1) : 0
    }
    return this.definition.options.filter(({ key }) => amount.of === undefined || key === amount.of)
      .flatMap((option) => choicesOf(option).filter(({ key }) => this.chosen(option.key).includes(key)))
      .reduce((sum, choice) => sum + (choice.amounts?.[amount.sum] ?? 0), 0)
  }

  private chosen(option: string): string[] {
    return this.selection[option] ?? []
  }
}

/** Whether a whole selection obeys every rule. */
export const allowed = (definition: Definition, selection: Selection): boolean => {
  const meaning = new Meaning(definition, selection)
  return whole(definition, selection) && definition.rules.every((rule) => meaning.obeys(rule))
}
