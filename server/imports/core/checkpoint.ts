import type { ClientBase } from 'pg'

/** What became of the rows of a step so far; `position` is the last line, or id, that is done. */
export interface Progress { position: number; read: number; written: number; unchanged: number; rejected: number; finished: boolean }
export const nothingYet = (): Progress => ({ position: 0, read: 0, written: 0, unchanged: 0, rejected: 0, finished: false })

/** How far one step of an import came, saved in the transaction of each batch. */
export class Checkpoint {
  constructor(private readonly client: ClientBase, readonly where: { import: string; step: string }, private readonly source: string) {}

  /** What an earlier run did with the very same source; nothing when the source has changed since. */
  async load(): Promise<Progress> {
    const { rows } = await this.client.query<Record<string, string> & { finished: boolean }>('select * from import_step where import = $1 and step = $2 and source = $3', [this.where.import, this.where.step, this.source])
    const [row] = rows
    if (!row) return nothingYet()
    const { position, read, written, unchanged, rejected, finished } = row
    return { position: Number(position), read: Number(read), written: Number(written), unchanged: Number(unchanged), rejected: Number(rejected), finished }
  }

  async save(progress: Progress): Promise<void> {
    const { position, read, written, unchanged, rejected, finished } = progress
    await this.client.query(
      `insert into import_step (import, step, source, position, read, written, unchanged, rejected, finished) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (import, step) do update set source = excluded.source, position = excluded.position, read = excluded.read, written = excluded.written,
         unchanged = excluded.unchanged, rejected = excluded.rejected, finished = excluded.finished, updated_at = now()`,
      [this.where.import, this.where.step, this.source, position, read, written, unchanged, rejected, finished])
  }
}
