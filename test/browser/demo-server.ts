import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startPostgres } from '../../server/boot/postgres.ts'
import { seedDemo } from '../../server/demo/index.ts'
import { serve } from '../../server/http.ts'
import { migrate, openDatabases } from '../../server/orm.ts'

/** The demo company on a free port, outside the tests; nothing of it remains when it is closed. */
export async function startDemo(port = 0): Promise<{ url: string; rows(sql: string): Promise<Record<string, unknown>[]>; close(): Promise<void> }> {
  const secret = randomBytes(32).toString('hex')
  const dataFolder = path.join(os.tmpdir(), `guanxi-demo-${randomBytes(6).toString('hex')}`)
  const postgres = await startPostgres({ dataFolder, log: () => {}, flags: ['-c', 'fsync=off'] })
  await migrate(postgres.adminUrl, secret)
  await seedDemo({ adminUrl: postgres.adminUrl, secret, log: () => {} })
  const databases = await openDatabases(postgres.adminUrl, secret, 4)
  const serving = await serve({
    settings: { databaseUrl: postgres.adminUrl, port, host: '127.0.0.1', secret, dataFolder, seed: 'none', logLevel: 'silent', documents: 'any', poolSize: 4, publicUrl: 'http://localhost', trustedProxies: [], smtpUrl: undefined, mailFrom: 'guanxi@localhost', companyTimeZone: 'Asia/Taipei', environment: 'test' },
    databases, adminUrl: postgres.adminUrl,
  })
  return {
    url: `http://127.0.0.1:${serving.port}`,
    rows: (sql) => databases.system.em.fork().getConnection().execute(sql),
    async close() {
      await serving.close()
      await databases.close()
      await postgres.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
