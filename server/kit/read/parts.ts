import { type GraphQLField, type GraphQLObjectType, getNamedType, getNullableType, isListType } from 'graphql'
import type { Selection } from './selection.ts'

/** Values that are JSON as they are; everything else leaves as text, as its scalar would write it. */
const asJson = ['Int', 'Float', 'Boolean', 'JSON']

/** The asked parts of an expression whose value is an object, or a list of objects, of flat parts: keyed as the document names them. */
export function partsSql(value: string, field: GraphQLField<unknown, unknown>, selection: Selection): string {
  const type = getNamedType(field.type) as GraphQLObjectType
  const part = (name: string): string => {
    const of = getNullableType(type.getFields()[name]!.type)
    return `e.v ${isListType(of) || asJson.includes(getNamedType(of).name) ? '->' : '->>'} '${name}'`
  }
  const object = `json_build_object(${[...selection].map(([key, [node]]) => `'${key}', ${node!.name.value === '__typename' ? `'${type.name}'` : part(node!.name.value)}`).join(', ')})`
  const parts = isListType(getNullableType(field.type))
    ? `(select coalesce(json_agg(${object} order by e.n), '[]') from json_array_elements(x.v) with ordinality e(v, n))`
    : `(select ${object} from (select x.v) e)`
  return `(select case when x.v is not null then ${parts} end from (select (${value})::json as v) x)`
}
