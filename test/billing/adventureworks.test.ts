import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importAdventureWorks } from '../../server/imports/adventureworks/index.ts'
import { reconcileAll, report } from '../../server/reconcile.ts'
import { cloneDatabase } from '../support/postgres.ts'

const folder = path.resolve('../shared/data/adventureworks'), place = mkdtempSync(path.join(os.tmpdir(), 'guanxi-books-'))
afterAll(() => rmSync(place, { recursive: true }))

test.skipIf(!existsSync(folder))('AdventureWorks reconciles at the precision of its source (needs ../shared/data/adventureworks)', { timeout: 240_000 }, async () => {
  const database = await cloneDatabase()
  try {
    await importAdventureWorks({ folder, adminUrl: database.adminUrl, errorFile: path.join(place, 'errors.csv'), dryRun: false, log: () => {} })
    const found = await reconcileAll(database.adminUrl)
    expect(report(found).lines.filter((line) => !line.startsWith('✓'))).toEqual([])
    expect(found.find(({ check }) => check.kind === 'order lines')!.count).toBe(121_317)
  } finally {
    await database.close()
  }
})
