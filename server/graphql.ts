import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApolloServer, type GraphQLResponse, HeaderMap } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled'
import { type FormattedExecutionResult, type GraphQLError, type GraphQLSchema, locatedError } from 'graphql'
import type { Logger } from 'pino'
import { changesSomething } from './access/view-as.ts'
import type { RequestContext } from './context.ts'
import { requestError } from './kit/errors.ts'
import { classify, formatError, formatErrors } from './kit/graphql-errors.ts'
import { BodyTooLarge, addressAsked, readBody, refuse } from './kit/http.ts'
import { asked, bodyLimit, invalid, limits, parseOptions, refuseExcess, withoutTypes } from './kit/limits.ts'
import { readPlanned } from './kit/read/resolve.ts'
import { shapeOf } from './kit/read/shape.ts'
import { type Answered, Straight, answerStraight } from './kit/read/straight.ts'
import { mayComeAgain, refusalOf } from './kit/refusal.ts'

/** The documents that an endpoint answers. */
export interface Documents {
  /** Operations that an app's build wrote down, by the hash that it sends instead of the text. */
  persisted: Map<string, string>
  /** Nothing else is answered, but for programs with a key. */
  only: boolean
}

export const persistedOperations = (file: string): Map<string, string> =>
  new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : [])

/** The text that a request means: the persisted one that it names, or its own where that counts. */
export function documentOf(body: any, { persisted, only }: Documents, { viewer }: RequestContext): string | undefined {
  const known = persisted.get(String(body?.extensions?.persistedQuery?.sha256Hash ?? body?.documentId))
  if (known !== undefined || (only && viewer?.data.channel !== 'api')) return known
  return typeof body?.query === 'string' ? body.query : undefined
}

/** The JSON of a request; undefined when it was refused. */
export async function bodyOf(request: IncomingMessage, response: ServerResponse, locale: string): Promise<any> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return void refuse(response, locale, 'BAD_USER_INPUT', { status: 415 })
  try {
    const body: unknown = JSON.parse(await readBody(request, bodyLimit))
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body
  } catch (error) {
    if (error instanceof BodyTooLarge) return void refuse(response, locale, 'PAYLOAD_TOO_LARGE')
  }
  // no JSON, or several requests in one
  refuse(response, locale, 'BAD_USER_INPUT')
}

export interface GraphQLDoor {
  handle(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void>
  stop(): Promise<void>
}

/** One audience's GraphQL endpoint over HTTP. */
export async function graphqlDoor(schema: GraphQLSchema, documents: Documents, log: Logger): Promise<GraphQLDoor> {
  function noteErrors(errors: readonly GraphQLError[], operation: string | null | undefined, { viewer }: RequestContext): void {
    for (const error of errors) if (classify(error).unexpected) log.error({ err: error.originalError ?? error, operation, user: viewer?.userId }, 'request failed')
  }
  const apollo = new ApolloServer<RequestContext>({
    schema, fieldResolver: readPlanned, introspection: true, csrfPrevention: { requestHeaders: ['x-csrf', 'authorization'] }, allowBatchedHttpRequests: false, hideSchemaDetailsFromClientErrors: true,
    // requests that never become a document; those that do are put into the viewer's language below
    formatError: (formatted, error) => formatError(formatted, error, 'en'),
    includeStacktraceInErrorResponses: false, parseOptions, validationRules: limits,
    // who has made ten mistakes is told of those: each costs more than a good request does
    validationOptions: { maxErrors: 10 }, persistedQueries: false, stopOnTerminationSignals: false,
    stringifyResult: (result) => ((result.data as unknown) instanceof Straight ? `{"data":${(result.data as unknown as Straight).text}}` : JSON.stringify(result)),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginUsageReportingDisabled(), {
      requestDidStart: async () => ({
        didResolveOperation: async (asking) => {
          const { operation, document, request, contextValue } = asking
          if (!operation) return
          contextValue.door.note.operation = operation.name?.value.slice(0, 80)
          // what is planned from end to end is answered in the same breath in which it is established who asks
          if (!shapeOf(schema, document, operation)) await contextValue.confirm()
          if (contextValue.viewer?.data.viewedBy && changesSomething(operation)) throw asked(requestError('READ_ONLY', contextValue.locale))
          refuseExcess(schema, document, operation, request.variables ?? {}, contextValue)
          if (operation.operation === 'subscription') throw invalid('Subscriptions are streamed: ask with the header "accept: text/event-stream".')
          Object.assign(asking, { document: withoutTypes(document, contextValue) })
        },
        responseForOperation: async ({ operation, document, request, contextValue }) => {
          const shape = operation && shapeOf(schema, document, operation)
          const answered = shape && await answerStraight({ schema, document, operation, variables: request.variables ?? {}, shape }, contextValue)
          if (!answered) return contextValue.confirm().then(() => (contextValue.hurry(), null), (error: unknown) => single({ errors: [locatedError(error, undefined)] }, contextValue))
          return single(answered, contextValue)
        },
        didEncounterErrors: async ({ errors, operationName, contextValue }) => noteErrors(errors, operationName, contextValue),
        willSendResponse: async ({ response, contextValue, errors }) => {
          if (response.body.kind === 'single' && response.body.singleResult.errors)
            response.body.singleResult.errors = formatErrors(response.body.singleResult.errors, errors ?? [], contextValue.locale)
          const code = response.body.kind === 'single' ? refusalOf(response.body.singleResult) : undefined
          contextValue.door.note.code = code
          if (!mayComeAgain(code)) return
          response.http.status = 503
          response.http.headers.set('retry-after', '5')
        },
      }),
    }],
  })
  /** What is answered without being executed. */
  function single(result: Answered, context: RequestContext): GraphQLResponse {
    noteErrors(result.errors ?? [], context.door.note.operation, context)
    return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: 'single', singleResult: result as FormattedExecutionResult } }
  }
  await apollo.start()
  return {
    stop: () => apollo.stop(),
    async handle(request, response, context) {
      const { locale } = context, { method = 'GET' } = request
      if (method !== 'GET' && method !== 'POST') return refuse(response, locale, 'BAD_USER_INPUT', { status: 405, headers: { allow: 'GET, POST' } })
      let body: any
      if (method === 'POST') {
        const given = await bodyOf(request, response, locale)
        if (!given) return
        const query = documentOf(given, documents, context), { query: own, extensions, documentId, ...rest } = given
        if (query === undefined && (documents.only || extensions?.persistedQuery || documentId)) return refuse(response, locale, 'UNKNOWN_OPERATION')
        body = { ...rest, query: query ?? own }
      } else if (documents.only && context.viewer?.data.channel !== 'api') return refuse(response, locale, 'UNKNOWN_OPERATION')
      const headers = new HeaderMap()
      for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value))
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers, search: addressAsked(request)?.search ?? '', body },
        context: async () => context,
      })
      for (const [name, value] of answer.headers) if (name !== 'cache-control') response.setHeader(name, value)
      response.statusCode = answer.status ?? 200
      if (answer.body.kind === 'complete') response.end(answer.body.string)
      else {
        for await (const chunk of answer.body.asyncIterator) response.write(chunk)
        response.end()
      }
    },
  }
}
