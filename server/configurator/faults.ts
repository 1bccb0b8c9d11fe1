import { UserError, UserErrors } from '../kit/errors.ts'
import { type Amount, type Condition, type Definition, type Part, definitionSchema, most } from './definition.ts'
import { choicesOf } from './selection.ts'

type Path = (string | number)[]
const at = (...path: Path) => path.map(String)

/** Reads a model from JSON. Throws every fault at once, each with its place below `definition`. */
export function readDefinition(json: unknown): Definition {
  const read = definitionSchema.safeParse(json)
  if (!read.success) {
    throw new UserErrors(read.error.issues.slice(0, 20).map((issue) => {
      const missing = issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined
      return new UserError(missing ? 'REQUIRED' : issue.code === 'too_big' ? 'OUT_OF_RANGE' : 'BAD_USER_INPUT', ['definition', ...issue.path.map(String)])
    }))
  }
  const faults = faultsOf(read.data)
  if (faults.length) throw new UserErrors(faults)
  return read.data
}

/** Names of nothing, names of two things, numbers without a value, and parts that derive from each other in a circle. */
export function faultsOf(definition: Definition): UserError[] {
  const faults: UserError[] = []
  const unknown = (name: string, path: Path) => faults.push(new UserError('UNKNOWN_NAME', ['definition', ...at(...path)], { name }))
  const twice = (keys: string[], path: (index: number) => Path) => keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index) faults.push(new UserError('TAKEN', ['definition', ...at(...path(index))]))
  })
  const { groups, attributes, options, rules, parts } = definition
  const named = (list: { key: string }[]) => new Set(list.map(({ key }) => key))
  const groupKeys = named(groups), attributeKeys = named(attributes), partKeys = named(parts)
  const choices = new Map(options.map((option) => [option.key, new Set(choicesOf(option).map(({ key }) => key))]))
  for (const [list, name] of [[groups, 'groups'], [attributes, 'attributes'], [options, 'options'], [rules, 'rules'], [parts, 'parts']] as const) twice(list.map(({ key }) => key), (index) => [name, index, 'key'])
  options.forEach((option, index) => {
    if (!groupKeys.has(option.group)) unknown(option.group, ['options', index, 'group'])
    if (option.kind === 'number') {
      const values = option.to >= option.from ? (option.to - option.from) / option.step : -1
      if (values < 0 || values > most.choices) faults.push(new UserError('OUT_OF_RANGE', ['definition', ...at('options', index, 'to')], { max: most.choices }))
      if (option.standard !== undefined && !choices.get(option.key)!.has(String(option.standard))) unknown(String(option.standard), ['options', index, 'standard'])
      return
    }
    twice(option.choices.map(({ key }) => key), (choice) => ['options', index, 'choices', choice, 'key'])
    option.choices.forEach(({ amounts }, choice) => Object.keys(amounts ?? {}).filter((name) => !attributeKeys.has(name)).forEach((name) => unknown(name, ['options', index, 'choices', choice, 'amounts', name])))
  })

  const amount = (of: Amount, path: Path, inPart: boolean): void => {
    if (typeof of === 'number') return
    if ('value' in of) { if (!options.some(({ key, kind }) => key === of.value && kind === 'number')) unknown(of.value, [...path, 'value']) }
    else if ('sum' in of) {
      if (!attributeKeys.has(of.sum)) unknown(of.sum, [...path, 'sum'])
      if (of.of !== undefined && !choices.has(of.of)) unknown(of.of, [...path, 'of'])
    } else if ('plus' in of) of.plus.forEach((one, index) => amount(one, [...path, 'plus', index], inPart))
    else if ('times' in of) amount(of.times[1], [...path, 'times', 1], inPart)
    else if (!inPart || !partKeys.has(of.quantity)) unknown(of.quantity, [...path, 'quantity'])
  }
  const condition = (of: Condition, path: Path, inPart = false, depth = 0): void => {
    if (depth > most.depth) faults.push(new UserError('OUT_OF_RANGE', ['definition', ...at(...path)], { max: most.depth }))
    else if ('chosen' in of) {
      const [option, choice] = of.chosen
      if (!choices.has(option)) unknown(option, [...path, 'chosen', 0])
      else if (!choices.get(option)!.has(choice)) unknown(choice, [...path, 'chosen', 1])
    } else if ('answered' in of) { if (!choices.has(of.answered)) unknown(of.answered, [...path, 'answered']) }
    else if ('compare' in of) for (const side of [0, 2] as const) amount(of.compare[side], [...path, 'compare', side], inPart)
    else if ('not' in of) condition(of.not, [...path, 'not'], inPart, depth + 1)
    else if ('part' in of) { if (!inPart || !partKeys.has(of.part)) unknown(of.part, [...path, 'part']) }
    else for (const [word, list] of Object.entries(of) as [string, Condition[]][]) list.forEach((one, index) => condition(one, [...path, word, index], inPart, depth + 1))
  }
  rules.forEach((rule, index) => {
    if ('never' in rule) { rule.never.forEach((one, place) => condition(one, ['rules', index, 'never', place])); return }
    if (rule.if) condition(rule.if, ['rules', index, 'if'])
    condition(rule.must, ['rules', index, 'must'])
  })
  parts.forEach((part, index) => {
    if (part.if) condition(part.if, ['parts', index, 'if'], true)
    if (part.quantity !== undefined) amount(part.quantity, ['parts', index, 'quantity'], true)
  })
  const circle = circleIn(parts)
  if (circle) faults.push(new UserError('CIRCULAR', ['definition', ...at('parts', parts.indexOf(circle[0]!))], { names: [...circle, circle[0]!].map(({ key }) => key).join(' → ') }))
  return faults
}

/** The parts that a part's condition and quantity ask about. */
function asksAbout(of: unknown): string[] {
  if (Array.isArray(of)) return of.flatMap(asksAbout)
  if (!of || typeof of !== 'object') return []
  return Object.entries(of).flatMap(([word, value]) => (['part', 'quantity'].includes(word) && typeof value === 'string' ? [value] : asksAbout(value)))
}

/** Parts of which each derives from the next and the last from the first; null when there are none. */
function circleIn(parts: Part[]): Part[] | null {
  const done = new Set<Part>()
  const walk = (part: Part, way: Part[]): Part[] | null => {
    if (way.includes(part)) return way.slice(way.indexOf(part))
    if (done.has(part)) return null
    for (const key of asksAbout([part.if, part.quantity])) {
      const next = parts.find((one) => one.key === key), found = next && walk(next, [...way, part])
      if (found) return found
    }
    done.add(part)
    return null
  }
  for (const part of parts) { const found = walk(part, []); if (found) return found }
  return null
}
