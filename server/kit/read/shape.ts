import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, Kind, type OperationDefinitionNode, type SelectionSetNode, getNamedType, isLeafType } from 'graphql'
import { exposedNamed } from './registry.ts'

type Fragments = Record<string, FragmentDefinitionNode>

/** What is known of an operation before it has variables. */
export interface Shape {
  fragments: Fragments
  /** Permissions that fields below the root ask for. */
  permissions: readonly string[]
  /** The fields that code answers from the row, and those that lead to them. */
  coded: ReadonlySet<FieldNode>
}

const grammar = /^(.*)(Connection|Edge)$|^PageInfo$|^TotalCount$/
/** Whether SQL alone can say what a type's fields are. */
const isPlanned = (name: string): boolean => exposedNamed(name) !== undefined || grammar.test(name)

const shapes = new WeakMap<OperationDefinitionNode, Shape | null>()

/** The shape of a query that plans answer from end to end, but for single values that code makes of a row; null for any other operation. */
export function shapeOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shape | null {
  let shape = shapes.get(operation)
  if (shape === undefined) shapes.set(operation, shape = operation.operation === 'query' ? measure(schema, document, operation) : null)
  return shape
}

function measure(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shape | null {
  const fragments = Object.fromEntries(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])))
  const permissions = new Set<string>(), coded = new Set<FieldNode>()

  const fits = ({ selections }: SelectionSetNode, parent: GraphQLObjectType, above: FieldNode[]): boolean => selections.every((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return fits(node.selectionSet, parent, above)
    if (node.kind === Kind.FRAGMENT_SPREAD) return fits(fragments[node.name.value]!.selectionSet, parent, above)
    const name = node.name.value
    if (name === '__typename') return true
    const field = parent.getFields()[name]
    // the look at the schema itself
    if (!field) return false
    const type = getNamedType(field.type), planned = exposedNamed(parent.name)?.fields.get(name), path = [...above, node]
    if (!above.length) return isPlanned(type.name) && fits(node.selectionSet!, type as GraphQLObjectType, path)
    if (planned?.permission) permissions.add(planned.permission)
    if (planned?.planned.kind === 'resolver') {
      for (const one of path) coded.add(one)
      return isLeafType(type) && !field.args.length
    }
    if (isLeafType(type)) return true
    // a value that is an object of its own has flat parts
    return isPlanned(type.name) ? fits(node.selectionSet!, type as GraphQLObjectType, path) : fitsFlat(node.selectionSet!, type as GraphQLObjectType)
  })
  const fitsFlat = ({ selections }: SelectionSetNode, parent: GraphQLObjectType): boolean => selections.every((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return fitsFlat(node.selectionSet, parent)
    if (node.kind === Kind.FRAGMENT_SPREAD) return fitsFlat(fragments[node.name.value]!.selectionSet, parent)
    const field = parent.getFields()[node.name.value]
    return node.name.value === '__typename' || (field !== undefined && !field.args.length && isLeafType(getNamedType(field.type)))
  })
  return fits(operation.selectionSet, schema.getQueryType()!, []) ? { fragments, permissions: [...permissions], coded } : null
}
