import type { ClientBase } from 'pg'
import { quote } from '../../kit/read/sql.ts'
import { type Column, cellTypes } from './mapping.ts'

/** The answers to one column's look-ups for one batch: a single query, whatever the batch's length. */
export async function lookUp(client: ClientBase, column: Column, cells: (string | null)[]): Promise<Map<string, string>> {
  const { table, by, take = by } = column.lookUp!
  const wanted = [...new Set(cells.filter((cell) => cell !== null))]
  if (!wanted.length) return new Map()
  const { rows } = await client.query<{ found: string; taken: string }>(
    `select ${quote(by)}::text as found, ${quote(take)}::text as taken from ${quote(table)} where ${quote(by)} = any ($1::text[]::${cellTypes[column.as]}[])`, [wanted])
  return new Map(rows.map(({ found, taken }) => [found, taken]))
}
