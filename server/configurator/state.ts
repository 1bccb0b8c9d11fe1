import { Certain, asksAbout, isPlain } from './certain.ts'
import { completion } from './completion.ts'
import type { Definition, Option, Rule } from './definition.ts'
import { term } from './encode.ts'
import { type Selection, allowed, choicesOf } from './selection.ts'
import { type Fact, type Model, type Solver, factsOf, no } from './solver.ts'

export interface Answer { option: string; choice: string }
/** Answers and rules that can't hold together; leave one out, and they can. */
export interface Reason { answers: Answer[]; rules: string[] }
export const choiceStates = ['CHOSEN', 'OPEN', 'IMPLIED', 'IMPOSSIBLE'] as const
/** The reason of what is impossible is told at once where a single rule says it, else when its option is to be explained. */
export interface ChoiceState { key: string; state: (typeof choiceStates)[number]; reason: Reason | null }
export interface State {
  /** Those that go together. */
  answers: Selection
  /** Those that had to give way, and to what. */
  dropped: (Answer & { reason: Reason })[]
  options: { key: string; choices: ChoiceState[] }[]
  /** Whether the answers are a whole solution. */
  complete: boolean
  /** A whole solution that holds the answers; null when the model has none at all. */
  completion: Selection | null
}

export interface Wish {
  /** The option whose answer stays when answers don't go together. */
  keep?: string
  /** Options of which every reason is wanted. */
  explain?: readonly string[]
}

/** What can still be chosen, given some answers. The order in which these were given changes nothing. */
export class Asking {
  private readonly solver: Solver
  private readonly definition: Definition
  private readonly known = new Map<Rule, { asked: string[]; plain: boolean }>()
  constructor(solver: Solver) {
    this.solver = solver
    this.definition = solver.definition
    for (const rule of this.definition.rules) this.known.set(rule, { asked: asksAbout(this.definition, rule), plain: isPlain(this.definition, rule) })
  }

  /** Answers that don't go together give way to those for `keep`, else the later question to the earlier. */
  state(given: Selection, { keep, explain = [] }: Wish = {}): State {
    const { options } = this.definition
    const answers = Object.fromEntries(options.flatMap((option) => { const known = this.among(option, given[option.key]); return known.length ? [[option.key, known]] : [] }))
    const dropped = this.settle(answers, keep)
    const facts = factsOf(this.definition, answers), first = this.solver.model(facts)
    if (!first) return { answers, dropped, options: options.map((option) => ({ key: option.key, choices: choicesOf(option).map(({ key }) => ({ key, state: 'IMPOSSIBLE' as const, reason: told(this.solver.conflict([], [])) })) })), complete: false, completion: null }
    const seen = [first]
    this.cover(facts, options.filter(({ key, kind }) => kind === 'many' || !answers[key]), seen)
    const states = options.map((option) => ({ key: option.key, choices: this.choices(option, answers, seen, explain.includes(option.key)) }))
    return { answers, dropped, options: states, complete: allowed(this.definition, answers), completion: completion(this.solver, facts, answers, states) }
  }

  private among(option: Option, given: string[] = []): string[] {
    const known = choicesOf(option).map(({ key }) => key).filter((key) => given.includes(key))
    return option.kind === 'many' ? known : known.slice(0, 1)
  }

  private settle(answers: Selection, keep: string | undefined): State['dropped'] {
    const dropped: State['dropped'] = []
    for (;;) {
      const facts = factsOf(this.definition, answers)
      if (!facts.length || this.solver.model(facts)) return dropped
      const kept = keep ? factsOf(this.definition, { [keep]: answers[keep] ?? [] }) : [], others = keep ? factsOf(this.definition, answers, keep) : facts
      const { answers: core, rules } = this.solver.conflict(kept, others)
      const out = (core.length ? core : kept).at(-1)
      if (out === undefined) return dropped
      const { option, choice } = answerOf(out)
      answers[option] = answers[option]!.filter((one) => one !== choice)
      if (!answers[option].length) delete answers[option]
      dropped.push({ option, choice, reason: { answers: [...core, ...kept].filter((one) => one !== out).map(answerOf), rules } })
    }
  }

  /** Looks for solutions with choices that were not seen yet, for as many questions at once as go together. */
  private cover(facts: Fact[], options: Option[], seen: Model[]): void {
    const unseen = options.map((option) => choicesOf(option).map(({ key }) => term(option.key, key)).filter((one) => !seen.some((model) => model.has(one)))).filter((some) => some.length)
    const look = (list: string[][]): void => {
      const open = list.map((some) => some.filter((one) => !seen.some((model) => model.has(one)))).filter((some) => some.length)
      if (!open.length) return
      const model = this.solver.model(facts, open)
      if (model) { seen.push(model); look(open); return }
      if (open.length === 1) return
      const half = Math.ceil(open.length / 2)
      look(open.slice(0, half))
      look(open.slice(half))
    }
    look(unseen)
  }

  private choices(option: Option, answers: Selection, seen: Model[], explained: boolean): ChoiceState[] {
    const all = choicesOf(option), chosen = answers[option.key] ?? [], many = option.kind === 'many'
    // another choice of one takes the place of the one that was made
    const facts = factsOf(this.definition, answers, many ? undefined : option.key)
    const open = new Set(all.map(({ key }) => key).filter((key) => seen.some((model) => model.has(term(option.key, key)))))
    let rest = all.map(({ key }) => key).filter((key) => !open.has(key))
    while (rest.length) {
      const model = this.solver.model(facts, [rest.map((key) => term(option.key, key))])
      if (!model) break
      if (many || !chosen.length) seen.push(model)
      for (const key of rest) if (model.has(term(option.key, key))) open.add(key)
      rest = rest.filter((key) => !open.has(key))
    }
    const known: Reason[] = []
    return all.map(({ key }) => {
      if (chosen.includes(key)) return { key, state: 'CHOSEN', reason: null }
      if (!open.has(key)) return { key, state: 'IMPOSSIBLE', reason: this.reason(option, key, facts, many ? answers : { ...answers, [option.key]: [] }, known, explained) }
      const implied = many ? this.must(facts, term(option.key, key), seen) : !chosen.length && open.size === 1 && (!option.optional || this.must(facts, term(option.key, key), seen))
      return { key, state: implied ? 'IMPLIED' : 'OPEN', reason: null }
    })
  }

  private must(facts: Fact[], fact: Fact, seen: Model[]): boolean {
    if (seen.some((model) => !model.has(fact))) return false
    const without = this.solver.model([...facts, no(fact)])
    if (without) seen.push(without)
    return !without
  }

  /** Why a choice does not fit: one rule that it plainly breaks, what kept its neighbour out, or what the solver finds. */
  private reason(option: Option, key: string, facts: Fact[], answers: Selection, known: Reason[], explained: boolean): Reason | null {
    const candidate = term(option.key, key)
    const direct = this.direct(option, key, answers)
    if (direct?.sure) return { answers: direct.answers, rules: [direct.rule] }
    if (!explained) return null
    for (const { answers: some, rules } of [...(direct ? [{ answers: direct.answers, rules: [direct.rule] }] : []), ...known]) {
      const found = this.solver.shrink([candidate], some.map(factOf), rules)
      if (found) return told(found)
    }
    const found = told(this.solver.conflict([candidate], facts))
    known.push(found)
    return found
  }

  /** A rule that is broken whatever else is answered, with the answers that it takes. */
  private direct(option: Option, key: string, answers: Selection): { answers: Answer[]; rule: string; sure: boolean } | null {
    const breaks = (rule: Rule, given: Selection) => new Certain(this.definition, { ...given, [option.key]: [...(given[option.key] ?? []), key] }).violates(rule)
    const found = this.definition.rules.filter((rule) => breaks(rule, answers))
    const rule = found.find((one) => this.known.get(one)!.plain) ?? found[0]
    if (!rule) return null
    const asked = this.known.get(rule)!.asked
    let needed = Object.fromEntries(Object.entries(answers).filter(([one]) => asked.includes(one)))
    for (const [one, chosen] of Object.entries(needed)) for (const choice of chosen) {
      const less = { ...needed, [one]: needed[one]!.filter((other) => other !== choice) }
      if (breaks(rule, less)) needed = less
    }
    return { answers: factsOf(this.definition, needed).map(answerOf), rule: rule.key, sure: this.known.get(rule)!.plain }
  }
}

const answerOf = (fact: Fact): Answer => { const cut = fact.indexOf('='); return { option: fact.slice(0, cut), choice: fact.slice(cut + 1) } }
const factOf = ({ option, choice }: Answer): Fact => term(option, choice)
export const told = ({ answers, rules }: { answers: Fact[]; rules: string[] }): Reason => ({ answers: answers.map(answerOf), rules })
