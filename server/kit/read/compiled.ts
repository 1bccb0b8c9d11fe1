import { type DocumentNode, type FieldNode, type GraphQLResolveInfo, Kind, visit } from 'graphql'
import { Lately } from '../lately.ts'
import type { PlanViewer } from './registry.ts'

type Document = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>
export type Columns = [key: string, expression: string][]

/** What a selection was compiled to, and by how much aliases and parameters grew by it. */
export interface Compiled { columns: Columns; values: unknown[]; aliases: number }
/** Where in a statement a selection stands: its row, and how many aliases and parameters there are before it. */
export interface Place { row: string; aliases: number; values: number; final: boolean }

/** Characters of SQL: what a request may ask for at most makes some hundred thousand. */
const mostKept = 10_000_000
const kept = new Lately<Compiled>(mostKept, (key, { columns }) => columns.reduce((sum, [, expression]) => sum + expression.length, key.length))

let count = 0
const numbers = new WeakMap<object, number>()
const numberOf = (one: object): number => {
  if (!numbers.has(one)) numbers.set(one, ++count)
  return numbers.get(one)!
}

/** The variables that a field's selection uses, those of its fragments included. */
const variables = new WeakMap<FieldNode, string[]>()
function variablesBelow(field: FieldNode, { fragments }: Document): string[] {
  let found = variables.get(field)
  if (found) return found
  const names = new Set<string>(), seen = new Set<string>()
  const look = (node: FieldNode['selectionSet'] | DocumentNode): void => void (node && visit(node, {
    Variable: ({ name }) => { names.add(name.value) },
    FragmentSpread: ({ name }) => {
      if (seen.has(name.value)) return
      seen.add(name.value)
      look({ kind: Kind.DOCUMENT, definitions: [fragments[name.value]!] })
    },
  }))
  look(field.selectionSet)
  variables.set(field, found = [...names])
  return found
}

/** What a field's selection compiles to; from memory where the same viewer asked it at the same place with the same variables. */
export function recall(field: FieldNode, document: Document, viewer: PlanViewer, { row, aliases, values, final }: Place, compile: () => Compiled): Compiled {
  // one that was left out is not the same as null: an argument then has its default
  const given = Object.fromEntries(variablesBelow(field, document).map((name) => [name, document.variableValues[name]]))
  const key = [numberOf(viewer), numberOf(field), row, aliases, values, final, JSON.stringify(given)].join(' ')
  return kept.get(key) ?? kept.add(key, compile())
}
