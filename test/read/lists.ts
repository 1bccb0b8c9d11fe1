import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql'
import type { Viewer } from '../../server/access/viewer.ts'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import type { Reading } from './reading.ts'

/** A connection of a schema: where it hangs, and what it lists. */
export interface List {
  name: string
  record: string
  /** Wraps what is asked of the connection into a document; a nested one is asked of the record that has most in it. */
  document(asked: string, parent?: string): string
  parent: string | null
}

const lower = (name: string) => `${name[0]!.toLowerCase()}${name.slice(1)}`

/** Every connection that a schema has on its root and on the records that are listed and can be asked for by id. */
export function listsOf(schema: GraphQLSchema): List[] {
  const query = schema.getQueryType()!
  const of = (type: GraphQLObjectType, wrap: (field: string, asked: string, parent?: string) => string, parent: string | null): List[] =>
    Object.values(type.getFields()).flatMap((field) => {
      const target = getNamedType(field.type)
      // one that is asked of a parent by its id hangs on that parent, too
      if (!isObjectType(target) || !target.name.endsWith('Connection') || field.args.some(({ type }) => String(type) === 'ID')) return []
      return [{ name: `${parent ?? 'Query'}.${field.name}`, record: target.name.replace('Connection', ''), parent, document: (asked: string, id?: string) => wrap(field.name, asked, id) }]
    })
  const records = Object.values(query.getFields()).map((field) => getNamedType(field.type)).filter((type): type is GraphQLObjectType => isObjectType(type) && exposedNamed(type.name) !== undefined)
  return [
    ...of(query, (field, asked) => `{ list: ${field}${asked} }`, null),
    ...[...new Set(records)].filter((type) => query.getFields()[lower(type.name)] && query.getFields()[`${lower(type.name)}s`]).flatMap((type) => of(type, (field, asked, id) => `{ parent: ${lower(type.name)}(id: "${id}") { list: ${field}${asked} } }`, type.name)),
  ]
}

/** The sort fields of a list that an audience has. */
export const sortsOf = (record: string, viewer: Viewer): string[] =>
  [...exposedNamed(record)!.sorts].filter(([, { audiences }]) => audiences.includes(viewer.audience)).map(([by]) => by)

/** The id of a parent that has several rows in a nested list; null on the root. */
export async function fullParent(reading: Reading, viewer: Viewer, list: List): Promise<string | undefined> {
  if (!list.parent) return undefined
  const page = `${lower(list.parent)}s`, asked = `{ id list: ${list.name.split('.')[1]} { totalCount { value } } }`
  // short lists come whole, without pages
  const paged = reading.schemas[viewer.audience as 'crm' | 'partner'].getQueryType()!.getFields()[page]!.args.some(({ name }) => name === 'first')
  const { result } = await reading.ask(viewer, `{ page: ${paged ? `${page}(first: 60) { nodes ${asked} }` : `${page} ${asked}`} }`)
  return ((paged ? result.data!.page.nodes : result.data!.page) as { id: string; list: { totalCount: { value: number } } }[]).sort((a, b) => b.list.totalCount.value - a.list.totalCount.value)[0]?.id
}

export const listIn = (data: any): any => (data.parent ?? data).list
