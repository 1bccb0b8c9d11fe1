import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Definition, Rule } from '../../server/configurator/definition.ts'
import { type Selection, allowed, choicesOf } from '../../server/configurator/selection.ts'
import { Solver } from '../../server/configurator/solver.ts'
import { type Answer, Asking, type Reason } from '../../server/configurator/state.ts'
import { answersFor, definitions, holds, solutions } from './models.ts'

const runs = { numRuns: 80 }
const asked = definitions.chain((definition) => answersFor(definition).map((answers) => ({ definition, answers })))
const stateOf = (definition: Definition, answers: Selection, keep?: string) => new Asking(new Solver(definition)).state(answers, { ...(keep ? { keep } : {}), explain: definition.options.map(({ key }) => key) })
const adding = (answers: Selection, more: readonly Answer[]): Selection => more.reduce<Selection>((all, { option, choice }) => ({ ...all, [option]: [...(all[option] ?? []), choice] }), answers)
/** Without the answer that another choice of the same question would replace. */
const others = ({ options }: Definition, answers: Selection, key: string): Selection =>
  (options.find((one) => one.key === key)!.kind === 'many' ? answers : Object.fromEntries(Object.entries(answers).filter(([one]) => one !== key)))
const only = (definition: Definition, rules: readonly string[]): Definition => ({ ...definition, rules: definition.rules.filter(({ key }) => rules.includes(key)) })

it('offers a completion that obeys every rule and holds the answers, whenever there is one', () => {
  fc.assert(fc.property(asked, ({ definition, answers }) => {
    const state = stateOf(definition, answers), all = solutions(definition), given = Object.fromEntries(Object.entries(answers).filter(([, chosen]) => chosen.length))
    const offered = state.completion && { allowed: allowed(definition, state.completion), holds: holds(state.completion, state.answers), complete: state.complete }
    expect(offered).toEqual(all.length ? { allowed: true, holds: true, complete: allowed(definition, state.answers) } : null)
    // what goes together is kept as it is
    const kept = state.dropped.length === 0 && isDeepStrictEqual(state.answers, given)
    expect(kept).toBe(!all.length ? kept : all.some((one) => holds(one, answers)))
  }), runs)
})

it('says of every choice what trying everything says', () => {
  fc.assert(fc.property(asked, ({ definition, answers: given }) => {
    const { answers, options } = stateOf(definition, given), all = solutions(definition)
    const wrong = options.flatMap(({ key, choices }) => {
      const fitting = all.filter((one) => holds(one, others(definition, answers, key)))
      const tried = (choice: string) => (all.length && answers[key]?.includes(choice) ? 'CHOSEN' : !fitting.some((one) => one[key]!.includes(choice)) ? 'IMPOSSIBLE' : fitting.every((one) => one[key]!.includes(choice)) ? 'IMPLIED' : 'OPEN')
      return choices.filter((choice) => choice.state !== tried(choice.key)).map((choice) => `${key} ${choice.key}: ${choice.state}`)
    })
    expect(wrong).toEqual([])
  }), runs)
})

it('gives reasons that suffice, and of which nothing can be left out', () => {
  const refutes = (definition: Definition, { answers, rules }: Reason, candidate: Answer[]) =>
    !solutions(only(definition, rules)).some((one) => holds(one, adding({}, [...answers, ...candidate])))
  fc.assert(fc.property(asked, ({ definition, answers }) => {
    const state = stateOf(definition, answers)
    const impossible = state.completion ? state.options.flatMap(({ key, choices }) => choices.filter(({ state: one }) => one === 'IMPOSSIBLE').map(({ key: choice, reason }) => ({ candidate: [{ option: key, choice }], reason: reason! }))) : []
    const wrong = impossible.filter(({ candidate, reason }) => {
      const less = [...reason.answers.map((answer) => ({ ...reason, answers: reason.answers.filter((one) => one !== answer) })), ...reason.rules.map((rule) => ({ ...reason, rules: reason.rules.filter((one) => one !== rule) }))]
      return !refutes(definition, reason, candidate) || less.some((some) => refutes(definition, some, candidate))
    })
    expect(wrong).toEqual([])
  }), runs)
})

it('does not mind in which order the questions were answered', () => {
  fc.assert(fc.property(asked, ({ definition, answers }) => {
    const backwards = Object.fromEntries(Object.entries(answers).toReversed().map(([key, chosen]) => [key, chosen.toReversed()]))
    expect(stateOf(definition, backwards)).toEqual(stateOf(definition, answers))
    // nor what was asked before
    const asking = new Asking(new Solver(definition))
    for (const { key } of definition.options) asking.state({ [key]: [choicesOf(definition.options[0]!)[0]!.key] })
    expect(asking.state(answers, { explain: definition.options.map(({ key }) => key) })).toEqual(stateOf(definition, answers))
  }), { numRuns: 40 })
})

it('keeps the last answer and drops what stands against it', () => {
  const rules: Rule[] = [{ key: 'apart', never: [{ chosen: ['a', 'x'] }, { chosen: ['b', 'x'] }] }]
  const choices = ['x', 'y'].map((key) => ({ key, name: { en: key } }))
  const definition: Definition = { groups: [{ key: 'g', name: { en: 'g' } }], attributes: [], options: ['a', 'b'].map((key) => ({ key, group: 'g', name: { en: key }, kind: 'one' as const, choices })), rules, parts: [], assemblyDays: 0 }
  expect(stateOf(definition, { a: ['x'], b: ['x'] }, 'b')).toMatchObject({ answers: { b: ['x'] }, dropped: [{ option: 'a', choice: 'x', reason: { answers: [{ option: 'b', choice: 'x' }], rules: ['apart'] } }] })
  expect(stateOf(definition, { a: ['x'], b: ['x'] }, 'a')).toMatchObject({ answers: { a: ['x'] }, dropped: [{ option: 'b', choice: 'x' }] })
})
