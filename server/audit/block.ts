import { createHash, createHmac } from 'node:crypto'

/** The seal's key follows from the installation's secret, so it is in no database and in no backup of one. */
const sealKey = (secret: string): Buffer => createHmac('sha256', secret).update('audit seal').digest()

/** Entries that were sealed together. Numbers are kept as PostgreSQL writes them. */
export interface Block {
  number: string
  /** Their numbers, as a multirange. */
  entries: string
  rowCount: string
  rowsHash: Buffer
  /** The hash of the block before. */
  previous: Buffer | null
  /** Up to this number, every entry that exists is in a block. */
  settled: string
  /** In microseconds. */
  sealedAt: string
}

/** What an entry says, as one text that is the same on every version and in every time zone. */
const entryText = `pg_catalog.jsonb_build_array(e.number, (extract(epoch from e.at) * 1000000)::bigint, e.transaction_id, e.actor_id, e.actor_name, e.channel, e.operation, e.key_id, e.viewed_by, e.action, e.table_name, e.row_key,
  e.record_type, e.record_id, e.needs, e.changes, e.person_id, e.personal_columns, pg_catalog.encode(e.personal, 'hex'), e.data)::text`
/** The hash of entries `e` in their order. */
export const rowsHash = `pg_catalog.sha256(coalesce(pg_catalog.string_agg(pg_catalog.sha256(pg_catalog.convert_to(${entryText}, 'UTF8')), ''::bytea order by e.number), ''))`

export const blockColumns = `b.number::text, b.entries::text, b.row_count::text as "rowCount", b.rows_hash as "rowsHash", b.previous, b.settled::text, (extract(epoch from b.sealed_at) * 1000000)::bigint::text as "sealedAt"`

/** A block's hash covers its entries and the block before; its seal can only be made with the key. */
export function sealOf({ number, entries, rowCount, rowsHash: rows, previous, settled, sealedAt }: Block, secret: string): { hash: Buffer; hmac: Buffer } {
  const text = JSON.stringify([number, entries, rowCount, rows.toString('hex'), previous?.toString('hex') ?? null, settled, sealedAt])
  const hash = createHash('sha256').update(text).digest()
  return { hash, hmac: createHmac('sha256', sealKey(secret)).update(hash).digest() }
}
