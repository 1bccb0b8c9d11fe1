import { ApolloArmor } from '@escape.tech/graphql-armor'
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, getNamedType, isListType, isNonNullType, visit } from 'graphql'
// the package's ES build loads a second copy of graphql
import { getComplexity, simpleEstimator } from 'graphql-query-complexity/cjs'
import type { ComplexityEstimator } from 'graphql-query-complexity'
import type { RequestContext } from '../context.ts'
import { requestError } from './errors.ts'

const maxComplexity = 5_000
const maxTokens = 1_000
const defaultPage = 25, usualList = 5

/** How far a document may go before anything of it runs. */
export const { validationRules: limits } = new ApolloArmor({
  maxDepth: { n: 10, flattenFragments: true }, maxAliases: { n: 15 }, maxDirectives: { n: 10 }, costLimit: { enabled: false }, maxTokens: { enabled: false }, blockFieldSuggestion: { enabled: true },
}).protect()

export const parseOptions = { maxTokens, noLocation: false }

/** A page costs its size times what one row costs; variables are counted. */
const pages: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  if (getNamedType(type).name.endsWith('Connection')) return 1 + childComplexity * Math.max(Number(args.first ?? args.last ?? defaultPage), 1)
  if (isListType(type) && !['nodes', 'edges', 'errors'].includes(field.name)) return 1 + childComplexity * usualList
  return undefined
}

const introspects = (document: DocumentNode): boolean => {
  let found = false
  visit(document, { Field: (node) => { if (node.name.value === '__schema' || node.name.value === '__type') found = true } })
  return found
}

/** Refuses what costs too much, and the look at the schema to those who aren't developers. */
export function refuseExcess(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>, { viewer, locale }: RequestContext): void {
  if (introspects(document) && !(viewer && (viewer.data.channel === 'api' || viewer.can('job:read')))) throw asked(requestError('FORBIDDEN', locale))
  if (operation.operation === 'subscription') throw invalid('Subscriptions are streamed: ask with the header "accept: text/event-stream".')
  const complexity = costOf(schema, document, operation, variables)
  if (complexity > maxComplexity) throw asked(requestError('TOO_COMPLEX', locale, { complexity, max: maxComplexity }))
}

/** The asker's fault, in HTTP's words: without it, Apollo says 500. */
const asked = (error: GraphQLError): GraphQLError => {
  error.extensions.http = { status: 400 }
  return error
}
const invalid = (message: string) => asked(new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }))

function costOf(schema: GraphQLSchema, query: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): number {
  try {
    return getComplexity({ schema, query, variables, operationName: operation.name?.value, estimators: [pages, simpleEstimator({ defaultComplexity: 1 })] })
  } catch (error) {
    // the first to read the variables is the first to find that they don't fit
    throw invalid((error as Error).message)
  }
}
