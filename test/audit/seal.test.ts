import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealOf } from '../../server/audit/block.ts'
import { Sealer } from '../../server/audit/seal.ts'
import { verifyTrail } from '../../server/audit/verify.ts'
import { poolOf } from '../../server/orm.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

// What a superuser may do to the trail, and what the seal says of it.
const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-seal-'))
const head = { file: path.join(folder, 'audit-head.json'), trail: 'here' }
const log: string[] = []
let database: TestDatabase
let superuser: pg.Client
let pool: pg.Pool
let sealer: Sealer
const sealerOf = () => new Sealer({ pool, secret: database.secret, head, log: { warn: (...said: unknown[]) => void log.push(JSON.stringify(said)), error: (...said: unknown[]) => void log.push(JSON.stringify(said)) } as any })

beforeAll(async () => {
  database = await cloneDatabase()
  superuser = await database.connect()
  pool = await poolOf(database.databases.system)
  sealer = sealerOf()
  // so that blocks are sealed here only
  for (let block = 0; block < 4; block++) {
    for (let entry = 0; entry < 3; entry++) await superuser.query(`insert into territory (id, name, country) values (gen_random_uuid(), 'Territory', 'TW')`)
    await sealer.seal()
  }
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const verify = () => verifyTrail({ adminUrl: database.adminUrl, secret: database.secret, head })
/** What verify finds after a superuser did this, which is then undone. */
async function after(tampering: string | (() => Promise<unknown>)): Promise<string> {
  const copy = ['audit_entry', 'audit_block']
  await superuser.query(`set session_replication_role = replica; ${copy.map((table) => `create table trail.kept_${table} as table ${table}`).join('; ')}`)
  try {
    await (typeof tampering === 'string' ? superuser.query(tampering) : tampering())
    return (await verify()).faults.join('; ')
  } finally {
    for (const table of copy) {
      const { rows: [{ columns }] } = await superuser.query(`select string_agg(quote_ident(attname), ', ') as columns from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and attgenerated = ''`)
      await superuser.query(`delete from ${table}; insert into ${table} (${columns}) overriding system value select ${columns} from trail.kept_${table}; drop table trail.kept_${table}`)
    }
    await superuser.query('set session_replication_role = origin')
  }
}

describe('a whole trail', () => {
  it('verifies, with what is not sealed yet', async () => {
    expect(await verify()).toMatchObject({ blocks: 4, unsealed: 0, faults: [] })
    await superuser.query(`insert into territory (id, name, country) values (gen_random_uuid(), 'Late', 'TW')`)
    expect(await verify()).toMatchObject({ unsealed: 1, faults: [] })
    await sealer.seal()
    expect(await verify()).toMatchObject({ blocks: 5, unsealed: 0, faults: [] })
    expect(await sealer.seal()).toBe(0)
  })

  it('is sealed on by another node, and after a restart', async () => {
    await superuser.query(`insert into territory (id, name, country) values (gen_random_uuid(), 'Other node', 'TW')`)
    expect(await sealerOf().seal()).toBe(1)
    expect((await verify()).faults).toEqual([])
  })
})

describe('the seal finds', () => {
  it('an entry that was changed', async () => {
    expect(await after(`update audit_entry set actor_name = 'somebody else' where number = (select min(number) from audit_entry)`)).toMatch(/^block 1: one of its entries .* was changed$/)
    expect(await after(`update audit_entry set changes = jsonb_set(changes, '{name,1}', '"Other"') where number = (select max(number) from audit_entry)`)).toContain('was changed')
    expect(await after(`update audit_entry set at = at - interval '1 microsecond' where number = (select max(number) from audit_entry)`)).toContain('was changed')
  })

  it('entries that were deleted', async () => {
    expect(await after(`delete from audit_entry where number = (select min(number) + 4 from audit_entry)`)).toMatch(/has 2 of its 3 entries .*: some were deleted/)
  })

  it('an entry that was added afterwards', async () => {
    // at a number that nobody got: the transaction was undone
    await superuser.query(`begin; insert into territory (id, name, country) values (gen_random_uuid(), 'Undone', 'TW'); rollback`)
    const gap = (await superuser.query(`select max(number) + 1 as n from audit_entry`)).rows[0].n as string
    // what is settled waits for every transaction that runs anywhere in the cluster, those of other tests too
    await expect.poll(async () => {
      await superuser.query(`insert into territory (id, name, country) values (gen_random_uuid(), 'Next', 'TW')`)
      await sealer.seal()
      return (await superuser.query('select max(settled) >= $1 as passed from audit_block', [gap])).rows[0].passed as boolean
    }, { timeout: 15_000, interval: 100 }).toBe(true)
    expect((await superuser.query('select 1 from audit_entry where number = $1', [gap])).rowCount).toBe(0)
    expect(await after(`insert into audit_entry (number, action) overriding system value values (${gap}, 'invented')`)).toBe(`entry ${gap} came into a part of the trail that was sealed already`)
  })

  it('a block that was taken out with its entries', async () => {
    expect(await after(`delete from audit_entry where number <@ (select entries from audit_block where number = 2); delete from audit_block where number = 2`)).toBe('block 2 is missing')
  })

  it('a chain that was computed anew', async () => {
    const said = await after(async () => {
      await superuser.query(`update audit_entry set actor_name = 'somebody else' where number <@ (select entries from audit_block where number = 3)`)
      // all that can be computed without the key is, from there on
      await recompute(3)
    })
    expect(said).toMatch(/^block 3 was not sealed with this installation's secret/)
    expect(said).not.toContain('was changed')
  })

  it('a tail that was cut off, even when the trail has grown again', async () => {
    const cut = `delete from audit_entry where number <@ (select range_agg(entries) from audit_block where number > 2); delete from audit_block where number > 2`
    expect(await after(cut)).toMatch(/^block \d+, which .*audit-head.json remembers, is missing/)
    expect(await after(async () => {
      await superuser.query(cut)
      for (let block = 0; block < 12; block++) {
        await superuser.query(`set session_replication_role = origin; insert into territory (id, name, country) values (gen_random_uuid(), 'Covering up', 'TW'); set session_replication_role = replica`)
        await sealerOf().seal()
      }
    })).toMatch(/audit-head.json remembers, is missing or another one/)
    expect(log.join()).toContain('a block of the audit trail is missing')
  })
})

/** A superuser's own computation of the chain, with a key that is not the installation's. */
async function recompute(from: number): Promise<void> {
  const { blockColumns, rowsHash } = await import('../../server/audit/block.ts')
  const { rows } = await superuser.query(`select ${blockColumns}, (select ${rowsHash} from audit_entry e where e.number <@ b.entries) as found from audit_block b where b.number >= $1 order by b.number`, [from])
  let previous = (await superuser.query('select hash from audit_block where number = $1', [from - 1])).rows[0].hash as Buffer
  for (const row of rows) {
    const block = { ...row, rowsHash: row.found, previous }
    const { hash, hmac } = sealOf(block, 'a guess')
    await superuser.query('update audit_block set rows_hash = $2, previous = $3, hash = $4, hmac = $5 where number = $1', [row.number, row.found, previous, hash, hmac])
    previous = hash
  }
}

describe('transactions that end out of order', () => {
  it('are all sealed, each entry once, however long they take', async () => {
    const slow = await pool.connect()
    await slow.query(`begin; insert into territory (id, name, country) values (gen_random_uuid(), 'Slow', 'TW')`)
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let turn = 0; turn < 25; turn++) {
        const client = new pg.Client(database.adminUrl)
        await client.connect()
        await client.query(`begin; insert into territory (id, name, country) values (gen_random_uuid(), 'Busy ${writer}', 'TW')`)
        await client.query(turn % 5 === 0 ? 'rollback' : 'commit')
        await client.end()
      }
    })
    const done = Promise.all(writers).then(() => true)
    const nodes = [sealer, sealerOf()]
    while (!(await Promise.race([done, Promise.all(nodes.map((node) => node.seal())).then(() => false)])));
    for (let turn = 0; turn < 3; turn++) await sealer.seal()
    await slow.query('commit')
    slow.release()
    expect((await verify()).unsealed).toBe(1)
    expect(await sealer.seal()).toBe(1)
    expect(await verify()).toMatchObject({ unsealed: 0, faults: [] })
    const { rows: [twice] } = await superuser.query('select count(*)::int as n from audit_entry e where (select count(*) from audit_block b where b.entries @> e.number) <> 1')
    expect(twice.n).toBe(0)
  })
})
