import { ID } from 'type-graphql'
import { UserError } from './errors.ts'
import { isId } from './ids.ts'
import { DateRange, DayRange, DecimalRange } from './page.ts'
import type { FilterDefinition, SortDefinition } from './read/expose.ts'
import type { SqlScope } from './read/registry.ts'
import { quote } from './read/sql.ts'

type Expression = (row: string, scope: SqlScope) => string
const column = (name: string): Expression => (row) => `${row}.${quote(name)}`
const of = (source: string | Expression): Expression => (typeof source === 'string' ? column(source) : source)

/** Rows whose value is one of those given. */
export const anyOf = (type: object, source: string | Expression, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type: () => [type], sql: (row, values: string[], scope) => `${of(source)(row, scope)} = any(${scope.param(values)}::text[])`, ...options,
})

/** Rows that point to one of the records given. */
export const anyId = (source: string, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type: () => [ID],
  sql: (row, ids: string[], scope) => `${row}.${quote(source)} = any(${scope.param(ids.filter(isId))}::uuid[])`, ...options,
})

/** The same where the records of that table may be hidden from the viewer: asking about one tells no more than looking at it. */
export const anyVisible = (source: string, table: string): FilterDefinition => ({
  type: () => [ID],
  sql: (row, ids: string[], scope) => `${row}.${quote(source)} = any(array(select x.id from ${quote(table)} x where x.id = any(${scope.param(ids.filter(isId))}::uuid[])))`,
})

const range = (type: () => any, cast: string) => (source: string | Expression, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type,
  sql: (row, { gte, lte }: { gte?: string; lte?: string }, scope) => [
    ...(gte == null ? [] : [`${of(source)(row, scope)} >= ${scope.param(gte)}::${cast}`]),
    ...(lte == null ? [] : [`${of(source)(row, scope)} <= ${scope.param(lte)}::${cast}`]),
  ].join(' and ') || 'true',
  ...options,
})
export const dates = range(() => DateRange, 'timestamptz')
export const days = range(() => DayRange, 'date')
export const amounts = range(() => DecimalRange, 'numeric')

/** A yes-or-no question about a row. */
export const flag = (expression: Expression, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type: () => Boolean, sql: (row, wanted: boolean, scope) => `(${expression(row, scope)}) = ${wanted}`, ...options,
})

const longestSearch = 200
/** As a pattern: the word anywhere. */
export const likely = (word: string) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const patterns = (text: string): string[] => {
  if (text.length > longestSearch) throw new UserError('TOO_LONG', ['filter', 'search'], { max: longestSearch })
  return wordsIn(text).map(likely)
}

/** The words of what somebody looks for; upper and lower case are the same. */
export const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Rows that hold every word of the text somewhere in the expression. */
export const search = (expression: Expression): FilterDefinition => ({
  type: () => String,
  sql: (row, text: string, scope) => patterns(text).map((word) => `lower(${expression(row, scope)}) like ${scope.param(word)}`).join(' and ') || 'true',
})

/** An SQL array of the rows of a table in which all the patterns are found, with the viewer's rights; with `cut`, of the first of them. */
export const foundIn = (table: string, given: readonly string[], { param }: Pick<SqlScope, 'param'>, cut = false): string => `app.found_${table}(${param(given)}::text[], ${cut})`

/** The same for a large table whose policy says how it is searched; `names` are expressions of what else the rows are found by. */
export const lookUp = (table: string, ...names: Expression[]): FilterDefinition => ({
  type: () => String,
  sql: (row, text: string, scope) => {
    const expression = [`${row}.search`, ...names.map((name) => `coalesce(lower(${name(row, scope)}), '')`)].join(` || ' ' || `)
    return patterns(text).map((word) => `(${expression}) like ${scope.param(word)}`).join(' and ') || 'true'
  },
  found: (text: string, scope) => { const given = patterns(text); return given.length ? foundIn(table, given, scope) : null },
})

/** Sorts on a column or expression that is never null. */
export const by = (source: string | SortDefinition['sql'], type: string, options: Partial<SortDefinition> = {}): SortDefinition =>
  ({ sql: typeof source === 'string' ? column(source) : source, type, ...options })
