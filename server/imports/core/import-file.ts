import type { Checkpoint, Progress } from './checkpoint.ts'
import { nothingYet } from './checkpoint.ts'
import { convert } from './convert.ts'
import { type Reject, fault } from './fault.ts'
import { newId } from '../../kit/ids.ts'
import { type ReadyRow, Inserter } from './insert.ts'
import { lookUp } from './look-up.ts'
import type { Column, Mapping } from './mapping.ts'
import type { Rejects } from './rejects.ts'
import { type SourceRow, openSource } from './source.ts'
import { SetupError } from '../../boot/setup-error.ts'
import type { Work } from './work.ts'

interface Options {
  work: Work
  mapping: Mapping
  folder: string
  /** The name under which this file's rejects are kept. */
  where: { import: string; step: string }
  rejects: Rejects
  /** Without one the file is read from its beginning. */
  checkpoint?: Checkpoint
  /** The target has a column `line` for the place in the file. */
  staged?: boolean
  batchSize?: number
  /** Told after each committed batch. */
  onBatch?: (progress: Progress) => void
}

/**
 * Brings one file into one table, batch by batch. Broken rows are refused with a reason and the rest goes on. Each batch, its
 * rejects and the checkpoint are one transaction, so an import that was killed can be started again and repeats nothing.
 */
export async function importFile(options: Options): Promise<Progress> {
  const { work, mapping, folder, where, rejects, checkpoint, onBatch, batchSize = 1000 } = options
  const { client } = work
  const done = await checkpoint?.load() ?? nothingYet()
  if (done.finished) return done
  const source = await openSource(folder, mapping.file, mapping.delimiter)
  const columns = Object.entries(mapping.columns), places = placesOf(mapping, source.header)
  const inserter = new Inserter(client, mapping, options.staged ?? false)

  const writeBatch = async (rows: SourceRow[], finished: boolean): Promise<void> => {
    const next = { ...done, finished }
    await work.transaction(async () => {
      if (done.position === 0) await rejects.forget(where)
      const found: Reject[] = rows.flatMap(({ line, fault: broken }) => (broken ? [{ file: mapping.file, line, ...broken }] : []))
      const ready = await prepare(rows.filter((row) => !row.fault), found)
      const inserted = await inserter.insert(ready)
      found.push(...inserted.refused.map(({ line, fault: refused }) => ({ file: mapping.file, line, ...refused })))
      await rejects.add(where, found)
      next.position = rows.at(-1)?.line ?? done.position
      next.read += rows.length
      next.written += inserted.written
      next.unchanged += inserted.unchanged
      next.rejected += new Set(found.map(({ line }) => line)).size
      await checkpoint?.save(next)
    })
    Object.assign(done, next)
    onBatch?.(done)
  }

  /** Converts the cells and looks up references; a row keeps all of its faults, so that one round mends it. */
  const prepare = async (rows: SourceRow[], found: Reject[]): Promise<ReadyRow[]> => {
    const ready = rows.map(({ line }): ReadyRow => ({ line, values: [] })), bad = new Set<number>()
    const refuse = (index: number, reject: Omit<Reject, 'file' | 'line'>) => {
      bad.add(index)
      found.push({ file: mapping.file, line: rows[index]!.line, ...reject })
    }
    for (const [place, [, column]] of columns.entries()) {
      const cells = rows.map((row, index) => cellOf(row, column, places[place]!, (reject) => refuse(index, reject)))
      const answers = column.lookUp ? await lookUp(client, column, cells) : null
      for (const [index, cell] of cells.entries()) {
        const value = answers && cell !== null ? answers.get(cell) : cell
        if (value === undefined) refuse(index, fault('UNKNOWN_REFERENCE', `Nothing with this ${column.from} is there.`, column.from ?? null, cell))
        ready[index]!.values.push(value ?? null)
      }
    }
    return ready.filter((_, index) => !bad.has(index))
  }

  let batch: SourceRow[] = []
  for await (const row of source.rows) {
    if (row.line <= done.position) continue
    batch.push(row)
    if (batch.length < batchSize) continue
    await writeBatch(batch, false)
    batch = []
  }
  await writeBatch(batch, true)
  return done
}

/** Where each mapped column stands in the file; −1 for those that don't come from it. */
function placesOf(mapping: Mapping, header: string[]): number[] {
  const missing = Object.values(mapping.columns).flatMap(({ from }) => (from !== undefined && !header.includes(from) ? [from] : []))
  if (missing.length) throw new SetupError(`${mapping.file} has no column ${missing.join(', ')}; it has ${header.join(', ')}.`)
  return Object.values(mapping.columns).map(({ from }) => (from === undefined ? -1 : header.indexOf(from)))
}

function cellOf(row: SourceRow, column: Column, place: number, refuse: (reject: Omit<Reject, 'file' | 'line'>) => void): string | null {
  if (column.generate) return newId()
  if (place < 0) return column.value ?? null
  const converted = convert(row.cells[place]!, column)
  if ('value' in converted) return converted.value
  refuse(converted.fault)
  return null
}
