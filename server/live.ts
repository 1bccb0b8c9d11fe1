import { Readable } from 'node:stream'
import { createHandler } from 'graphql-sse/lib/use/http'
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from './context.ts'
import { type Documents, bodyOf, documentOf } from './graphql.ts'
import { requestError } from './kit/errors.ts'
import { formatErrors } from './kit/graphql-errors.ts'
import { refuse } from './kit/http.ts'
import { invalid, limits, parseOptions, refuseExcess } from './kit/limits.ts'

interface Asked { query?: string; operationName?: string | null; variables?: Record<string, unknown> | null }

/** The document of a request, under the same limits as one that is not streamed; throws what is wrong with it. */
function documentFor(schema: GraphQLSchema, text: string, { operationName, variables }: Asked, context: RequestContext): DocumentNode {
  const document = parsed(text)
  const errors = validate(schema, document, [...specifiedRules, ...limits])
  if (errors.length) throw invalid(errors[0]!.message)
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== 'subscription') throw invalid('Only subscriptions are streamed.')
  refuseExcess(schema, document, operation, variables ?? {}, context)
  return document
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, parseOptions)
  } catch (error) {
    throw invalid((error as Error).message)
  }
}

/** What leaves of a result. */
function told({ errors, ...result }: ExecutionResult, locale: string): ExecutionResult {
  if (!errors) return result
  return { ...result, errors: formatErrors(errors, errors, locale).map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions: extensions as any })) }
}

const isObject = (value: unknown): boolean => value == null || (typeof value === 'object' && !Array.isArray(value))

/** The request that the library reads: what was found out about the real one before goes with it. */
interface Prepared { locale: string; subscription: unknown }
const preparedOf = (request: { raw: unknown }) => request.raw as Prepared

/** Server-sent events for one audience's subscriptions. */
export function liveDoor(schema: GraphQLSchema, documents: Documents) {
  const stream = createHandler<any>({
    schema,
    onSubscribe: (request) => preparedOf(request).subscription as any,
    onNext: (_context, request, result) => told(result as ExecutionResult, preparedOf(request).locale),
  })

  function prepare(body: Asked, context: RequestContext): unknown {
    try {
      const text = documentOf(body, documents, context)
      if (text === undefined && documents.only) throw requestError('UNKNOWN_OPERATION', context.locale)
      const document = documentFor(schema, text ?? '', body, context)
      return { schema, document, operationName: body.operationName, variableValues: body.variables, contextValue: context }
    } catch (error) {
      if (error instanceof GraphQLError) return { data: null, errors: [error] }
      throw error
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void> => {
    const { locale } = context
    if (request.method !== 'POST') return refuse(response, locale, 'BAD_USER_INPUT', { status: 405, headers: { allow: 'POST' } })
    const body: Asked | undefined = await bodyOf(request, response, locale)
    if (!body) return
    if (!isObject(body.variables) || (body.operationName != null && typeof body.operationName !== 'string')) return refuse(response, locale, 'BAD_USER_INPUT')
    const prepared: Prepared = { locale, subscription: prepare(body, context) }
    await stream(Object.assign(Readable.from(['{"query":""}']), { method: 'POST', url: '/', headers: { 'content-type': 'application/json', accept: 'text/event-stream' } }, prepared) as any, response)
  }
}
