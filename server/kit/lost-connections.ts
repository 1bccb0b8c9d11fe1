import type pg from 'pg'

/** Whoever holds a connection that is lost usually gives it back within milliseconds. */
const grace = 1_000

/**
 * Takes a lost connection back from whoever forgets to. Kysely's controlled transaction, on which verbs run, does: it releases
 * its connection after the rollback, and a rollback on a lost connection fails. Each one would stay lent for ever, until the
 * pool has none left and every request waits.
 */
export function reclaimLost(pool: pg.Pool): void {
  const lent = new WeakSet<pg.PoolClient>(), watched = new WeakSet<pg.PoolClient>()
  pool.on('acquire', (client) => {
    lent.add(client)
    if (watched.has(client)) return
    watched.add(client)
    client.once('end', () => setTimeout(() => {
      if (!lent.has(client)) return
      const { release } = client
      // nothing is lent any more: a late return is no mistake
      client.release = () => {}
      release(true)
    }, grace).unref())
  })
  pool.on('release', (_error, client) => { lent.delete(client) })
}
