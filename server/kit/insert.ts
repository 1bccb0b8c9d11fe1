import type { EntityManager, EntityMetadata } from '@mikro-orm/core'
import { quote } from './read/sql.ts'

/** Makes a parameter of a value and says how the statement refers to it. */
export type Param = (value: unknown) => string

/** A value that the database works out while it writes, so that nobody waits to be told it. */
export class Computed {
  constructor(readonly sql: (param: Param) => string) {}
}

/** The columns of a new row by their names in the record; relations are named by a record or its id. Ids and times come by themselves. */
export type NewRow<T> = { [Name in keyof T & string]?: unknown }

/** The same JSON with values in it that the database works out. */
export function jsonWith(data: Record<string, unknown>): Record<string, unknown> | Computed {
  const computed = Object.entries(data).filter((entry): entry is [string, Computed] => entry[1] instanceof Computed)
  if (!computed.length) return data
  const known = Object.fromEntries(Object.entries(data).filter(([, value]) => !(value instanceof Computed)))
  return new Computed((param) => `${param(JSON.stringify(known))}::jsonb || jsonb_build_object(${computed.map(([name, { sql }]) => `${param(name)}::text, ${sql(param)}`).join(', ')})`)
}

/**
 * One statement that writes new rows, however many: alike for all rows with the same columns, so that it is planned once. All have the
 * columns of the first; what is computed is so for every row.
 */
export function insertion<T extends object>(meta: EntityMetadata<T>, rows: readonly NewRow<T>[], em: EntityManager): { text: string; values: unknown[] } {
  const first = rows[0] as Record<string, unknown>, values: unknown[] = []
  const param: Param = (value) => `$${values.push(value)}`
  const written = meta.props.filter(({ name, onCreate }) => name in first || onCreate)
  const given = written.filter(({ name }) => !(first[name] instanceof Computed))
  const valueOf = (row: Record<string, any>, { name, targetMeta, onCreate }: (typeof written)[number]): unknown => {
    const value = !(name in row) ? onCreate!(row as any, em) : targetMeta ? row[name]?.id ?? row[name] : row[name]
    // JSON has no way to write half a sign
    return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value
  }
  const json = JSON.stringify(rows.map((row) => Object.fromEntries(given.map((property) => [property.fieldNames[0], valueOf(row, property)]))))
  const source = `json_to_recordset(${param(json)}) as r(${given.map(({ fieldNames, columnTypes }) => `${quote(fieldNames[0]!)} ${columnTypes[0]}`).join(', ')})`
  const value = ({ name, fieldNames }: (typeof written)[number]): string => {
    const computed = first[name]
    return computed instanceof Computed ? computed.sql(param) : `r.${quote(fieldNames[0]!)}`
  }
  const columns = written.map(({ fieldNames }) => quote(fieldNames[0]!)).join(', ')
  return { text: `insert into ${quote(meta.tableName)} (${columns}) select ${written.map(value).join(', ')} from ${source}`, values }
}
