import type { Scope } from './matrix.ts'

/** One of the ways in which a row is somebody's: a name that can be explained, and the condition on the row. */
export interface Reason {
  name: string
  sql: string
  /** Holds only for who has this permission … */
  permission?: string
  /** … in one of these scopes. */
  scopes?: readonly Scope[]
  /** The row's column that names the person or the partner through whom it holds. */
  person?: string
  partner?: string
  /** All rows for which it holds have one of these ids in this column: a list can walk the column's index id by id. */
  among?: Among
}
/** A column, and an SQL array of the ids that it may have. */
export interface Among { column: string; ids: string }
type Details = Omit<Reason, 'name' | 'sql'>

/**
 * A row policy's condition. Its SQL is made of its reasons, so what is explained is what is enforced: a row is seen when all
 * demands and any reason hold.
 */
export class Condition {
  constructor(readonly sql: string, readonly reasons: readonly Reason[], readonly demands: readonly Reason[] = []) {}

  // so that it stands in larger conditions as its SQL
  toString(): string {
    return this.sql
  }
}

const both = (first: string, second: string) => `(${first}) and (${second})`

export const reason = (name: string, sql: string, details: Details = {}): Condition => new Condition(sql, [{ name, sql, ...details }])

export const everybody: Condition = reason('everybody', 'true')

/** Any of these opens the row. */
export const any = (...conditions: readonly Condition[]): Condition => new Condition(
  conditions.map(({ sql }) => `(${sql})`).join(' or '),
  conditions.flatMap(({ reasons, demands }) => reasons.map((one) => ({ ...one, sql: demands.reduce((sql, demand) => both(demand.sql, sql), one.sql) }))),
)

/** Every reason holds only within this; with a name, that it does not is told by itself. */
export const within = (sql: string, { sql: rest, reasons, demands }: Condition, name?: string, among?: Among): Condition =>
  new Condition(`${sql} and (${rest})`, reasons.map((one) => ({ ...one, sql: both(sql, one.sql), ...(among ? { among } : {}) })), [...(name ? [{ name, sql }] : []), ...demands])

/** Whatever the reason, this must hold too. */
export const only = (name: string, sql: string, { sql: rest, reasons, demands }: Condition): Condition =>
  new Condition(both(sql, rest), reasons, [{ name, sql }, ...demands])
