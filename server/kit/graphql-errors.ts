import type { GraphQLFormattedError } from 'graphql'
import { type ErrorCode, UserError, UserErrors, errorCodes } from './errors.ts'
import { translate } from './locale.ts'

/** What PostgreSQL and its driver report, as codes of the closed list; everything else is INTERNAL and logged. */
const bySqlState: Record<string, ErrorCode> = {
  '57014': 'TIMEOUT', '25P04': 'TIMEOUT', '55P03': 'CONFLICT', '40001': 'CONFLICT', '40P01': 'CONFLICT', '23505': 'CONFLICT', '23503': 'CONFLICT', '23P01': 'CONFLICT',
  // another field of the same request failed before
  '25P02': 'UNAVAILABLE',
  '22P02': 'BAD_USER_INPUT', '22003': 'BAD_USER_INPUT', '22007': 'BAD_USER_INPUT', '22008': 'BAD_USER_INPUT', '22009': 'BAD_USER_INPUT', '22023': 'BAD_USER_INPUT', '22021': 'BAD_USER_INPUT',
  '22001': 'BAD_USER_INPUT', '23502': 'BAD_USER_INPUT', '23514': 'BAD_USER_INPUT', '42501': 'FORBIDDEN', '25006': 'FORBIDDEN',
  '57P01': 'UNAVAILABLE', '57P02': 'UNAVAILABLE', '57P03': 'UNAVAILABLE', '53100': 'UNAVAILABLE', '53200': 'UNAVAILABLE', '53300': 'UNAVAILABLE', '08006': 'UNAVAILABLE', '08003': 'UNAVAILABLE',
  ECONNREFUSED: 'UNAVAILABLE', ECONNRESET: 'UNAVAILABLE', ENOENT: 'UNAVAILABLE',
}
const byApollo: Record<string, ErrorCode> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT', GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT', BAD_REQUEST: 'BAD_USER_INPUT', OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT', PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
}

const lost = /Connection terminated|server closed the connection|timeout exceeded when trying to connect|Client has encountered a connection error/i

/** Rules and walls of the database. */
const isWall = /^23(502|503|514)$|^42501$/

/** The cause under GraphQL's, the ORM's and the driver's wrappings. */
export function causes(error: unknown): any[] {
  const found: any[] = []
  for (let cause = error as any; cause && found.length < 6; cause = cause.originalError ?? cause.cause ?? cause.previous) found.push(cause)
  return found
}

export interface Classified { code: ErrorCode; values: Record<string, unknown>; path: string[]; unexpected: boolean }

export function classify(error: unknown): Classified {
  for (const cause of causes(error)) {
    if (cause instanceof UserErrors) return classify(cause.errors[0])
    if (cause instanceof UserError) return { code: cause.code, values: cause.values, path: cause.path, unexpected: false }
    if (cause.name === 'OptimisticLockError') return { code: 'STALE', values: {}, path: [], unexpected: false }
    const state = bySqlState[cause.code as string]
    // a rule or a wall of the database that no check before it foresaw is worth a look
    if (state) return { code: state, values: {}, path: [], unexpected: state === 'UNAVAILABLE' || isWall.test(cause.code as string) }
    if (lost.test(String(cause.message))) return { code: 'UNAVAILABLE', values: {}, path: [], unexpected: true }
    const stated = cause.extensions?.code as string | undefined
    if (stated && byApollo[stated]) return { code: byApollo[stated]!, values: {}, path: [], unexpected: false }
    if (stated && stated !== 'INTERNAL_SERVER_ERROR' && (errorCodes as readonly string[]).includes(stated)) return { code: stated as ErrorCode, values: cause.extensions.values ?? {}, path: [], unexpected: false }
  }
  return { code: 'INTERNAL', values: {}, path: [], unexpected: true }
}

/** GraphQL likes to name what a typing error may have meant, which spells the schema out to whoever guesses. */
const withoutHints = (message: string): string => message.replace(/\s*Did you mean .*$/s, '')

/** What leaves the server of an error: a code, a sentence, the path. Syntax and validation keep GraphQL's own words, which quote only the document. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, locale: string): GraphQLFormattedError {
  const { code, values, path } = classify(error)
  const developer = [formatted, ...causes(error)].some((one) => byApollo[one.extensions?.code as string] !== undefined)
  return {
    message: developer ? withoutHints(formatted.message) : translate(locale, `errors.${code}`, values),
    ...(formatted.locations ? { locations: formatted.locations } : {}), ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code, ...(path.length ? { field: path } : {}) },
  }
}

/** The same for all errors of an answer; one that holds several faults leaves as several. */
export const formatErrors = (errors: readonly GraphQLFormattedError[], originals: readonly unknown[], locale: string): GraphQLFormattedError[] =>
  errors.flatMap((formatted, index) => {
    const error = originals[index] ?? formatted
    const several = causes(error).find((cause) => cause instanceof UserErrors) as UserErrors | undefined
    return several ? several.errors.map((one) => formatError(formatted, one, locale)) : [formatError(formatted, error, locale)]
  })
