import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importAdventureWorks } from '../../server/imports/adventureworks/index.ts'
import { cloneDatabase } from '../support/postgres.ts'

const folder = path.resolve('../shared/data/adventureworks')
const place = mkdtempSync(path.join(os.tmpdir(), 'guanxi-real-'))
afterAll(() => rmSync(place, { recursive: true }))

test.skipIf(!existsSync(folder))('the whole of AdventureWorks, to the cent (needs ../shared/data/adventureworks)', { timeout: 180_000 }, async () => {
  const database = await cloneDatabase()
  const log: string[] = []
  try {
    // throws when 109,846,381.40 or 80,487,704.18 or any count is missed
    const files = await importAdventureWorks({ folder, adminUrl: database.adminUrl, errorFile: path.join(place, 'errors.csv'), dryRun: false, log: (line) => log.push(line) })
    expect(files.find(({ file }) => file === 'SalesOrderDetail.csv')).toMatchObject({ read: 121_317, written: 121_317, rejected: 0 })
    expect(log.join('\n')).toContain('Headers whose SubTotal differs from their lines: 0;')
    const [row] = await database.databases.system.em.getConnection().execute('select count(*)::int as lines from order_line where list_price is null')
    expect(row.lines).toBe(64)
  } finally {
    await database.close()
  }
})
