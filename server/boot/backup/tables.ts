// What a database of ours consists of, and how its rows are written down.
import { createHash, createHmac } from 'node:crypto'
import type { Client } from 'pg'
import { to } from 'pg-copy-streams'
import type { Sequence, Table } from './archive.ts'

export const quoted = (name: string): string => name.split('.').map((part) => `"${part}"`).join('.')
/** Where our tables are. The job queue is left out: it holds names of work that is found again from the rows. */
export const schemas = ['public', 'app', 'trail']
const ours = `n.nspname = any ('{${schemas.join()}}') and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

/** Every table with the columns that are stored. Those that belong to extensions come with the extension. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where ${ours} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' group by 1 order by 1`)
  return rows
}

/** Where each sequence stands. They don't wait for transactions, so they are asked after the rows that they gave numbers to. */
export async function sequencesOf(client: Client): Promise<Record<string, Sequence>> {
  const { rows } = await client.query<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'S' order by 1`)
  const found: Record<string, Sequence> = {}
  for (const { name } of rows) found[name] = (await client.query(`select last_value::text as value, is_called as called from ${quoted(name)}`)).rows[0] as Sequence
  return found
}

/** Makes the same rows the same text, whatever the server's or the user's settings, and lets long work take its time. */
export const plainly = `set datestyle = iso; set timezone = 'UTC'; set intervalstyle = postgres; set extra_float_digits = 1; set bytea_output = hex;
  set client_encoding = utf8; set synchronize_seqscans = off; set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`

const columnsOf = ({ columns }: Table) => columns.map((column) => `"${column}"`).join(', ')
export const copyIn = (table: Table): string => `copy ${quoted(table.name)} (${columnsOf(table)}) from stdin`

/** Hands on the rows of a table in pieces as they come; resolves to their number. */
export async function copyOut(client: Client, table: Table, take: (piece: Buffer) => Promise<void> | void): Promise<number> {
  const stream = client.query(to(`copy ${quoted(table.name)} (${columnsOf(table)}) to stdout`))
  let chunks: Buffer[] = [], size = 0
  const flush = async () => {
    if (size) await take(Buffer.concat(chunks))
    chunks = []
    size = 0
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= 1_000_000) await flush()
  }
  await flush()
  return stream.rowCount
}

export const fingerprintOf = (secret: string): string => createHash('sha256').update(createHmac('sha256', secret).update('fingerprint of backups').digest()).digest('hex').slice(0, 32)
