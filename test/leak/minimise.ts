import { type ASTNode, type DocumentNode, type GraphQLSchema, Kind, parse, print, validate, visit } from 'graphql'
import type { Ask } from './door.ts'

const most = 400

/** The smallest document that still leaks: what can be left out of it – selections, arguments, directives – is left out. */
export async function minimise(schema: GraphQLSchema, ask: Ask, leaks: (ask: Ask) => Promise<boolean>): Promise<Ask> {
  let document = parse(ask.text, { noLocation: true }), tried = 0
  for (let smaller = true; smaller && tried < most;) {
    smaller = false
    for (let index = count(document) - 1; index >= 0 && tried < most; index -= 1) {
      const cut = without(document, index)
      if (!cut || validate(schema, cut).length) continue
      tried += 1
      if (await leaks({ ...ask, text: print(cut) })) { document = cut; smaller = true; index = Math.min(index, count(document)) }
    }
  }
  return { text: print(document), variables: ask.variables }
}

const cuttable = (node: ASTNode) => [Kind.FIELD, Kind.ARGUMENT, Kind.DIRECTIVE, Kind.FRAGMENT_SPREAD, Kind.INLINE_FRAGMENT, Kind.OBJECT_FIELD, Kind.VARIABLE_DEFINITION, Kind.FRAGMENT_DEFINITION].includes(node.kind as never)

function count(document: DocumentNode): number {
  let found = 0
  visit(document, { enter: (node) => { if (cuttable(node)) found += 1 } })
  return found
}

/** The document without its nth part; null when that leaves a selection with nothing in it. */
function without(document: DocumentNode, nth: number): DocumentNode | null {
  let at = -1, hollow = false
  const cut = visit(document, {
    enter: (node) => { if (cuttable(node) && ++at === nth) return null },
    leave: (node) => { if (node.kind === Kind.SELECTION_SET && node.selections.length === 0) hollow = true },
  })
  return hollow ? null : cut
}
