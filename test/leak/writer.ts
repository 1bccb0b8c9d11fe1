import {
  type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema, astFromValue, getNamedType, isEnumType, isInputObjectType, isLeafType, isListType,
  isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField, print,
} from 'graphql'
import { exposedNamed, exposedTypes } from '../../server/kit/read/registry.ts'
import { type Values, type Whose, typeMeant } from './values.ts'

export type AnyField = GraphQLField<unknown, unknown>
export const fieldsOf = (type: GraphQLNamedType): AnyField[] => (isObjectType(type) ? Object.values(type.getFields()) : [])
export const targetOf = (field: AnyField): GraphQLNamedType => getNamedType(field.type)
export const isConnection = (type: GraphQLNamedType): boolean => type.name.endsWith('Connection')
/** The record at the end of a field, through its connection if there is one. */
export const recordOf = (field: AnyField): string => targetOf(field).name.replace(/Connection$/, '')
/** The record that a root field is asked about by its id: the one that it returns, or the one in its name. */
export const askedAbout = (field: AnyField): string => (exposedNamed(recordOf(field)) ? recordOf(field) : exposedTypes().find(({ name }) => field.name.endsWith(name))?.name ?? recordOf(field))
/** Of the points that the server lets a question cost, with some to spare. */
const affordable = 4_500
const hasPages = (field: AnyField) => field.args.some(({ name }) => name === 'first') && isConnection(targetOf(field))

/** Writes parts of documents: everything that can be asked of a type. */
export class Writer {
  constructor(readonly schema: GraphQLSchema, readonly values: Values) {}

  /** A value that the schema accepts, whatever it means. */
  value(type: GraphQLInputType, name: string, about: string, whose: Whose = 'own'): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, name, about, whose)
    if (isListType(type)) return [this.value(type.ofType, name, about, whose)]
    if (isEnumType(type)) return this.values.random.pick(type.getValues()).name
    if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || this.values.random.chance(0.5)).map((field) => [field.name, this.value(field.type, field.name, about, whose)]))
    const kind = String(type)
    if (kind === 'ID') return this.values.id(typeMeant(name, about), whose)
    // what was asked for, and what was offered: every dealer's quote has both
    if (kind === 'Int' && (name === 'before' || name === 'after')) return name === 'before' ? 0 : 1
    if (kind === 'Int') return name === 'first' || name === 'last' ? 3 : this.values.random.int(1, 12)
    if (kind === 'Float') return 1
    if (kind === 'Boolean') return this.values.random.chance(0.5)
    if (kind === 'Decimal') return this.values.amount(whose)
    if (kind === 'Date') return '2031-05-06'
    if (kind === 'DateTime') return '2026-06-06T00:00:00Z'
    if (kind === 'JSON') return { text: this.values.text(whose) }
    if (name === 'recordType') return 'Account'
    // so that who asks for a letter gets one
    if (name === 'email' && whose === 'own' && this.values.asker.viewer) return this.values.asker.viewer.data.email
    return name === 'clientMutationId' ? crypto.randomUUID() : this.values.text(whose, name)
  }

  literal(given: Record<string, unknown>, args: readonly GraphQLArgument[]): string {
    const parts = args.filter(({ name }) => given[name] !== undefined).map((arg) => `${arg.name}: ${print(astFromValue(given[arg.name], arg.type)!)}`)
    return parts.length ? `(${parts.join(', ')})` : ''
  }

  /** The arguments without which a field can't be asked, and how many rows. */
  required(field: AnyField, rows: number, more: Record<string, unknown> = {}): Record<string, unknown> {
    const about = recordOf(field)
    return { ...Object.fromEntries(field.args.filter(isRequiredArgument).map((arg) => [arg.name, this.value(arg.type, arg.name, about)])), ...(hasPages(field) && more.last === undefined ? { first: rows } : {}), ...more }
  }

  leaves(type: GraphQLNamedType): string[] {
    return ['__typename', ...fieldsOf(type).filter((field) => isLeafType(targetOf(field))).map((field) => `${field.name}${this.literal(this.required(field, 1), field.args)}`)]
  }

  composites(type: GraphQLNamedType): AnyField[] {
    return fieldsOf(type).filter((field) => !isLeafType(targetOf(field)))
  }

  /** What a thing says of itself in more than a value, and is no record of its own. */
  private parts(type: GraphQLNamedType, depth = 0): AnyField[] {
    return depth > 4 ? [] : this.composites(type).filter((field) => !exposedNamed(recordOf(field)))
  }

  /** About what the server reckons for a field of one row: a list's values count five times. */
  private weight(field: AnyField, depth = 0): number {
    const target = targetOf(field), below = isLeafType(target) ? 0 : this.leaves(target).length + this.parts(target, depth).reduce((sum, part) => sum + this.weight(part, depth + 1), 0)
    return 2 + field.args.length + below * (/\[/.test(String(field.type)) ? 5 : 1)
  }

  /** All that a thing says of itself; what is no record of its own with all that is below it. */
  body(type: GraphQLNamedType, extra: string[] = [], depth = 0, parts?: AnyField[]): string {
    if (isConnection(type)) return `{ __typename ${this.page((type as GraphQLObjectType).getFields().nodes!, extra, parts)} }`
    const below = (parts ?? this.parts(type, depth)).map((field) => `${field.name}${this.literal(this.required(field, 2), field.args)} ${this.body(targetOf(field), [], depth + 1)}`)
    return `{ ${[...this.leaves(type), ...below, ...extra].join(' ')} }`
  }

  private page(nodes: AnyField, extra: string[], parts?: AnyField[]): string {
    return `nodes ${this.body(targetOf(nodes), extra, 0, parts)} edges { __typename cursor node { __typename id } } pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor } totalCount { __typename value exact }`
  }

  /** A field with all that it says of itself. */
  whole(field: AnyField, { rows = 2, args = {}, extra = [], alias, parts }: { rows?: number; args?: Record<string, unknown>; extra?: string[]; alias?: string; parts?: AnyField[] } = {}): string {
    return `${alias ? `${alias}: ` : ''}${field.name}${this.literal(this.required(field, rows, args), field.args)} ${isLeafType(targetOf(field)) ? '' : this.body(targetOf(field), extra, 0, parts)}`
  }

  /** The same in as many questions as the server's limit makes of it: the first asks for the whole page, the others for what more its rows say, of fewer rows. */
  * wholes(field: AnyField, rows: number, args: Record<string, unknown>): Generator<string> {
    if (!hasPages(field)) {
      const parts = this.parts(targetOf(field))
      if (this.weight(field) <= affordable) return yield this.whole(field, { args })
      for (const part of [[], ...parts.map((one) => [one])]) yield this.whole(field, { args, parts: part })
      return
    }
    const type = getNamedType(fieldsOf(targetOf(field)).find(({ name }) => name === 'nodes')!.type), first: AnyField[] = [], rest: AnyField[] = []
    let room = affordable / rows - 2 * this.leaves(type).length
    for (const part of this.parts(type)) { if (this.weight(part) > room) rest.push(part); else { first.push(part); room -= this.weight(part) } }
    yield this.whole(field, { rows, args, parts: first })
    for (const part of rest) yield this.whole(field, { rows: this.affordable([part], rows), args, parts: [part] })
  }

  /** A field with all that it says of itself, or no more than its values where all of it is too dear to be asked of each of so many. */
  fitting(field: AnyField, asked: { args?: Record<string, unknown> } = {}, times = 5): string {
    return this.whole(field, { ...asked, ...(times * this.weight(field) > affordable ? { parts: [] } : {}) })
  }

  /** Of how many rows that much can be asked, and at most so many. */
  affordable(parts: readonly AnyField[], most: number): number {
    return Math.max(1, Math.min(most, Math.floor(affordable / parts.reduce((sum, part) => sum + this.weight(part), 50))))
  }

  /** A field with no more than tells which rows it found. */
  slim(field: AnyField, args: Record<string, unknown>): string {
    if (!isConnection(targetOf(field))) return this.fitting(field, { args }, 1)
    return `${field.name}${this.literal(this.required(field, 60, args), field.args)} { nodes { id } pageInfo { hasNextPage hasPreviousPage } totalCount { value exact } }`
  }
}
