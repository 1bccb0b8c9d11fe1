import { type ClientBase, DatabaseError } from 'pg'
import { quote } from '../../kit/read/sql.ts'
import { type Fault, fault } from './fault.ts'
import { type Mapping, columnType } from './mapping.ts'

/** A row that is ready to be written, in the order of the mapping's columns. */
export interface ReadyRow { line: number; values: (string | null)[] }
export interface Inserted { written: number; unchanged: number; refused: { line: number; fault: Fault }[] }

/** Writes rows of a mapping, many in one statement, inside the caller's transaction. */
export class Inserter {
  private readonly statement: string
  private readonly keys: number[]

  constructor(private readonly client: ClientBase, private readonly mapping: Mapping, private readonly staged: boolean) {
    const names = Object.keys(mapping.columns), columns = names.map(quote).join(', ')
    const types = Object.values(mapping.columns).map(columnType)
    const key = mapping.key.map(quote).join(', ')
    const others = names.filter((name) => !mapping.key.includes(name) && !mapping.columns[name]!.generate).map(quote)
    const row = (prefix: string) => `(${others.map((name) => `${prefix}.${name}`).join(', ')})`
    // an update that would change nothing is not made: a second run leaves no trace
    const conflict = mapping.existing === 'update' && others.length
      ? `do update set ${others.map((name) => `${name} = excluded.${name}`).join(', ')} where ${row('t')} is distinct from ${row('excluded')}` : 'do nothing'
    this.keys = mapping.key.map((name) => names.indexOf(name))
    this.statement = `insert into ${quote(mapping.table)} as t (${columns}${staged ? ', line' : ''})
      select * from unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')}${staged ? `, $${types.length + 1}::int[]` : ''})
      on conflict (${key}) ${conflict} returning ${mapping.key.map((name) => `t.${quote(name)}::text`).join(` || E'\\x1f' || `)} as key`
  }

  async insert(rows: ReadyRow[]): Promise<Inserted> {
    const done: Inserted = { written: 0, unchanged: 0, refused: [] }
    const once = new Map<string, ReadyRow>()
    for (const row of rows) {
      const key = this.keyOf(row)
      if (once.has(key)) done.refused.push({ line: row.line, fault: this.duplicate(row) })
      else once.set(key, row)
    }
    await this.insertOrHalve([...once.values()], done)
    return done
  }

  private keyOf = (row: ReadyRow): string => this.keys.map((index) => row.values[index]).join('\x1f')
  private duplicate = (row: ReadyRow): Fault => fault('DUPLICATE', 'An earlier row has the same key.', this.mapping.columns[this.mapping.key[0]!]!.from ?? null, this.keys.map((index) => row.values[index]).join(' '))

  /** When the database refuses a batch, its halves are tried, down to the one row that is the cause. */
  private async insertOrHalve(rows: ReadyRow[], done: Inserted): Promise<void> {
    if (!rows.length) return
    await this.client.query('savepoint batch')
    try {
      const columns = Object.keys(this.mapping.columns).map((_, index) => rows.map(({ values }) => values[index]))
      const answer = await this.client.query<{ key: string }>(this.statement, this.staged ? [...columns, rows.map(({ line }) => line)] : columns)
      await this.client.query('release savepoint batch')
      done.written += answer.rows.length
      if (answer.rows.length === rows.length) return
      if (this.mapping.existing !== 'reject') done.unchanged += rows.length - answer.rows.length
      else this.refuseOthers(rows, new Set(answer.rows.map(({ key }) => key)), done)
    } catch (error) {
      // class 22: a value that does not fit its type; class 23: a constraint
      if (!(error instanceof DatabaseError) || !/^2[23]/.test(error.code ?? '')) throw error
      await this.client.query('rollback to savepoint batch')
      if (rows.length === 1) {
        done.refused.push({ line: rows[0]!.line, fault: fault('REFUSED', `The database refuses the row: ${error.constraint ?? error.message}.`, error.column ?? null) })
        return
      }
      const middle = rows.length >> 1
      await this.insertOrHalve(rows.slice(0, middle), done)
      await this.insertOrHalve(rows.slice(middle), done)
    }
  }

  private refuseOthers(rows: ReadyRow[], written: Set<string>, done: Inserted): void {
    for (const row of rows) if (!written.has(this.keyOf(row))) done.refused.push({ line: row.line, fault: this.duplicate(row) })
  }
}
