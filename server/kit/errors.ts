import { GraphQLError } from 'graphql'
import { translate } from './locale.ts'

/** The closed list of codes that leave the server; docs and translations know exactly these. */
export const errorCodes = [
  'UNAUTHENTICATED', 'KEY_INVALID', 'FORBIDDEN', 'READ_ONLY', 'NOT_FOUND', 'BAD_USER_INPUT', 'ILLEGAL_MOVE', 'STALE', 'MUTATION_ID_REUSED',
  'WRONG_PASSWORD', 'WRONG_CODE', 'SIGN_IN_EXPIRED', 'RATE_LIMITED', 'NO_PRICE', 'NOT_ORDERABLE', 'QUANTITY', 'TOO_MANY_LINES', 'EMPTY', 'EXPIRED', 'PAST', 'OUT_OF_STOCK',
  'CREDIT_EXCEEDED', 'PRICE_CHANGED', 'RATE_MISSING', 'TAX_MISSING', 'STATEMENT_UNBALANCED', 'RELEASE_LIMIT', 'CHANGE_WAITS', 'DELIVER_COMPLETE', 'BUDGET_USED', 'OWN_APPROVAL', 'TAKEN', 'REQUIRED', 'TOO_LONG', 'OUT_OF_RANGE', 'UNKNOWN_SKU', 'UNKNOWN_NAME', 'CIRCULAR', 'OVERLAP', 'UNSOLVABLE', 'CONFLICTING', 'OUTDATED', 'PAYLOAD_TOO_LARGE',
  'LINK_INVALID', 'DO_NOT_CONTACT', 'UNKNOWN_FIELD', 'ADDRESS_REFUSED', 'PASSWORD_SHORT', 'PASSWORD_GUESSABLE', 'LAST_ADMINISTRATOR', 'OWN_ACCESS', 'CSRF', 'UNKNOWN_OPERATION', 'TOO_COMPLEX', 'TIMEOUT', 'CONFLICT', 'UNAVAILABLE', 'OVERLOADED', 'INTERNAL',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** A refusal that its user can act on: nothing was written. `path` names the input field, `values` fill the translated sentence. */
export class UserError extends Error {
  constructor(readonly code: ErrorCode, readonly path: string[] = [], readonly values: Record<string, unknown> = {}) {
    super(code)
  }
}

/** Several refusals at once, so that a form shows all of its faults. */
export class UserErrors extends Error {
  constructor(readonly errors: UserError[]) {
    super(errors.map((error) => error.code).join())
  }
}

/** The refusals that were thrown, for a payload to tell; whatever else was thrown goes on. */
export function refusalsIn(error: unknown): UserError[] {
  if (error instanceof UserErrors) return error.errors
  if (error instanceof UserError) return [error]
  throw error
}

/** Which sentence of a code's, where it has several: the limits that are known are told. */
const contextOf = ({ context, min, max }: Record<string, unknown>) => context ?? (min == null ? max == null ? undefined : 'max' : max == null ? 'min' : 'between')

/** A refusal as a payload tells it. */
export const told = ({ code, path, values }: UserError, locale: string) =>
  ({ code, path, message: translate(locale, `errors.${code}`, { ...values, context: contextOf(values), formatParams: { now: { currency: values.currency } } }), retryAfter: values.seconds, now: values.now })

/** The same record, whether it is not there or not the viewer's. */
export const notFound = (...path: string[]) => new UserError('NOT_FOUND', path)

/** A refusal of the whole request, in the viewer's language. */
export const requestError = (code: ErrorCode, locale: string, values: Record<string, unknown> = {}) =>
  new GraphQLError(translate(locale, `errors.${code}`, values), { extensions: { code, values } })
