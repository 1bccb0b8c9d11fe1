import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import type { Asked } from '../access/router.ts'
import { UserError, UserErrors, notFound, refusalsIn, told } from '../kit/errors.ts'
import { bearerOf, refuse, sendJson } from '../kit/http.ts'
import { isId, newId } from '../kit/ids.ts'
import type { Run } from '../kit/read/reader.ts'
import { type FileColumn, fileColumns, isDay, lineOf, neededColumns } from './entry-file.ts'
import { entryTerms } from './entry-sql.ts'
import { refuseGranted } from './list-faults.ts'
import { type Asked as Row, judge, resolveStaged, stage } from './stage.ts'

const mostBytes = 20_000_000, mostLines = 200_000, atOnce = 2_000
const patience = `set local statement_timeout = '60s'`

/**
 * Takes a file of entries and answers with the change that it would make of the list, every fault of every line beside it; nothing of the
 * list changes. The file is kept aside until it is whole, so that nobody's slow line holds a connection, and read line by line.
 */
export async function importEntries({ context, request, response, params, query }: Asked): Promise<void> {
  if (!bearerOf(request) && !request.headers['x-csrf']) return refuse(response, context.locale, 'CSRF')
  const folder = await mkdtemp(path.join(tmpdir(), 'guanxi-import-'))
  try {
    const file = path.join(folder, 'entries.csv')
    if (!(await keep(request, file))) return refuse(response, context.locale, 'PAYLOAD_TOO_LARGE')
    const from = query.get('from') || null
    if (from && !isDay(from)) throw new UserError('BAD_USER_INPUT', ['from'])
    const id = await context.act((run) => prepare(run, { listId: params.id!, file, from, name: query.get('name')?.slice(0, 200) || null, others: query.get('others') === 'end', by: context.me.userId }))
    sendJson(response, 200, { errors: [], id })
  } catch (error) {
    sendJson(response, 400, { errors: refusalsIn(error).map((refusal) => told(refusal, context.locale)), id: null })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** False when it is larger than a list can be. */
async function keep(request: IncomingMessage, file: string): Promise<boolean> {
  let size = 0
  await pipeline(request, new Transform({ transform(chunk: Buffer, _encoding, done) { size += chunk.length; done(null, size > mostBytes ? undefined : chunk) } }), createWriteStream(file))
  return size <= mostBytes
}

interface Import { listId: string; file: string; from: string | null; name: string | null; others: boolean; by: string }

async function prepare(run: Run, { listId, file, from, name, others, by }: Import): Promise<string> {
  const [list] = isId(listId) ? await run('select id, revision from price_list where id = $1', [listId]) : [], id = newId()
  if (!list) throw notFound('id')
  await refuseGranted(run, listId, ['id'])
  await run(patience, [])
  await run(`insert into price_change (id, price_list_id, source, state, from_day, file_name, list_revision, created_by_id) values ($1, $2, 'IMPORT', 'Prepared', $3, $4, $5, $6)`, [id, listId, from, name, list.revision, by])
  for await (const rows of linesOf(file)) await stage(run, id, rows)
  const about = { changeId: id, listId, from }
  await resolveStaged(run, about)
  if (others) {
    await run(endOthers, [id, listId, from])
    await judge(run, about)
  }
  return id
}

/** Whatever holds or will hold and is in no line of the file. */
const endOthers = `
  insert into price_change_item (id, change_id, place, entry_id, new_id, remove, product_id, category_id, target_id, min_quantity, before, ends_on)
  select app.imported_id(clock_timestamp(), 'item' || $1::uuid::text || e.id), $1::uuid, (select coalesce(max(place), 0) from price_change_item where change_id = $1::uuid) + row_number() over (order by e.target_id, e.id), e.id, app.imported_id(clock_timestamp(), 'entry' || $1::uuid::text || e.id), true,
    e.product_id, e.category_id, e.target_id, e.min_quantity, ${entryTerms('e', 'c')}, case when coalesce(e.valid_from, '-infinity') < coalesce($3::date, app.today()) then coalesce($3::date, app.today()) - 1 end
  from price_list_entry e left join price_entry_cost c on c.entry_id = e.id
  where e.price_list_id = $2 and coalesce(e.valid_to, 'infinity') >= coalesce($3::date, app.today()) and not exists (select 1 from price_change_item i where i.change_id = $1::uuid and i.entry_id = e.id)`

/** The lines of a file, a few thousand at a time, with the numbers that an editor shows. */
async function* linesOf(file: string): AsyncGenerator<Row[]> {
  const delimiter = await delimiterOf(file)
  const parser = parse({
    bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 10_000,
    columns: (header: string[]) => named(header),
  })
  const reading = pipeline(createReadStream(file), parser)
  // told by whoever reads the lines
  reading.catch(() => {})
  let rows: Row[] = [], count = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Partial<Record<FileColumn, string>>; info: { lines: number } }>) {
      if (++count > mostLines) throw new UserError('TOO_MANY_LINES', ['file'], { max: mostLines })
      rows.push(lineOf(record, info.lines, delimiter !== ','))
      if (rows.length === atOnce) { yield rows; rows = [] }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UserError('BAD_USER_INPUT', ['file', String((error as { lines?: number }).lines ?? '')].filter(Boolean))
    throw error
  }
  if (!count) throw new UserError('EMPTY', ['file'])
  yield rows
}

/** Columns that no list has are passed over. */
function named(header: string[]): (FileColumn | false)[] {
  const names = header.map((name) => name.trim().toLowerCase().replaceAll(/[\s-]+/g, '_')).map((name) => fileColumns.find((column) => column === name) ?? false)
  const missing = neededColumns.filter((column) => !names.includes(column))
  if (missing.length) throw new UserErrors(missing.map((column) => new UserError('REQUIRED', ['file', column])))
  return names
}

async function delimiterOf(file: string): Promise<',' | ';' | '\t'> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2_000), 0, 2_000, 0)
    const header = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)[0]!, count = (sign: string) => header.split(sign).length
    return ([';', '\t'] as const).find((sign) => count(sign) > count(',')) ?? ','
  } finally {
    await handle.close()
  }
}
