import { type DestinationStream, pino } from 'pino'
import { causes } from './graphql-errors.ts'

/** Of PostgreSQL's errors these quote what was sent, and their detail quotes rows. */
const quotesValues = /^(22|23|P0)/
const framesKept = 12

const frames = (stack: unknown): string[] => String(stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, framesKept).map((line) => line.trim())

/**
 * What a log keeps of an error: its kind, where it arose, and words that hold nobody's data. The whole error would carry
 * the statement with its values, and the client with its password.
 */
export function loggable(error: unknown): Record<string, unknown> {
  const chain = causes(error)
  const said = chain.find((cause) => /^[0-9A-Z]{5}$/.test(String(cause.code)) && 'severity' in cause)
  const first = chain[0] ?? {}
  const at = frames(chain.map((cause) => cause.stack).find((stack) => frames(stack).length))
  if (!said) return { type: first.constructor?.name ?? typeof error, ...(first.code ? { code: first.code } : {}), message: String(chain.at(-1)?.message ?? error), at }
  const { code, message, table, column, constraint, routine } = said
  // the ORM puts the detail below the message; what a function of ours raises may say anything
  const silent = quotesValues.test(code as string) || routine === 'exec_stmt_raise'
  return { type: 'DatabaseError', code, ...(silent ? {} : { message: String(message).split('\n')[0] }), table, column, constraint, routine, at }
}

/** Standard output, whose lines leave together, half a second later at most: a write of its own for each would cost as much as an answer. */
export function logSink(): DestinationStream {
  const sink = pino.destination({ sync: false, minLength: 8_192 })
  setInterval(() => sink.flush(), 500).unref()
  return sink
}
