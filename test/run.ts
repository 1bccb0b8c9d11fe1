// npm test: builds, types, lint, house rules, server, portal and browser tests. The last line counts them all.
// npm run check: only the quick ones. npm test -- <path …>: only the test files whose path contains one of the words.
import { existsSync, globSync } from 'node:fs'
import { ensureChromium } from './support/chromium.ts'
import { runProgram } from './support/program.ts'
import { listTests, runSuite } from './support/suite.ts'
import { Tally } from './support/tally.ts'

const filters = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const quick = process.argv.includes('--check')
const tally = new Tally()

async function timed<T>(name: string, work: () => Promise<T>, describe: (result: T) => string): Promise<T> {
  const started = performance.now()
  const result = await work()
  console.log(`${name.padEnd(18)} ${describe(result).padEnd(24)} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}

/** A step that passes or fails as a whole. */
async function check(name: string, args: string[]): Promise<void> {
  const { code, output } = await timed(name, () => runProgram(args), (ended) => (ended.code === 0 ? 'passed' : 'FAILED'))
  if (code !== 0) console.log(`${output}\n`)
  tally.add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
}

async function suite(name: string, args: string[]): Promise<void> {
  const result = await timed(name, () => runSuite([...args, ...filters]), ({ passed, failed }) => `${passed} passed${failed ? `, ${failed} FAILED` : ''}`)
  for (const failure of result.failures) console.log(`\n${failure}`)
  tally.add(result)
}

const project = (name: string) => ['-c', 'test/vitest.config.ts', '--project', name]

async function browserSuite(): Promise<void> {
  const files = globSync('test/browser/**/*.test.ts')
  if (!files.some((file) => filters.length === 0 || filters.some((word) => file.includes(word)))) return
  // a whole run has built the pages already
  if (filters.length > 0) await check('build', ['server/boot/run.mjs', 'build'])
  if (ensureChromium()) return suite('browser', project('browser'))
  const skipped = await listTests(project('browser'))
  console.log('browser            SKIPPED: there is no Chromium (Debian: apt-get install chromium fonts-noto-cjk; or set CHROMIUM)')
  tally.add({ passed: 0, failed: 0, skipped })
}

const hasPortal = existsSync('portal/vite.config.ts')

if (filters.length === 0) {
  // the portal's types come from its build
  await check('build', ['server/boot/run.mjs', 'build'])
  await check('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'])
  for (const config of globSync('portal/tsconfig.*.json').sort()) await check(`types ${config.slice(7)}`, ['node_modules/typescript/bin/tsc', '-p', config, '--noEmit'])
  await check('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--format=unix'])
}
await suite('house', project('house'))
if (!quick) {
  await suite('server', project('server'))
  const portalTests = globSync('portal/**/*.test.{ts,tsx}', { exclude: ['portal/node_modules/**'] })
  if (hasPortal && portalTests.length > 0) await suite('portal', ['--root', 'portal'])
  await browserSuite()
}

console.log(tally.summary())
process.exitCode = tally.succeeded ? 0 : 1
