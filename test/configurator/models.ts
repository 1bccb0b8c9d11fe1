import fc from 'fast-check'
import type { Amount, Condition, Definition, Option, Rule } from '../../server/configurator/definition.ts'
import { type Selection, allowed, choicesOf } from '../../server/configurator/selection.ts'

const name = (en: string) => ({ en })
const attribute = 'weight'

/** Models so small that every selection can be tried. */
const option = (index: number): fc.Arbitrary<Option> => fc.record({
  kind: fc.constantFrom('one' as const, 'one' as const, 'many' as const, 'number' as const), optional: fc.boolean(), weights: fc.array(fc.integer({ min: -3, max: 6 }), { minLength: 2, maxLength: 3 }), standard: fc.nat(2),
}).map(({ kind, optional, weights, standard }) => {
  const asked = { key: `o${index}`, group: 'g', name: name(`Option ${index}`), ...(optional ? { optional } : {}) }
  if (kind === 'number') return { ...asked, kind, from: 1, to: 2, step: 0.5, unit: 'm', standard: 1.5 }
  return { ...asked, kind, choices: weights.map((weight, place) => ({ key: `c${place}`, name: name(`Choice ${place}`), amounts: { [attribute]: weight }, ...(place === standard ? { standard: true } : {}) })) }
})

const amountOf = (options: Option[]): fc.Arbitrary<Amount> => {
  const numbers = options.filter(({ kind }) => kind === 'number').map(({ key }): Amount => ({ value: key }))
  const leaf = fc.oneof(fc.integer({ min: -2, max: 9 }), fc.constantFrom<Amount>(0.5, { sum: attribute }, ...options.map(({ key }): Amount => ({ sum: attribute, of: key })), ...numbers))
  return fc.oneof(leaf, fc.tuple(leaf, leaf).map((plus): Amount => ({ plus })), fc.tuple(fc.constantFrom(-1, 0.5, 2), leaf).map((times): Amount => ({ times })))
}

const conditionOf = (options: Option[]): fc.Arbitrary<Condition> => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...options.flatMap((one) => choicesOf(one).map(({ key }): Condition => ({ chosen: [one.key, key] })))) },
    fc.constantFrom(...options.map(({ key }): Condition => ({ answered: key }))),
    fc.tuple(amountOf(options), fc.constantFrom('<=' as const, '>=' as const, '=' as const), amountOf(options)).map((compare): Condition => ({ compare })))
  return fc.oneof({ weight: 5, arbitrary: leaf }, leaf.map((not): Condition => ({ not })), fc.array(leaf, { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })), fc.array(leaf, { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })))
}

const rulesOf = (options: Option[]): fc.Arbitrary<Rule[]> => fc.array(fc.oneof(
  fc.record({ if: conditionOf(options), must: conditionOf(options) }), conditionOf(options).map((must) => ({ must })),
  fc.tuple(conditionOf(options), conditionOf(options)).map((never) => ({ never })),
), { maxLength: 5 }).map((rules) => rules.map((rule, index) => ({ key: `r${index}`, ...rule }) as Rule))

export const definitions: fc.Arbitrary<Definition> = fc.integer({ min: 2, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => option(index))))
  .chain((options) => rulesOf(options).map((rules) => ({ groups: [{ key: 'g', name: name('Group') }], attributes: [{ key: attribute, name: name('Weight'), unit: 'kg' }], options, rules, parts: [], assemblyDays: 3 })))

/** Answers to some of the questions, whether they go together or not. */
export const answersFor = ({ options }: Definition): fc.Arbitrary<Selection> => fc.tuple(...options.map((one) => {
  const keys = choicesOf(one).map(({ key }) => key)
  return fc.oneof(fc.constant<string[]>([]), one.kind === 'many' ? fc.subarray(keys) : fc.constantFrom(...keys).map((key) => [key]))
})).map((chosen) => Object.fromEntries(chosen.flatMap((keys, index) => (keys.length ? [[options[index]!.key, keys]] : []))))

const subsets = (keys: string[]): string[][] => keys.reduce<string[][]>((all, key) => [...all, ...all.map((one) => [...one, key])], [[]])

/** Every whole selection that obeys every rule, found by trying all. */
export function solutions(definition: Definition): Selection[] {
  const all = definition.options.reduce<Selection[]>((partial, one) => {
    const keys = choicesOf(one).map(({ key }) => key)
    const ways = one.kind === 'many' ? subsets(keys) : [...keys.map((key) => [key]), ...(one.optional ? [[]] : [])]
    return partial.flatMap((selection) => ways.map((way) => ({ ...selection, [one.key]: way })))
  }, [{}])
  return all.filter((selection) => allowed(definition, selection))
}

/** Whether a solution holds these answers. */
export const holds = (solution: Selection, answers: Selection): boolean => Object.entries(answers).every(([key, chosen]) => chosen.every((one) => solution[key]?.includes(one)))
