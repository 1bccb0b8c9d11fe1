import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { RequestContext } from './context.ts'
import { classify, formatError } from './kit/graphql-errors.ts'
import { BodyTooLarge, readBody, sendJson } from './kit/http.ts'
import { limits, parseOptions, refuseExcess } from './kit/limits.ts'
import { translate } from './kit/locale.ts'
import { readPlanned } from './kit/read/resolve.ts'

const bodyLimit = 100_000

/** Operations that an app's build wrote down, by the hash that it sends instead of the text. */
export function persistedOperations(file: string): Map<string, string> {
  return new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : [])
}

/** The text that a request means: its own, or the persisted one that it names. */
export function documentOf(body: any, persisted: Map<string, string>): string | undefined {
  const hash = body?.extensions?.persistedQuery?.sha256Hash ?? body?.documentId
  return typeof body?.query === 'string' ? body.query : persisted.get(String(hash))
}

const refusal = (response: ServerResponse, status: number, locale: string, code: string) =>
  sendJson(response, status, { errors: [{ message: translate(locale, `errors.${code}`), extensions: { code } }] })

export interface GraphQLDoor {
  handle(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void>
  stop(): Promise<void>
}

/** One audience's GraphQL endpoint over HTTP. */
export async function graphqlDoor(schema: GraphQLSchema, persisted: Map<string, string>, log: Logger): Promise<GraphQLDoor> {
  const apollo = new ApolloServer<RequestContext>({
    schema, fieldResolver: readPlanned, introspection: true, csrfPrevention: true, allowBatchedHttpRequests: false, hideSchemaDetailsFromClientErrors: true,
    // requests that never become a document; those that do are put into the viewer's language below
    formatError: (formatted, error) => formatError(formatted, error, 'en'),
    includeStacktraceInErrorResponses: false, parseOptions, validationRules: limits, persistedQueries: false, stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginUsageReportingDisabled(), {
      requestDidStart: async () => ({
        didResolveOperation: async ({ operation, document, request, contextValue }) => { if (operation) refuseExcess(schema, document, operation, request.variables ?? {}, contextValue) },
        didEncounterErrors: async ({ errors, operationName, contextValue }) => {
          for (const error of errors) if (classify(error).unexpected) log.error({ err: error.originalError ?? error, operation: operationName, user: contextValue.viewer?.userId }, 'request failed')
        },
        willSendResponse: async ({ response, contextValue, errors }) => {
          if (response.body.kind === 'single' && response.body.singleResult.errors)
            response.body.singleResult.errors = response.body.singleResult.errors.map((formatted, index) => formatError(formatted, errors?.[index] ?? formatted, contextValue.locale))
        },
      }),
    }],
  })
  await apollo.start()
  return {
    stop: () => apollo.stop(),
    async handle(request, response, context) {
      const { locale } = context
      let body: any
      if (request.method === 'POST' && !/^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return refusal(response, 415, locale, 'BAD_USER_INPUT')
      try {
        const text = await readBody(request, bodyLimit)
        body = request.method === 'POST' ? JSON.parse(text) : undefined
      } catch (error) {
        return error instanceof BodyTooLarge ? refusal(response, 413, locale, 'PAYLOAD_TOO_LARGE') : refusal(response, 400, locale, 'BAD_USER_INPUT')
      }
      if (body && !Array.isArray(body)) {
        const query = documentOf(body, persisted)
        const { query: _, extensions: __, documentId: ___, ...rest } = body
        body = { ...rest, ...(query === undefined ? {} : { query }) }
      }
      const headers = new HeaderMap()
      for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value))
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method ?? 'GET', headers, search: URL.parse(request.url ?? '/', 'http://localhost')?.search ?? '', body },
        context: async () => context,
      })
      for (const [name, value] of answer.headers) response.setHeader(name, value)
      response.statusCode = answer.status ?? 200
      if (answer.body.kind === 'complete') response.end(answer.body.string)
      else {
        for await (const chunk of answer.body.asyncIterator) response.write(chunk)
        response.end()
      }
    },
  }
}
