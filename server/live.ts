import { createHandler } from 'graphql-sse/lib/use/http'
import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from './context.ts'
import { documentOf } from './graphql.ts'
import { limits, parseOptions } from './kit/limits.ts'

/** Server-sent events for one audience's subscriptions. */
export function liveDoor(schema: GraphQLSchema, persisted: Map<string, string>, contextOf: (request: IncomingMessage, response: ServerResponse) => Promise<RequestContext>) {
  return createHandler<any>({
    schema,
    onSubscribe: async ({ raw, context: { res } }, params) => {
      const text = documentOf(params, persisted)
      const document = parse(text ?? '', { ...parseOptions })
      const errors = validate(schema, document, [...limits])
      if (errors.length) return { errors: [...errors] }
      if (getOperationAST(document, params.operationName)?.operation !== 'subscription') throw new Error('only subscriptions are streamed')
      return { schema, document, operationName: params.operationName, variableValues: params.variables, contextValue: await contextOf(raw, res) }
    },
  })
}
