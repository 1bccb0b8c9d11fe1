import { type GraphQLArgument, type GraphQLInputField, type GraphQLInputType, getNamedType, isInputObjectType, isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField } from 'graphql'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import type { Question } from './systematic.ts'
import { absentId, typeMeant } from './values.ts'
import { type AnyField, type Writer, fieldsOf, targetOf } from './writer.ts'

type Step = string | number
interface IdPlace { path: Step[]; name: string; type: GraphQLInputType }

/** Every place in a mutation's input where an id goes, those in lists and nested inputs, too. */
function idPlaces(field: AnyField): IdPlace[] {
  const found: IdPlace[] = []
  const walk = (name: string, type: GraphQLInputType, path: Step[], depth: number): void => {
    if (isNonNullType(type)) return walk(name, type.ofType, path, depth)
    if (isListType(type)) return walk(name, type.ofType, [...path, 0], depth)
    if (isInputObjectType(type)) { if (depth < 4) for (const inner of Object.values(type.getFields())) walk(inner.name, inner.type, [...path, inner.name], depth + 1) } else if (String(type) === 'ID') found.push({ path, name, type })
  }
  for (const arg of field.args) walk(arg.name, arg.type, [arg.name], 0)
  return found
}

/** The record that a mutation is about, by its payload: the first that is one. */
const aboutOf = (field: AnyField): string => {
  const payload = targetOf(field)
  return (isObjectType(payload) ? fieldsOf(payload).map((one) => targetOf(one).name).find((name) => exposedNamed(name)) : undefined) ?? payload.name.replace(/Payload$/, '')
}

const put = (of: any, [step, ...rest]: Step[], value: unknown): any => {
  const copy: any = Array.isArray(of) ? [...of] : { ...(of as object) }
  copy[step!] = rest.length ? put(copy[step!] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value) : value
  return copy
}

/** Mutations written from their input types. */
export class Mutations {
  constructor(readonly writer: Writer) {}

  get fields(): AnyField[] {
    const type = this.writer.schema.getMutationType()
    return type ? fieldsOf(type).filter(({ name }) => name !== 'signOut') : []
  }

  /** An input in which every required field has a value of the asker's own, and of the others those on the way to a place. */
  private input(field: AnyField, whose: 'own' | 'absent', optional: boolean): Record<string, unknown> {
    const about = aboutOf(field)
    const fill = (of: readonly (GraphQLArgument | GraphQLInputField)[], isRequired: (one: any) => boolean): Record<string, unknown> =>
      Object.fromEntries(of.filter((one) => isRequired(one) || (optional && this.writer.values.random.chance(0.6))).map(({ name, type }) => {
        const named = getNamedType(type), many = String(type).startsWith('[')
        if (isInputObjectType(named)) { const inner = fill(Object.values(named.getFields()), isRequiredInputField); return [name, many ? [inner] : inner] }
        if (String(named) === 'Decimal') return [name, many ? ['5'] : '5']
        return [name, this.writer.value(type, name, about, whose)]
      }))
    return fill(field.args, isRequiredArgument)
  }

  private question(field: AnyField, variables: Record<string, unknown>): Question {
    const declared = field.args.filter(({ name }) => variables[name] !== undefined)
    return {
      text: `mutation (${declared.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) { ${field.name}(${declared.map(({ name }) => `${name}: $${name}`).join(', ')}) ${this.writer.body(targetOf(field), this.writer.composites(targetOf(field)).filter((one) => exposedNamed(targetOf(one).name)).map((one) => this.writer.whole(one)))} }`,
      variables,
    }
  }

  /** Each place for an id with ids of what is hidden, of the type that is meant and of others; each beside one of nothing. */
  * foreign(most: number): Generator<Question> {
    const { values } = this.writer
    for (const field of this.fields) {
      for (const { path, name } of idPlaces(field)) {
        const meant = typeMeant(name, aboutOf(field)), others = values.random.some(['Account', 'Contact', 'Quote', 'Order', 'Partner', 'User', 'QuoteVersion', 'QuoteLine', 'Address', 'ApiKey', 'CartLine', 'OrderLine', 'Shipment'], 1)
        const ids = [...new Set([...values.random.some(values.ids(meant ?? 'Account', 'foreign'), most), ...others.flatMap((other) => values.random.some(values.ids(other, 'foreign'), 1))])]
        for (const id of ids) {
          const base = this.input(field, 'own', false), at = (one: string) => put(base, path, one) as Record<string, unknown>
          const absent = this.question(field, put(at(absentId), ['input', 'clientMutationId'], crypto.randomUUID()) as Record<string, unknown>), question = this.question(field, at(id))
          const own = [id, (question.variables!.input as any)?.clientMutationId].filter(Boolean) as string[], other = [absentId, (absent.variables!.input as any)?.clientMutationId].filter(Boolean) as string[]
          yield { ...question, like: { ...absent, text: question.text, values: other, own } }
        }
      }
    }
  }

  /** Every mutation with what is the asker's own, as well as can be guessed, and with what is nobody's: refused or done, it tells nothing else. */
  * own(times: number): Generator<Question> {
    for (const field of this.fields) {
      for (let time = 0; time < times; time += 1) yield this.question(field, this.input(field, 'own', time > 0))
      yield this.question(field, this.input(field, 'absent', false))
    }
  }

  /** The last: after it the asker is nobody. */
  * leaving(): Generator<Question> {
    const field = fieldsOf(this.writer.schema.getMutationType()!).find(({ name }) => name === 'signOut')
    if (field) yield this.question(field, this.input(field, 'own', false))
  }
}
