import { type FieldNode, type GraphQLLeafType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLResolveInfo, getNamedType, getNullableType, isListType } from 'graphql'
import { exposedNamed } from './registry.ts'
import { type Selection, below } from './selection.ts'

type Values = Record<string, unknown>

/** Puts the values that code makes of a row beside those that the statement brought, and takes away what only the code needed. */
export async function complete(value: unknown, type: GraphQLObjectType, selection: Selection, coded: ReadonlySet<FieldNode>, info: GraphQLResolveInfo, context: unknown): Promise<void> {
  const rows = (Array.isArray(value) ? value : [value]).filter((row) => row !== null) as Values[]
  await Promise.all([...selection].map(async ([key, nodes]) => {
    if (!nodes.some((node) => coded.has(node))) return
    const fieldName = nodes[0]!.name.value, field = type.getFields()[fieldName]!
    if (exposedNamed(type.name)?.fields.get(fieldName)?.planned.kind !== 'resolver')
      return void await Promise.all(rows.map((row) => complete(row[key] ?? null, getNamedType(field.type) as GraphQLObjectType, below(nodes, info), coded, info, context)))
    const own = { ...info, fieldName, fieldNodes: nodes, returnType: field.type, parentType: type }
    await Promise.all(rows.map(async (row) => { row[key] = written(await field.resolve!(row, {}, context, own), field.type) }))
  }))
  for (const row of rows) for (const key of Object.keys(row)) if (key.startsWith('$')) delete row[key]
}

/** A leaf as its scalar writes it. */
function written(value: unknown, type: GraphQLOutputType): unknown {
  const of = getNullableType(type)
  if (value == null) {
    if (of !== type) throw new Error('A value that is always there is missing.')
    return null
  }
  return isListType(of) ? (value as unknown[]).map((one) => written(one, of.ofType)) : (of as GraphQLLeafType).serialize(value)
}
