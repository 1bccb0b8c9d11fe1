import { type GraphQLArgument, type GraphQLInputField, type GraphQLNamedType, getNamedType, isEnumType, isInputObjectType, isObjectType, isRequiredArgument } from 'graphql'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { contraryAnswers } from '../support/cast-models.ts'
import { idOf, partnerId } from '../support/cast.ts'
import type { Ask } from './door.ts'
import { Mint } from './canaries.ts'
import { absentId, typeMeant } from './values.ts'
import { type AnyField, type Writer, askedAbout, fieldsOf, isConnection, recordOf, targetOf } from './writer.ts'

/** A question, and what is known of its answer beforehand. */
export interface Question extends Ask {
  /** A root list that holds all rows of this type that the asker sees. */
  lists?: { field: string; type: string }
  /** It may ask for more than the server lets anybody ask. */
  excessive?: true
  /** The same question for what does not exist, which must be answered alike once `values` are taken out of both. */
  like?: Ask & { values: string[]; own: string[] }
}

const chunks = <T>(list: T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))
const idArg = (field: AnyField) => field.args.find((arg) => arg.name === 'id' && String(arg.type) === 'ID!')
const query = (...parts: string[]) => `{ ${parts.join(' ')} }`

const isMany = (field: AnyField) => isConnection(targetOf(field)) || String(field.type).startsWith('[')

/** A way from a root field to a type: the fields in between, outermost first. */
interface Way { type: GraphQLNamedType; steps: AnyField[] }

function ways(root: AnyField, mostSteps: number): Way[] {
  const start = isConnection(targetOf(root)) ? getNamedType(fieldsOf(targetOf(root)).find(({ name }) => name === 'nodes')!.type) : targetOf(root)
  const found = new Map<string, Way>([[start.name, { type: start, steps: [] }]])
  for (const way of found.values()) {
    if (way.steps.length >= mostSteps) continue
    for (const field of fieldsOf(way.type)) {
      const target = isConnection(targetOf(field)) ? getNamedType(fieldsOf(targetOf(field)).find(({ name }) => name === 'nodes')!.type) : targetOf(field)
      if (isObjectType(target) && exposedNamed(target.name) && !found.has(target.name)) found.set(target.name, { type: target, steps: [...way.steps, field] })
    }
  }
  return [...found.values()]
}

/** Arguments that lead where those by chance seldom do, by root field. */
const leading: Record<string, Record<string, unknown>> = {
  accountStatement: { buyerId: partnerId('NST'), from: '2025-01-01', to: '2026-06-30' },
  configure: { input: { modelId: idOf('model mill'), answers: contraryAnswers, explain: ['drive', 'extras'] } },
}

/** Every field of every type, reached from every root that leads to it. */
export function* reaching(writer: Writer, roots: AnyField[], steps: number): Generator<Question> {
  for (const root of roots) {
    const id = idArg(root), type = askedAbout(root), plain = !exposedNamed(recordOf(root))
    const other = root.args.find((arg) => String(arg.type) === 'ID!' && arg.name !== 'id')
    const given = id ? writer.values.telling(type, plain ? 40 : steps > 0 ? 3 : 1, plain).map((one) => ({ args: { id: one.id } as Record<string, unknown>, tables: one.tables as Set<string> | undefined }))
      : other ? writer.values.telling(typeMeant(other.name, type) ?? type, 3).map((one) => ({ args: { [other.name]: one.id }, tables: undefined })) : [{ args: leading[root.name] ?? {}, tables: undefined }]
    for (const [index, { args, tables }] of given.entries()) {
      for (const [part, text] of [...writer.wholes(root, 25, args)].entries()) yield { text: query(text), ...(part > 0 || id || root.args.some(isRequiredArgument) ? {} : { lists: { field: root.name, type } }) }
      const far = steps > 0 && (id || !isMany(root)) ? 2 : steps > 1 ? steps : 0
      for (const { type: target, steps: between } of ways(root, far)) {
        // the second and third are for what the first has not
        if (index > 0 && !(tables && exposedNamed(target.name) && tables.has(exposedNamed(target.name)!.table))) continue
        for (const part of chunks(writer.composites(target).filter((field) => exposedNamed(recordOf(field))), root.args.some(({ name }) => name === 'first') || between.some(isMany) ? 1 : 2)) {
          let inner = `{ ${[...writer.leaves(target), ...part.map((field) => (isMany(root) ? writer.fitting(field) : writer.whole(field)))].join(' ')} }`
          for (const step of [...between].reverse()) inner = `{ __typename ${step.name}${writer.literal(writer.required(step, 1), step.args)} ${isConnection(targetOf(step)) ? `{ nodes ${inner} }` : inner} }`
          yield { text: query(`${root.name}${writer.literal(writer.required(root, between.length > 1 ? 1 : writer.affordable(part, 2), args), root.args)} ${isConnection(targetOf(root)) ? `{ nodes ${inner} }` : inner}`), ...(between.some(isMany) ? { excessive: true as const } : {}) }
        }
      }
    }
  }
}

/** What is not the asker's, by id: every row that is hidden from them answers as one that does not exist. */
export function* foreign(writer: Writer, roots: AnyField[]): Generator<Question> {
  for (const root of roots.filter(idArg)) {
    for (const ids of chunks(writer.values.ids(askedAbout(root), 'foreign'), 12)) {
      const ask = (of: (id: string) => string) => query(...ids.map((id, index) => `a${index}: ${root.name}(id: "${of(id)}") { ${exposedNamed(recordOf(root)) ? 'id' : '__typename'} }`))
      yield { text: ask((id) => id), like: { text: ask(() => absentId), values: [absentId], own: ids } }
    }
  }
}

/** Filters, searches and other arguments with what is hidden: found no more than what does not exist. */
export function* probing(writer: Writer, roots: AnyField[], most: number): Generator<Question> {
  const { values } = writer
  for (const root of roots) {
    const table = exposedNamed(recordOf(root))?.table
    for (const { args, name, type } of places(root)) {
      const kind = String(getNamedType(type)), about = recordOf(root)
      if (isEnumType(getNamedType(type))) { for (const { name: value } of (getNamedType(type) as any).getValues()) yield { text: query(writer.slim(root, args(wrap(type, value)))) }; continue }
      const own = writer.value(type, name, about)
      yield { text: query(writer.slim(root, args(own))) }
      const hidden = kind === 'String' ? [...(table ? values.hiddenTexts(table, most) : []), ...values.hiddenTexts('account', 2), values.text('foreign')] : Array.from({ length: most }, () => kind === 'ID' || kind === 'Decimal' ? simple(writer.value(type, name, about, 'foreign')) : undefined)
      for (const value of new Set(hidden)) {
        const nowhere = kind === 'String' ? Mint.nowhere : simple(writer.value(type, name, about, 'absent'))
        if (value === undefined || value === nowhere) continue
        // the same question but for the value, whatever else was drawn for it
        const text = query(writer.slim(root, args(wrap(type, value))))
        yield { text, like: { text: text.replaceAll(value, nowhere!), values: [nowhere!], own: [value] } }
      }
    }
  }
}

const simple = (value: unknown): string | undefined => (Array.isArray(value) ? simple(value[0]) : typeof value === 'object' && value ? undefined : String(value))
const wrap = (type: unknown, value: string): unknown => (String(type).startsWith('[') ? [value] : value)
type Place = { args(value: unknown): Record<string, unknown>; name: string; type: GraphQLArgument['type'] }

/** Where a root field takes a value: its own arguments and the fields of its filter, ranges at both ends. */
function places(root: AnyField): Place[] {
  const found: Place[] = []
  const walk = (of: readonly (GraphQLArgument | GraphQLInputField)[], put: (name: string, value: unknown) => Record<string, unknown>) => {
    for (const { name, type } of of) {
      if (['first', 'last', 'after', 'before', 'sort'].includes(name)) continue
      const named = getNamedType(type)
      if (isInputObjectType(named)) {
        if (Object.keys(named.getFields()).join() === 'gte,lte') found.push({ name, type: named.getFields().gte!.type, args: (value) => put(name, { gte: value, lte: value }) })
        else walk(Object.values(named.getFields()), (inner, value) => put(name, { [inner]: value }))
      } else found.push({ name, type, args: (value) => put(name, value) })
    }
  }
  walk(root.args, (name, value) => ({ [name]: value }))
  return found
}

/** Every sort in both directions, from both ends. */
export function* sorting(writer: Writer, roots: AnyField[]): Generator<Question> {
  for (const root of roots) {
    const sort = root.args.find(({ name }) => name === 'sort')
    if (!sort) continue
    const by = (getNamedType(sort.type) as any).getFields().by.type
    for (const { name } of (getNamedType(by) as any).getValues()) {
      for (const direction of ['ASC', 'DESC']) for (const end of ['first', 'last'])
        yield { text: query(`${root.name}${writer.literal({ [end]: 20, sort: { by: name, direction } }, root.args)} { nodes { id } edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount { value } }`) }
    }
  }
}
