import { type FieldNode, type GraphQLResolveInfo, type SelectionSetNode, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, getDirectiveValues } from 'graphql'

/** The fields that a document selects, grouped by the key under which each is answered. */
export type Selection = Map<string, FieldNode[]>
type Document = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>

/** Merges selection sets as the executor would: fragments spread, @skip and @include decided, same keys joined. Types here are never abstract. */
export function select(sets: readonly SelectionSetNode[], document: Document, into: Selection = new Map()): Selection {
  for (const set of sets) {
    for (const node of set.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, node, document.variableValues)?.if === true) continue
      if (getDirectiveValues(GraphQLIncludeDirective, node, document.variableValues)?.if === false) continue
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        into.set(key, [...(into.get(key) ?? []), node])
      } else if (node.kind === Kind.INLINE_FRAGMENT) select([node.selectionSet], document, into)
      else select([document.fragments[node.name.value]!.selectionSet], document, into)
    }
  }
  return into
}

/** What is selected below a group of nodes of one key. */
export const below = (nodes: readonly FieldNode[], document: Document): Selection =>
  select(nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : [])), document)
