import { quote } from '../../kit/read/sql.ts'
import type { Checkpoint } from '../core/checkpoint.ts'
import { importFile } from '../core/import-file.ts'
import { type Mapping, columnType, readMappings } from '../core/mapping.ts'
import { ProgressLine } from '../core/progress.ts'
import type { Rejects } from '../core/rejects.ts'
import type { Work } from '../core/work.ts'
import catalog from './mappings/catalog.json' with { type: 'json' }
import orders from './mappings/orders.json' with { type: 'json' }
import people from './mappings/people.json' with { type: 'json' }

/** Every file that is read, those that others refer to first. */
export const mappings: Mapping[] = readMappings([...people, ...catalog, ...orders])

/** How many rows of each file could be read, and how many were refused. */
export type Staged = Map<string, { read: number; rejected: number }>

const definition = ({ table, columns, key }: Mapping): string =>
  `create temp table ${quote(table)} (line int not null, ${Object.entries(columns).map(([name, column]) => `${quote(name)} ${columnType(column)}`).join(', ')}, primary key (${key.map(quote).join(', ')}))`

/**
 * Reads the files into temporary tables, checked and typed, from which the records are made with few statements.
 * They vanish with the connection, so a killed import leaves nothing of them behind and simply reads again.
 */
export async function stage(work: Work, folder: string, rejects: Rejects, where: Checkpoint['where']['import'], log: (line: string) => void): Promise<Staged> {
  const staged: Staged = new Map()
  for (const mapping of mappings) {
    await work.client.query(definition(mapping))
    const line = new ProgressLine(mapping.file, log)
    const { read, rejected } = await importFile({
      work, mapping, folder, rejects, staged: true, batchSize: 2000, where: { import: where, step: mapping.file }, onBatch: (progress) => line.at(progress.read),
    })
    line.end(read)
    staged.set(mapping.file, { read, rejected })
    await work.client.query(`analyze ${quote(mapping.table)}`)
  }
  return staged
}
