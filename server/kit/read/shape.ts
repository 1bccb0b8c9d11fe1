import { type DocumentNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, Kind, type OperationDefinitionNode, type SelectionSetNode, getNamedType, isLeafType } from 'graphql'
import { exposedNamed } from './registry.ts'

type Fragments = Record<string, FragmentDefinitionNode>

/** What is known of an operation before it has variables. */
export interface Shape {
  fragments: Fragments
  /** Permissions that fields below the root ask for. */
  permissions: readonly string[]
}

const grammar = /^(.*)(Connection|Edge)$|^PageInfo$|^TotalCount$/
/** Whether SQL alone can say what a type's fields are. */
const isPlanned = (name: string): boolean => exposedNamed(name) !== undefined || grammar.test(name)

const shapes = new WeakMap<OperationDefinitionNode, Shape | null>()

/** The shape of a query that plans answer from end to end, without code below its root; null for any other operation. */
export function shapeOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shape | null {
  let shape = shapes.get(operation)
  if (shape === undefined) shapes.set(operation, shape = operation.operation === 'query' ? measure(schema, document, operation) : null)
  return shape
}

function measure(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shape | null {
  const fragments = Object.fromEntries(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])))
  const permissions = new Set<string>()

  const fits = ({ selections }: SelectionSetNode, parent: GraphQLObjectType, isRoot = false): boolean => selections.every((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return fits(node.selectionSet, parent, isRoot)
    if (node.kind === Kind.FRAGMENT_SPREAD) return fits(fragments[node.name.value]!.selectionSet, parent, isRoot)
    const name = node.name.value
    if (name === '__typename') return true
    const field = parent.getFields()[name]
    // the look at the schema itself
    if (!field) return false
    const type = getNamedType(field.type), planned = exposedNamed(parent.name)?.fields.get(name)
    if (isRoot) return isPlanned(type.name) && fits(node.selectionSet!, type as GraphQLObjectType)
    if (planned?.planned.kind === 'resolver') return false
    if (planned?.permission) permissions.add(planned.permission)
    if (isLeafType(type)) return true
    // a value that is an object of its own has flat parts
    return isPlanned(type.name) ? fits(node.selectionSet!, type as GraphQLObjectType) : fitsFlat(node.selectionSet!, type as GraphQLObjectType)
  })
  const fitsFlat = ({ selections }: SelectionSetNode, parent: GraphQLObjectType): boolean => selections.every((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return fitsFlat(node.selectionSet, parent)
    if (node.kind === Kind.FRAGMENT_SPREAD) return fitsFlat(fragments[node.name.value]!.selectionSet, parent)
    const field = parent.getFields()[node.name.value]
    return node.name.value === '__typename' || (field !== undefined && !field.args.length && isLeafType(getNamedType(field.type)))
  })
  return fits(operation.selectionSet, schema.getQueryType()!, true) ? { fragments, permissions: [...permissions] } : null
}
