import { locales, translate } from '../kit/locale.ts'
import type { Amount, Condition, Definition, Rule, Words } from './definition.ts'
import { choicesOf } from './selection.ts'
import type { Answer, Reason } from './state.ts'

/** A text in a language; English where it was not translated. */
export const inWords = (text: Words, locale: string): string => text[locale as keyof Words] ?? text.en

/** An answer by the names of both, in every language. */
export const sayAnswer = (definition: Definition, answer: Answer): Words => Object.fromEntries(locales.map((locale) => [locale, new Sayer(definition, locale).answer(answer)])) as Words

/** Puts the rules of a model into sentences. */
export class Sayer {
  constructor(private readonly definition: Definition, private readonly locale: string) {}

  option(key: string): string {
    const option = this.definition.options.find((one) => one.key === key)
    return option ? inWords(option.name, this.locale) : key
  }

  choice({ option: key, choice }: Answer): string {
    const option = this.definition.options.find((one) => one.key === key), found = option && choicesOf(option).find((one) => one.key === choice)
    return found ? inWords(found.name, this.locale) : choice
  }

  answer(answer: Answer): string {
    return this.text('is', { option: this.option(answer.option), choice: this.choice(answer) })
  }

  /** What a rule demands, and why where that was written down. */
  rule(rule: Rule): string {
    const sentence = 'never' in rule ? this.text(rule.never.length === 1 ? 'neverOne' : 'never', { list: this.list(rule.never, 'with') })
      : rule.if ? this.text('if', { condition: this.condition(rule.if), must: this.condition(rule.must) }) : this.text('always', { must: this.condition(rule.must) })
    return rule.because ? this.text('because', { sentence, because: inWords(rule.because, this.locale) }) : sentence
  }

  /** Why a choice does not fit, in one sentence. */
  reason({ answers, rules }: Reason): string {
    const because = this.definition.rules.filter(({ key }) => rules.includes(key)).map((rule) => this.rule(rule)).join(this.locale.startsWith('zh') ? '' : ' ')
    if (!answers.length) return because || this.text('none')
    const against = this.text('against', { answers: answers.map((answer) => this.answer(answer)).join(this.text('with')) })
    return because ? this.text('both', { against, because }) : against
  }

  condition(condition: Condition): string {
    if ('chosen' in condition) return this.answer({ option: condition.chosen[0], choice: condition.chosen[1] })
    if ('answered' in condition) return this.text('answered', { option: this.option(condition.answered) })
    if ('compare' in condition) {
      const [left, sign, right] = condition.compare
      return `${this.amount(left)} ${{ '<=': '≤', '>=': '≥', '=': '=' }[sign]} ${this.amount(right)}${typeof right === 'number' ? this.unit(left) : ''}`
    }
    if ('all' in condition) return this.list(condition.all, 'and')
    if ('any' in condition) return this.alternatives(condition.any) ?? this.list(condition.any, 'or')
    if ('part' in condition) return this.text('part', { part: condition.part })
    const inner = condition.not
    if ('chosen' in inner) return this.text('isNot', { option: this.option(inner.chosen[0]), choice: this.choice({ option: inner.chosen[0], choice: inner.chosen[1] }) })
    const alternatives = 'any' in inner && this.alternatives(inner.any, 'isNot')
    return alternatives || this.text('not', { condition: this.condition(inner) })
  }

  /** Several choices of one option are named together. */
  private alternatives(any: Condition[], as: 'is' | 'isNot' = 'is'): string | null {
    const chosen = any.flatMap((one) => ('chosen' in one ? [one.chosen] : [])), [first] = chosen
    if (!first || chosen.length < any.length || chosen.some(([option]) => option !== first[0])) return null
    return this.text(as, { option: this.option(first[0]), choice: chosen.map(([option, choice]) => this.choice({ option, choice })).join(this.text('or')) })
  }

  private amount(amount: Amount): string {
    if (typeof amount === 'number') return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 3 }).format(amount)
    if ('value' in amount) return this.option(amount.value)
    if ('plus' in amount) return amount.plus.map((one) => this.amount(one)).join(' + ')
    if ('times' in amount) return `${this.amount(amount.times[0])} × ${this.amount(amount.times[1])}`
    if ('quantity' in amount) return this.text('quantity', { part: amount.quantity })
    const attribute = this.definition.attributes.find(({ key }) => key === amount.sum), name = attribute ? inWords(attribute.name, this.locale) : amount.sum
    return amount.of ? this.text('of', { attribute: name, option: this.option(amount.of) }) : name
  }

  private unit(amount: Amount): string {
    if (typeof amount === 'number') return ''
    const option = 'value' in amount ? this.definition.options.find(({ key }) => key === amount.value) : undefined
    const unit = option?.kind === 'number' ? option.unit : 'sum' in amount ? this.definition.attributes.find(({ key }) => key === amount.sum)?.unit : 'plus' in amount ? this.unit(amount.plus[0]!).trim() : undefined
    return unit ? ` ${unit}` : ''
  }

  private list(conditions: Condition[], word: 'and' | 'or' | 'with'): string {
    return conditions.map((one) => this.condition(one)).join(this.text(word))
  }

  private text(key: string, values: Record<string, unknown> = {}): string {
    return translate(this.locale, `configurator.${key}`, values)
  }
}
