import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.join(import.meta.dirname, '..')
const shared = {
  root,
  environment: 'node',
  setupFiles: ['test/support/setup.ts'],
  globalSetup: ['test/support/global.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  root,
  test: {
    // two cores: more workers only wait for each other and for PostgreSQL
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'house', include: ['test/house/**/*.test.ts'] } },
      { test: { ...shared, name: 'server', include: ['test/**/*.test.ts'], exclude: ['test/house/**', 'test/browser/**', 'test/bench/**'] } },
      // one browser, one server, one after the other: pages share both
      { test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 } },
    ],
  },
})
