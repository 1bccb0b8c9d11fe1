// The file of a backup: a compressed tar. manifest.json says what is in it, then each table in pieces of COPY's text,
// then summary.json with the counts and checksums. Nothing of it is ever in memory as a whole.
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { SetupError } from '../setup-error.ts'
import { Digests } from './digests.ts'

export interface Table {
  /** With its schema. */
  name: string
  columns: string[]
}
export interface Manifest {
  format: 1
  createdAt: string
  postgres: string
  /** Names of the migrations that made these tables, in order. */
  migrations: string[]
  /** Tells whether another secret is the same one, and nothing else about it. */
  secret: string
  tables: Table[]
}
/** What a table holds: how many rows, and the SHA-256 of its COPY text. */
export interface Content { rows: number; sha256: string }
export interface Sequence { value: string; called: boolean }
export interface Summary {
  tables: Record<string, Content>
  sequences: Record<string, Sequence>
  /** What was remembered of the audit trail outside the database. */
  head: unknown
}

/** Writes a file that appears under its name when it is complete. */
export class ArchiveWriter {
  private readonly tar = pack()
  private readonly written: Promise<void>
  private readonly unfinished: string

  constructor(private readonly file: string) {
    this.unfinished = `${file}.unfinished`
    this.written = pipeline(this.tar, createGzip(), createWriteStream(this.unfinished, { mode: 0o600, flush: true }))
    // told to whoever adds the next entry, or ends
    this.written.catch(() => {})
  }

  /** Resolves when there is room for the next one. */
  async add(name: string, content: Buffer | string): Promise<void> {
    const added = new Promise<void>((resolve, reject) => this.tar.entry({ name }, content, (error) => (error ? reject(error) : resolve())))
    await Promise.race([added, this.written])
  }

  async finish(): Promise<void> {
    this.tar.finalize()
    await this.written
    renameSync(this.unfinished, this.file)
  }

  async discard(): Promise<void> {
    this.tar.destroy()
    await this.written.catch(() => {})
    rmSync(this.unfinished, { force: true })
  }
}

const damaged = (file: string, why: string) => new SetupError(`${file} is damaged or not a whole backup: ${why}. Nothing was restored.`)

export interface Reading {
  manifest(manifest: Manifest): Promise<void>
  /** One piece of a table; all pieces of one come before the next one's. */
  piece(table: string, content: Buffer): Promise<void>
}

/** Reads a backup from beginning to end; throws a SetupError when it does not come to its end. */
export async function readArchive(file: string, reading: Reading): Promise<{ manifest: Manifest; summary: Summary }> {
  const tar = extract()
  const read = pipeline(createReadStream(file), createGunzip(), tar)
  read.catch(() => {})
  let manifest: Manifest | undefined, summary: Summary | undefined, refused: unknown
  const hand = (work: Promise<void>) => work.catch((error: unknown) => { refused = error; throw error })
  try {
    for await (const entry of tar) {
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk as Buffer)
      const content = Buffer.concat(chunks), [kind, table] = entry.header.name.split('/')
      if (kind === 'manifest.json') {
        manifest = JSON.parse(content.toString()) as Manifest
        if (manifest.format !== 1) throw new SetupError(`${file} was made by a newer Guanxi. Restore it with that version.`)
        await hand(reading.manifest(manifest))
      } else if (kind === 'tables' && manifest) await hand(reading.piece(table!, content))
      else if (kind === 'summary.json') summary = JSON.parse(content.toString()) as Summary
    }
    await read
  } catch (error) {
    // not the file's fault, but of whoever was handed its content
    if (refused !== undefined) throw refused
    if (error instanceof SetupError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw code === 'ENOENT' ? new SetupError(`There is no file ${file}.`) : damaged(file, message)
  } finally {
    tar.destroy()
  }
  if (!manifest || !summary) throw damaged(file, 'its end is missing')
  return { manifest, summary }
}

/** Reads a backup without restoring it, so that a damaged one is known before anything is touched. */
export async function checkArchive(file: string): Promise<{ manifest: Manifest; summary: Summary }> {
  const found = new Digests()
  const archive = await readArchive(file, { manifest: async () => {}, piece: async (table, content) => found.add(table, content) })
  for (const { name } of archive.manifest.tables) {
    if (found.of(name) !== archive.summary.tables[name]?.sha256) throw damaged(file, `the rows of ${name} are not what they were`)
  }
  return archive
}
