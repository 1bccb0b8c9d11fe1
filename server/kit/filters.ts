import pg from 'pg'
import { ID } from 'type-graphql'
import { UserError } from './errors.ts'
import { isId } from './ids.ts'
import { DateRange, DayRange, DecimalRange } from './page.ts'
import type { FilterDefinition, SortDefinition } from './read/expose.ts'
import type { Beside, SqlScope } from './read/registry.ts'
import { quote } from './read/sql.ts'

const { escapeLiteral } = pg
type Expression = (row: string, scope: SqlScope) => string
const column = (name: string): Expression => (row) => `${row}.${quote(name)}`
const of = (source: string | Expression): Expression => (typeof source === 'string' ? column(source) : source)

/** The values of an enum, of which there are few, stand in the statement: so its plan is made for how many rows have them. */
const among = (type: object, values: string[], { param }: Pick<SqlScope, 'param'>): string =>
  (type === String || !values.length ? `= any(${param(values)}::text[])` : values.length === 1 ? `= ${escapeLiteral(values[0]!)}` : `in (${[...new Set(values)].sort().map(escapeLiteral).join(', ')})`)

/** Rows whose value is one of those given. */
export const anyOf = (type: object, source: string | Expression, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type: () => [type], sql: (row, values: string[], scope) => `${of(source)(row, scope)} ${among(type, values, scope)}`, ...options,
})

/** The same of a value in a row beside, for those whose lists are long: looked up in the index there. */
export const anyOfBeside = (type: object, { table, of: key, column, where, audience }: Beside, otherwise: Expression): FilterDefinition => {
  const plain = anyOf(type, otherwise)
  return { ...plain, sql: (row, values: string[], scope) => (scope.viewer.audience !== audience ? plain.sql(row, values, scope)
    : `${row}.id in (select k.${key} from ${quote(table)} k where k.${column} ${among(type, values, scope)}${where ? ` and ${where.replaceAll('$', 'k')}` : ''})`) }
}

/** More ids than this are not walked one by one. */
const mostWalked = 20
const fewOf = (column: string, ids: string[], { param }: Pick<SqlScope, 'param'>): { column: string; ids: string } | null => {
  const given = [...new Set(ids.filter(isId))]
  return given.length > mostWalked ? null : { column, ids: `${param(given)}::uuid[]` }
}

/** Rows that point to one of the records given. */
export const anyId = (source: string, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type: () => [ID],
  sql: (row, ids: string[], scope) => `${row}.${quote(source)} = any(${scope.param(ids.filter(isId))}::uuid[])`,
  among: (ids: string[], scope) => fewOf(source, ids, scope), ...options,
})

/** The same where the records of that table may be hidden from the viewer: asking about one tells no more than looking at it. */
export const anyVisible = (source: string, table: string): FilterDefinition => ({
  type: () => [ID],
  sql: (row, ids: string[], scope) => `${row}.${quote(source)} = any(array(select x.id from ${quote(table)} x where x.id = any(${scope.param(ids.filter(isId))}::uuid[])))`,
  among: (ids: string[], scope) => fewOf(source, ids, scope),
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

/** Amounts in a row beside, for those whose lists are long: looked up in the index there. `exact` is the amount, of which the key keeps sixteen digits. */
export const amountsBeside = ({ table, of, column, where, audience }: Beside, exact: string, otherwise: Expression): FilterDefinition => {
  const plain = amounts(otherwise), side = (bound: string | undefined, operator: string): string[] => (bound == null ? []
    // a literal, so that the plan is made for how many rows there are beyond it
    : [`k.${column} ${operator} ${escapeLiteral(bound)}::double precision and k.${exact} ${operator} ${escapeLiteral(bound)}::numeric`])
  return { ...plain, sql: (row, span: { gte?: string; lte?: string }, scope) => {
    const sides = [...side(span.gte, '>='), ...side(span.lte, '<=')]
    if (scope.viewer.audience !== audience || !sides.length) return plain.sql(row, span, scope)
    return `${row}.id in (select k.${of} from ${quote(table)} k where ${[...(where ? [where.replaceAll('$', 'k')] : []), ...sides].join(' and ')})`
  } }
}

/** A yes-or-no question about a row. */
export const flag = (expression: Expression, options: Partial<FilterDefinition> = {}): FilterDefinition => ({
  type: () => Boolean, sql: (row, wanted: boolean, scope) => `(${expression(row, scope)}) = ${wanted}`, ...options,
})

const longestSearch = 200
/** A word in a pattern, where some signs mean something else. */
export const escaped = (word: string): string => word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
/** As a pattern: the word anywhere. */
export const likely = (word: string) => `%${escaped(word)}%`

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
const foundIn = (table: string, given: readonly string[], { param }: Pick<SqlScope, 'param'>, cut = false): string => `app.found_${table}(${param(given)}::text[], ${cut})`

/** What rows are called that others point to. */
export interface Named { table: string; column: string; text: (row: string) => string }

/** The same for a large table whose policy says how it is searched: in its column `search`, and in the names of what its rows point to. */
export const lookUp = (table: string, ...names: readonly Named[]): FilterDefinition => ({
  type: () => String,
  sql: (row, text: string, { param }) => patterns(text).map((word) => {
    const pattern = param(word)
    return `(${[`${row}.search like ${pattern}`, ...names.map((name) => `exists (select 1 from ${name.table} x where x.id = ${row}.${name.column} and ${name.text('x')} like ${pattern})`)].join(' or ')})`
  }).join(' and ') || 'true',
  found: (text: string, scope) => { const given = patterns(text); return given.length ? foundIn(table, given, scope) : null },
})

/** Sorts on a column or expression that is never null. */
export const by = (source: string | SortDefinition['sql'], type: string, options: Partial<SortDefinition> = {}): SortDefinition =>
  ({ sql: typeof source === 'string' ? column(source) : source, type, ...options })
