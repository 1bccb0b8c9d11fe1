import { timingSafeEqual } from 'node:crypto'
import pg from 'pg'
import { type Block, blockColumns, rowsHash, sealOf } from './block.ts'
import { keptHead } from './head.ts'

export interface Verified {
  entries: number
  blocks: number
  /** Entries that the seal has not reached yet. */
  unsealed: number
  /** What is wrong; nothing when the trail is whole. */
  faults: string[]
}

interface Stored extends Block { hash: Buffer; hmac: Buffer; foundCount: string; foundHash: Buffer }
const blocksAtOnce = 500
/** Where very much is wrong, the rest would say no more. */
const mostFaults = 20

/** Reads the whole trail and compares it with its seal. A server may go on writing meanwhile. */
export async function verifyTrail({ adminUrl, secret, head: { file, trail } }: { adminUrl: string; secret: string; head: { file: string; trail: string } }): Promise<Verified> {
  // before the snapshot, so that the database is never behind it for a good reason
  const head = keptHead(file, trail)
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'guanxi audit' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const faults: string[] = []
    let last: Stored | undefined
    for (;;) {
      const { rows } = await client.query<Stored>(`
        select ${blockColumns}, b.hash, b.hmac, x.count::text as "foundCount", x.hash as "foundHash"
        from audit_block b, lateral (select count(*) as count, ${rowsHash} as hash from audit_entry e where e.number >= lower(b.entries) and e.number < upper(b.entries) and e.number <@ b.entries) x
        where b.number > $1 order by b.number limit ${blocksAtOnce}`, [last?.number ?? 0])
      for (const block of rows) {
        faults.push(...faultsOf(block, last, secret))
        last = block
      }
      if (rows.length < blocksAtOnce || faults.length > mostFaults) break
    }
    if (head && !(await has(client, head.number, head.hash))) faults.push(`block ${head.number}, which ${file} remembers, is missing or another one: the end of the trail was cut off, or the database was replaced by an older one`)
    const { rows: [entries] } = await client.query<{ all: string; unsealed: string; late: string[] }>(`
      with sealed as materialized (select coalesce(range_agg(entries), '{}') as entries from audit_block)
      select count(*)::text as all, count(*) filter (where not e.number <@ s.entries)::text as unsealed,
        coalesce((array_agg(e.number::text order by e.number) filter (where not e.number <@ s.entries and e.number <= $1))[1:5], '{}') as late from audit_entry e, sealed s`, [last?.settled ?? 0])
    const { all, unsealed, late } = entries!
    for (const number of late) faults.push(`entry ${number} came into a part of the trail that was sealed already`)
    return { entries: Number(all), blocks: Number(last?.number ?? 0), unsealed: Number(unsealed), faults: faults.length > mostFaults ? [...faults.slice(0, mostFaults), 'and more'] : faults }
  } finally {
    await client.end()
  }
}

const has = async (client: pg.Client, number: number, hash: string): Promise<boolean> =>
  (await client.query('select 1 from audit_block where number = $1 and hash = $2', [number, Buffer.from(hash, 'hex')])).rowCount === 1

function faultsOf(block: Stored, before: Stored | undefined, secret: string): string[] {
  const { number, entries, rowCount, foundCount } = block, faults: string[] = []
  const first = BigInt(before?.number ?? 0) + 1n
  if (BigInt(number) !== first) faults.push(`block ${first}${BigInt(number) - first > 1n ? ` to ${BigInt(number) - 1n}` : ''} is missing`)
  else if (!same(block.previous, before?.hash ?? null)) faults.push(`block ${number} does not follow from the block before it`)
  if (foundCount !== rowCount) faults.push(`block ${number} has ${foundCount} of its ${rowCount} entries ${entries}: some were deleted`)
  else if (!same(block.foundHash, block.rowsHash)) faults.push(`block ${number}: one of its entries ${entries} was changed`)
  const { hash, hmac } = sealOf(block, secret)
  if (!same(hash, block.hash)) faults.push(`block ${number} itself was changed`)
  else if (!same(hmac, block.hmac)) faults.push(`block ${number} was not sealed with this installation's secret: the chain was computed anew, or GUANXI_SECRET is another one`)
  return faults
}

const same = (one: Buffer | null, other: Buffer | null): boolean => (one && other ? one.length === other.length && timingSafeEqual(one, other) : one === other)
