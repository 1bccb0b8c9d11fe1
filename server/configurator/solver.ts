import Logic, { type Formula, type Solver as Sat } from 'logic-solver'
import type { Definition } from './definition.ts'
import { Encoder, term } from './encode.ts'
import { type Selection, choicesOf } from './selection.ts'

/** What one asks the solver to take for true: choices, and rules by their selectors. A minus before it: that it is not. */
export type Fact = string
const rule = (key: string): Fact => `rule ${key}`
const everyRule: Fact = 'rules'
export const no = (fact: Fact): Fact => `-${fact}`

/** What is chosen in one solution. */
export interface Model { has(fact: Fact): boolean }

/** Answers as facts, in the order of the model, so that the order in which they were given tells nothing. */
export const factsOf = (definition: Definition, answers: Selection, but?: string): Fact[] =>
  definition.options.filter(({ key }) => key !== but).flatMap(({ key }) => (answers[key] ?? []).map((choice) => term(key, choice)))

// MiniSat keeps a little of every question that it was asked
const mostQuestions = 4000

/** One model in MiniSat. Rules stand behind selectors, so that a conflict can be told by the rules that make it. */
export class Solver {
  readonly definition: Definition
  private sat!: Sat
  private asked = 0
  constructor(definition: Definition) {
    this.definition = definition
    this.load()
  }

  private load(): void {
    const { options, rules } = this.definition, encoder = new Encoder(this.definition)
    Logic.disablingAssertions(() => {
      this.sat = new Logic.Solver()
      for (const option of options) {
        // names the terms that no rule mentions
        this.sat.require(Logic.TRUE, ...choicesOf(option).map(({ key }) => Logic.or(term(option.key, key), Logic.not(term(option.key, key)))), ...encoder.question(option))
      }
      for (const one of rules) this.sat.require(Logic.implies(rule(one.key), encoder.rule(one)))
      if (rules.length) this.sat.require(Logic.implies(everyRule, Logic.and(...rules.map(({ key }) => rule(key)))))
      this.sat.solve()
    })
    this.asked = 0
  }

  /**
   * A solution in which every one of the facts is true, and of each list at least one; null when there is none. The formulas
   * were made once; a question goes to MiniSat itself, which is many times as fast as by way of formulas.
   */
  private solved(facts: readonly Fact[], lists: readonly (readonly Fact[])[] = []): Model | null {
    if (this.asked++ > mostQuestions) this.load()
    const { sat } = this, solver = sat._minisat, question = sat.toNumTerm(`question ${this.asked}`), term = (fact: Fact) => sat.toNumTerm(fact)
    solver.ensureVar(question)
    for (const fact of facts) solver.addClause([-question, term(fact)])
    for (const list of lists) solver.addClause([-question, ...list.map(term)])
    const solution = solver.solveAssuming(question) ? solver.getSolution() : null
    solver.retireVar(question)
    return solution && { has: (fact) => solution[term(fact)]! }
  }

  /** Under every rule. */
  model(facts: readonly Fact[], lists: readonly (readonly Fact[])[] = []): Model | null {
    return this.solved(this.definition.rules.length ? [everyRule, ...facts] : facts, lists)
  }

  /** Whether something that is no answer can be true. */
  can(formula: (encoder: Encoder) => Formula, rules: readonly string[]): boolean {
    return Logic.disablingAssertions(() => this.sat.solveAssuming(Logic.and(...rules.map(rule), formula(new Encoder(this.definition)), Logic.TRUE))) !== null
  }

  private fits(facts: readonly Fact[], rules: readonly string[] | null): boolean {
    return (rules ? this.solved([...rules.map(rule), ...facts]) : this.model(facts)) !== null
  }

  /**
   * A smallest set of the answers and rules that can't hold together with what is given: without any one of them it could.
   * By QuickXplain (Junker 2004): first the answers under every rule, then the rules.
   */
  conflict(given: readonly Fact[], answers: readonly Fact[]): { answers: Fact[]; rules: string[] } {
    const found = smallest(answers, (some) => this.fits([...given, ...some], null))
    const rules = smallest(this.definition.rules.map(({ key }) => key), (some) => this.fits([...given, ...found], some))
    return { answers: found, rules }
  }

  /** The same with so few candidates that each is tried. */
  shrink(given: readonly Fact[], answers: readonly Fact[], rules: readonly string[]): { answers: Fact[]; rules: string[] } | null {
    if (this.fits([...given, ...answers], rules)) return null
    let facts = [...answers], left = [...rules]
    for (const one of answers) { const less = facts.filter((other) => other !== one); if (!this.fits([...given, ...less], left)) facts = less }
    for (const one of rules) { const less = left.filter((other) => other !== one); if (!this.fits([...given, ...facts], less)) left = less }
    return { answers: facts, rules: left }
  }
}

/** A minimal part of a list that does not fit, where the whole does not. */
function smallest<T>(list: readonly T[], fits: (some: readonly T[]) => boolean): T[] {
  if (!fits([])) return []
  const search = (base: readonly T[], added: boolean, rest: readonly T[]): T[] => {
    if (added && !fits(base)) return []
    if (rest.length === 1) return [...rest]
    const half = Math.ceil(rest.length / 2), first = rest.slice(0, half), second = rest.slice(half)
    const fromSecond = search([...base, ...first], true, second)
    return [...search([...base, ...fromSecond], fromSecond.length > 0, first), ...fromSecond]
  }
  return search([], false, list)
}
