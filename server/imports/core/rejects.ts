import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import type { ClientBase } from 'pg'
import { quote } from '../../kit/read/sql.ts'
import type { Reject } from './fault.ts'

interface Where { import: string; step: string }

/** What was refused, kept in a table in the batch's transaction, so that a restart neither loses nor repeats a line of the error file. */
export class Rejects {
  constructor(private readonly client: ClientBase, readonly table = 'import_reject') {}

  async add({ import: name, step }: Where, rejects: Reject[]): Promise<void> {
    if (!rejects.length) return
    await this.client.query(
      `insert into ${quote(this.table)} (import, step, file, line, column_name, value, code, sentence)
       select $1, $2, * from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[])`,
      [name, step, ...(['file', 'line', 'column', 'value', 'code', 'sentence'] as const).map((part) => rejects.map((reject) =>
        // PostgreSQL's text has no zero byte
        typeof reject[part] === 'string' ? reject[part].replaceAll('\0', '\uFFFD').slice(0, 1000) : reject[part]))])
  }

  async forget({ import: name, step }: Where): Promise<void> {
    await this.client.query(`delete from ${quote(this.table)} where import = $1 and step = $2`, [name, step])
  }

  /** How often each reason occurs, per file. */
  async reasons(name: string): Promise<{ file: string; code: string; lines: number }[]> {
    return (await this.client.query(`select file, code, count(distinct line)::int as lines from ${quote(this.table)} where import = $1 group by 1, 2 order by 1, 2`, [name])).rows
  }

  /** How many lines of each file were refused; one with two faults counts once. */
  async lines(name: string): Promise<Map<string, number>> {
    const { rows } = await this.client.query<{ file: string; lines: number }>(`select file, count(distinct line)::int as lines from ${quote(this.table)} where import = $1 group by 1`, [name])
    return new Map(rows.map(({ file, lines }) => [file, lines]))
  }

  /** Writes all of an import's rejects as CSV, a thousand at a time. Returns how many lines it has below the header. */
  async write(name: string, file: string): Promise<number> {
    mkdirSync(path.dirname(file), { recursive: true })
    let count = 0
    const pages = async function* (this: Rejects) {
      for (let offset = 0; ; offset += 1000) {
        const { rows } = await this.client.query(`select file, line, column_name as column, value, code, sentence from ${quote(this.table)} where import = $1
          order by file, line, column_name, code offset $2 limit 1000`, [name, offset])
        count += rows.length
        yield* rows
        if (rows.length < 1000) return
      }
    }
    // a spreadsheet must not run what a hostile file has in a cell
    const csv = stringify({ header: true, columns: ['file', 'line', 'column', 'value', 'code', 'sentence'], escape_formulas: true })
    await pipeline(pages.call(this), csv, createWriteStream(file, { mode: 0o600 }))
    return count
  }
}
