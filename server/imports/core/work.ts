import type { ClientBase } from 'pg'
import { SetupError } from '../../boot/setup-error.ts'

/** The transactions of one import. A dry run is one transaction around them all, undone at the end: everything is checked, nothing stays. */
export class Work {
  private constructor(readonly client: ClientBase, readonly dryRun: boolean) {}

  /** Waits for an import that is running, or for the database to notice that one was killed, up to half a minute. */
  static async begin(client: ClientBase, dryRun: boolean): Promise<Work> {
    // the trail tells what came by import without repeating the file
    await client.query(`set lock_timeout = '30s'; set app.channel = 'import'`)
    await client.query(`select pg_advisory_lock(hashtext('guanxi import'))`).catch((error: { code?: string }) => {
      // lock_not_available
      throw error.code === '55P03' ? new SetupError('Another import is running on this database. Try again when it has ended.') : error
    })
    if (dryRun) await client.query('begin')
    return new Work(client, dryRun)
  }

  async transaction<T>(act: () => Promise<T>): Promise<T> {
    if (this.dryRun) return act()
    await this.client.query('begin')
    try {
      const result = await act()
      await this.client.query('commit')
      return result
    } catch (error) {
      await this.client.query('rollback').catch(() => {})
      throw error
    }
  }

  /** Undoes a dry run and lets the next import begin. On a connection that broke, the database has done both already. */
  async end(): Promise<void> {
    if (this.dryRun) await this.client.query('rollback').catch(() => {})
    await this.client.query(`select pg_advisory_unlock(hashtext('guanxi import'))`).catch(() => {})
  }
}
