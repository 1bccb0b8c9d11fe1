import { createHandler } from 'graphql-sse/lib/use/http'
import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from './context.ts'
import { documentOf } from './graphql.ts'
import { formatError } from './kit/graphql-errors.ts'
import { limits, parseOptions } from './kit/limits.ts'
import { localeOf } from './kit/locale.ts'

const invalid = (message: string) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })
const formatted = (error: GraphQLError, locale: string): GraphQLError => {
  const { message, extensions } = formatError(error.toJSON(), error, locale)
  return new GraphQLError(message, { extensions: extensions as any })
}

/** The document of a text, or what is wrong with it. */
function documentFor(schema: GraphQLSchema, text: string, operationName: string | null): DocumentNode | GraphQLError[] {
  try {
    const document = parse(text, parseOptions)
    const errors = validate(schema, document, [...specifiedRules, ...limits])
    if (errors.length) return errors.map(({ message }) => invalid(message))
    return getOperationAST(document, operationName)?.operation === 'subscription' ? document : [invalid('Only subscriptions are streamed.')]
  } catch (error) {
    return [invalid((error as Error).message)]
  }
}

/** Server-sent events for one audience's subscriptions. */
export function liveDoor(schema: GraphQLSchema, persisted: Map<string, string>, contextOf: (request: IncomingMessage, response: ServerResponse) => Promise<RequestContext>) {
  return createHandler<any>({
    schema,
    onSubscribe: async ({ raw, context: { res } }, params) => {
      const document = documentFor(schema, documentOf(params, persisted) ?? '', params.operationName ?? null)
      if (!('kind' in document)) return { errors: document.map((error) => formatted(error, localeOf(raw.headers['accept-language']))) }
      return { schema, document, operationName: params.operationName, variableValues: params.variables, contextValue: await contextOf(raw, res) }
    },
  })
}
