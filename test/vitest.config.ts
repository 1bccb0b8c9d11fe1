import { createRequire } from 'node:module'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.join(import.meta.dirname, '..')
const shared = {
  root,
  environment: 'node',
  setupFiles: ['test/support/setup.ts'],
  globalSetup: ['test/support/global.ts'],
  // no test is about how fast it is, and a machine may be slow
  testTimeout: 60_000,
  hookTimeout: 120_000,
}
// Node loads a library's main entry; Vite would take graphql's other one for our files, and two copies don't know each other's types
const resolve = { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] }

export default defineConfig({
  root,
  test: {
    // two cores: more workers only wait for each other and for PostgreSQL
    maxWorkers: 2,
    projects: [
      { resolve, test: { ...shared, name: 'house', include: ['test/house/**/*.test.ts'] } },
      { resolve, test: { ...shared, name: 'server', include: ['test/**/*.test.ts'], exclude: ['test/house/**', 'test/browser/**', '**/node_modules/**'] } },
      // one browser, one server, one after the other: pages share both
      { resolve, test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000, expect: { poll: { timeout: 30_000 } } } },
    ],
  },
})
