import { ApolloArmor } from '@escape.tech/graphql-armor'
import { type ArgumentNode, type DocumentNode, GraphQLError, type GraphQLSchema, Kind, type OperationDefinitionNode, getNamedType, isListType, isNonNullType, visit } from 'graphql'
// the package's ES build loads a second copy of graphql
import { getComplexity } from 'graphql-query-complexity/cjs'
import type { ComplexityEstimator } from 'graphql-query-complexity'
import type { RequestContext } from '../context.ts'
import { UserErrors, requestError } from './errors.ts'
import { variableFaults } from './variables.ts'

/** Bytes of a request. */
export const bodyLimit = 100_000
const maxComplexity = 5_000
const maxTokens = 1_000
const defaultPage = 25, usualList = 5

/** How far a document may go before anything of it runs. */
export const { validationRules: limits } = new ApolloArmor({
  maxDepth: { n: 10, flattenFragments: true }, maxAliases: { n: 15 }, maxDirectives: { n: 10 }, costLimit: { enabled: false }, maxTokens: { enabled: false }, blockFieldSuggestion: { enabled: true },
}).protect()

export const parseOptions = { maxTokens, noLocation: false }

/** How many single values an argument brings: a list of ids is work, too. */
const valuesIn = (value: unknown): number => (value !== null && typeof value === 'object' ? Object.values(value).reduce((sum: number, one) => sum + valuesIn(one), 0) : 1)

/** A field costs one, a page its size times what one row costs, an argument what it brings; variables are counted. */
const costs: ComplexityEstimator = ({ args, childComplexity, field, type: parent }) => {
  // the schema is in memory, and how deep one looks at it has a rule of its own among GraphQL's
  if (parent.name.startsWith('__')) return 1 + childComplexity
  const type = isNonNullType(field.type) ? field.type.ofType : field.type, asked = 1 + valuesIn(args)
  if (getNamedType(type).name.endsWith('Connection')) return asked + childComplexity * Math.max(...[args.first, args.last].map((size) => (size == null ? 0 : Number(size))), args.first == null && args.last == null ? defaultPage : 1)
  return asked + childComplexity * (isListType(type) && !['nodes', 'edges', 'errors'].includes(field.name) ? usualList : 1)
}

/** What a document asks about the schema itself; and what it costs, by the variables that tell: their strings don't. */
interface Known { asked: Set<string>; costs: Map<string, number> }
const known = new WeakMap<DocumentNode, Known>()
const mostCosts = 50, longestKey = 1_000

function knownOf(document: DocumentNode): Known {
  let found = known.get(document)
  if (found) return found
  const asked = new Set<string>()
  visit(document, { Field: ({ name: { value } }) => { if (value.startsWith('__')) asked.add(value) } })
  known.set(document, found = { asked, costs: new Map() })
  return found
}
const asksFor = (document: DocumentNode, name: string): boolean => knownOf(document).asked.has(name)

/** Who may look at the schema: administrators, and programs with a key. */
const isDeveloper = ({ viewer }: RequestContext): boolean => viewer !== null && (viewer.data.channel === 'api' || viewer.can('job:read'))

const nothing: ArgumentNode = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value: { kind: Kind.STRING, value: '' } }

/** The document as its asker may ask it: for who is no developer no type exists. */
export const withoutTypes = (document: DocumentNode, context: RequestContext): DocumentNode =>
  isDeveloper(context) || !asksFor(document, '__type') ? document : visit(document, { Field: (node) => (node.name.value === '__type' ? { ...node, arguments: [nothing] } : undefined) })

/** Refuses what costs too much, what its variables don't fit, and the look at the schema to those who aren't developers. */
export function refuseExcess(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>, context: RequestContext): void {
  const { locale } = context
  if (asksFor(document, '__schema') && !isDeveloper(context)) throw asked(requestError('FORBIDDEN', locale))
  const faults = variableFaults(schema, operation, variables)
  if (faults.length) throw asked(new GraphQLError('bad variables', { originalError: new UserErrors(faults) }))
  const complexity = costOf(schema, document, operation, variables)
  if (complexity > maxComplexity) throw asked(requestError('TOO_COMPLEX', locale, { complexity, max: maxComplexity }))
}

/** The asker's fault, in HTTP's words: without it, Apollo says 500. */
export const asked = (error: GraphQLError): GraphQLError => {
  error.extensions.http = { status: 400 }
  return error
}
export const invalid = (message: string) => asked(new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }))

function costOf(schema: GraphQLSchema, query: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): number {
  const key = JSON.stringify([operation.name?.value, variables], (_key, value: unknown) => (typeof value === 'string' ? '' : value)), { costs: found } = knownOf(query)
  try {
    const cost = found.get(key) ?? getComplexity({ schema, query, variables, operationName: operation.name?.value, estimators: [costs] })
    if (found.size < mostCosts && key.length < longestKey) found.set(key, cost)
    return cost
  } catch (error) {
    // the first to read the arguments is the first to find that they don't fit
    throw invalid((error as Error).message)
  }
}
