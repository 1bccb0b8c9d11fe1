import type pg from 'pg'
import type { Logger } from 'pino'
import { type Block, rowsHash, sealOf } from './block.ts'
import { type Head, keepHead, keptHead } from './head.ts'

interface Sealing { pool: pg.Pool; secret: string; /** Where the last block is noted outside the database. */ head: { file: string; trail: string }; log: Pick<Logger, 'warn' | 'error'> }

/** So many entries go into one block at most; more wait for the next. */
const mostEntries = 50_000
const larger = (one: string, other: string) => (BigInt(one) > BigInt(other) ? one : other)

/**
 * Seals what was written since, in one block. Transactions end in another order than their entries are numbered in, so a block
 * lists its entries, and `settled` grows to a number once every transaction has ended that had begun when the number was seen.
 */
export class Sealer {
  /** A number that was seen, and the first transaction that had not begun by then. */
  private mark: { number: string; until: string } | undefined
  private told = false

  constructor(private readonly sealing: Sealing) {}

  /** Returns how many entries were sealed. Nodes take turns: one that finds another at work does nothing. */
  async seal(): Promise<number> {
    const client = await this.sealing.pool.connect()
    try {
      await client.query('begin')
      const { rows: [lock] } = await client.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock(hashtext('guanxi audit seal')) as mine`)
      const sealed = lock!.mine ? await this.next(client) : null
      await client.query('commit')
      if (sealed) await this.keep(client, sealed.head)
      client.release()
      return sealed?.count ?? 0
    } catch (error) {
      await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken))
      throw error
    }
  }

  private async next(client: pg.PoolClient): Promise<{ count: number; head: Head } | null> {
    const ask = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await client.query<Row>(sql, values)).rows[0]
    const last = await ask<{ number: string; settled: string; hash: Buffer }>('select b.number::text, b.settled::text, b.hash from audit_block b order by b.number desc limit 1')
    const before = last?.settled ?? '0'
    const seen = await ask<{ number: string }>('select coalesce(max(number), 0)::text as number from audit_entry')
    // each statement sees more than the one before it: first the number, then who might still bring a lower one, then the entries
    const now = await ask<{ ended: string; begun: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as ended, pg_snapshot_xmax(pg_current_snapshot())::text as begun')
    const ended = this.mark && BigInt(now!.ended) >= BigInt(this.mark.until)
    const settled = ended ? larger(this.mark!.number, before) : before
    if (!this.mark || ended) this.mark = { number: seen!.number, until: now!.begun }
    const found = await ask<{ entries: string; count: string; hash: Buffer; at: string }>(`
      with late as materialized (select coalesce(range_agg(b.entries), '{}') as entries from audit_block b where upper(b.entries) > $1::bigint)
      select range_agg(int8range(e.number, e.number, '[]'))::text as entries, count(*)::text as count, ${rowsHash} as hash, (extract(epoch from clock_timestamp()) * 1000000)::bigint::text as at
      from (select * from audit_entry where number > $1::bigint and not number <@ (select entries from late) order by number limit ${mostEntries}) e`, [before])
    const { entries, count, hash: rows, at } = found!
    if (count === '0') return null
    const block: Block = {
      number: String(BigInt(last?.number ?? 0) + 1n), entries, rowCount: count, rowsHash: rows, previous: last?.hash ?? null,
      // entries that had to wait must not be passed over
      settled: Number(count) < mostEntries ? settled : before, sealedAt: at,
    }
    const { hash, hmac } = sealOf(block, this.sealing.secret)
    await client.query(`insert into audit_block (number, entries, row_count, rows_hash, previous, hash, hmac, settled, sealed_at)
      values ($1, $2::int8multirange, $3, $4, $5, $6, $7, $8, timestamptz 'epoch' + $9::bigint * interval '1 microsecond')`,
    [block.number, entries, count, rows, block.previous, hash, hmac, block.settled, at])
    return { count: Number(count), head: { number: Number(block.number), hash: hash.toString('hex') } }
  }

  /** Notes the new head, unless the one that was noted is not in the database any more: it stays, as the proof of what is missing. */
  private async keep(client: pg.PoolClient, head: Head): Promise<void> {
    const { head: { file, trail }, log } = this.sealing
    try {
      const kept = keptHead(file, trail)
      const { rowCount } = kept ? await client.query('select 1 from audit_block where number = $1 and hash = $2', [kept.number, Buffer.from(kept.hash, 'hex')]) : { rowCount: 1 }
      if (rowCount) keepHead(file, trail, head)
      else if (!this.told) log.error({ file, block: kept!.number }, 'a block of the audit trail is missing: run guanxi audit verify')
      this.told ||= !rowCount
    } catch (error) {
      if (!this.told) log.warn({ err: error }, 'the head of the audit trail could not be kept')
      this.told = true
    }
  }
}

/** Seals every few seconds until stopped. */
export function startSealing(sealing: Sealing, every = 3_000): { stop(): Promise<void> } {
  const sealer = new Sealer(sealing)
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= sealer.seal().catch((error: unknown) => sealing.log.warn({ err: error }, 'the audit trail could not be sealed')).finally(() => { running = undefined })
  }, every)
  timer.unref()
  return { async stop() { clearInterval(timer); await running } }
}
