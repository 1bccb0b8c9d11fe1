import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { SetupError } from '../../boot/setup-error.ts'
import { unreadable } from './convert.ts'
import { type Fault, fault } from './fault.ts'

/** A row of a file; `line` is where it begins. A row that can't be read has a fault instead of cells. */
export interface SourceRow { line: number; cells: string[]; fault?: Fault }
export interface Source { file: string; header: string[]; rows: AsyncGenerator<SourceRow> }

/** A quoted cell may hold line breaks, but no honest one holds more than this. */
const mostLines = 200, mostCharacters = 1_000_000

const find = (folder: string, file: string): string => {
  const found = [file, `${file}.gz`].map((name) => path.join(folder, name)).find((one) => existsSync(one))
  if (!found) throw new SetupError(`${path.join(folder, file)} is not there, nor is it with .gz.`)
  return found
}

/** What a file holds, as a fingerprint: an import goes on where it stopped only in the same file. */
export async function fingerprint(folder: string, file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(find(folder, file))) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Physical lines, with the possibility to put some back. */
class Lines {
  private readonly returned: string[] = []
  number = 0
  constructor(private readonly lines: AsyncIterator<string>) {}

  async next(): Promise<string | undefined> {
    const line = this.returned.shift() ?? await this.lines.next().then(({ done, value }) => (done ? undefined : value))
    if (line !== undefined) this.number++
    return line
  }

  giveBack(lines: string[]): void {
    this.returned.unshift(...lines)
    this.number -= lines.length
  }
}

async function* linesOf(place: string): AsyncGenerator<string> {
  const file = createReadStream(place)
  // pipeline hands a failure of either to whoever reads the last; the callback has nothing to add
  const stream = place.endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file
  let rest = ''
  for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    if (rest.length > mostCharacters) throw new SetupError(`${place}: a line is longer than ${mostCharacters} characters, so this is no CSV.`)
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  if (rest) yield rest
}

const quotes = (line: string): number => {
  let count = 0
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count++
  return count
}

const broken = (line: string, sentence: string): Fault => fault('BROKEN_QUOTES', sentence, null, line.slice(0, 200))

/** The cells that begin on a line. With broken quotes only that one line is given up: the next is read by itself. */
async function record(first: string, lines: Lines, delimiter: string): Promise<{ cells: string[] } | { fault: Fault }> {
  if (!first.includes('"')) return { cells: first.split(delimiter) }
  const more: string[] = []
  let open = quotes(first) % 2 === 1, size = first.length
  while (open) {
    const line = more.length < mostLines && size < mostCharacters ? await lines.next() : undefined
    if (line === undefined) {
      lines.giveBack(more)
      return { fault: broken(first, 'A quote is opened and never closed.') }
    }
    more.push(line)
    size += line.length
    open = quotes(line) % 2 === 1 ? !open : open
  }
  try {
    return { cells: (parse([first, ...more].join('\n'), { delimiter }) as string[][])[0]! }
  } catch {
    lines.giveBack(more)
    return { fault: broken(first, 'A quote stands where none may be; inside of a quoted cell it is written twice.') }
  }
}

/** Opens a .csv or .csv.gz and reads it as a stream, however long it is. */
export async function openSource(folder: string, file: string, delimiter = ','): Promise<Source> {
  const lines = new Lines(linesOf(find(folder, file)))
  const first = await lines.next()
  const head = first === undefined ? undefined : await record(first.replace(/^\uFEFF/, ''), lines, delimiter)
  if (!head || 'fault' in head) throw new SetupError(`${file} has no header row that can be read.`)
  const header = head.cells.map((name) => name.trim())

  async function* rows(): AsyncGenerator<SourceRow> {
    for (let text = await lines.next(); text !== undefined; text = await lines.next()) {
      if (text === '') continue
      const line = lines.number
      const read = await record(text, lines, delimiter)
      if ('fault' in read) yield { line, cells: [], fault: read.fault }
      else if (read.cells.length !== header.length) yield { line, cells: [], fault: fault('COLUMN_COUNT', `The row has ${read.cells.length} cells, the header ${header.length}.`, null, text.slice(0, 200)) }
      else yield { line, cells: read.cells, fault: unreadable(read.cells) ?? undefined }
    }
  }
  return { file, header, rows: rows() }
}
