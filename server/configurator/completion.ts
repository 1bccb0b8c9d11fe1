import { term } from './encode.ts'
import { type Selection, choicesOf } from './selection.ts'
import { type Fact, type Solver, no } from './solver.ts'
import type { State } from './state.ts'

/**
 * Answers what is left open by its standard, else by nothing where that may be, else by the first choice that fits: question
 * by question in the order of the model, as many at once as go together. There must be a solution that holds the facts.
 */
export function completion(solver: Solver, facts: readonly Fact[], answers: Selection, states: State['options']): Selection {
  const { options } = solver.definition
  // of each question the answers in the order in which they are wished for, each as the facts that it is made of
  const wishes = options.flatMap((option, index): Fact[][][] => {
    const all = choicesOf(option), fitting = all.filter((_, place) => ['OPEN', 'IMPLIED'].includes(states[index]!.choices[place]!.state))
    const yes = ({ key }: { key: string }): Fact[] => [term(option.key, key)], not = (choice: { key: string }): Fact[] => yes(choice).map(no)
    if (option.kind === 'many') return fitting.map((choice) => (choice.standard ? [yes(choice), not(choice)] : [not(choice), yes(choice)]))
    if (answers[option.key]) return []
    return [[...fitting.filter(({ standard }) => standard).map(yes), ...(option.optional ? [all.flatMap(not)] : []), ...fitting.filter(({ standard }) => !standard).map(yes)]]
  })
  let sure = [...facts]
  const settle = (list: Fact[][][]): void => {
    if (!list.length) return
    const more = list.flatMap(([first]) => first!)
    if (solver.model([...sure, ...more])) { sure = [...sure, ...more]; return }
    if (list.length === 1) { settle(list[0]!.length > 1 ? [list[0]!.slice(1)] : []); return }
    const half = Math.ceil(list.length / 2)
    settle(list.slice(0, half))
    settle(list.slice(half))
  }
  settle(wishes)
  const model = solver.model(sure)!
  return Object.fromEntries(options.map((option) => [option.key, choicesOf(option).map(({ key }) => key).filter((key) => model.has(term(option.key, key)))] as const).filter(([, chosen]) => chosen.length))
}
