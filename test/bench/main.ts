// npm run bench: the same operations by a hand-written statement, by PostGraphile and by Guanxi, in turns on the same company.
import 'reflect-metadata'
import { readFileSync, writeFileSync } from 'node:fs'
import { bench, effortOf, withContenders } from './bench.ts'
import { benchBrowser } from './browser.ts'
import { built, startContenders } from './contenders.ts'
import type { Measured, Result } from './measure.ts'
import { Misread, type Options, readOptions } from './options.ts'
import { benchCurve, curveTable } from './curve.ts'
import { withClient } from './database.ts'
import { benchFairness } from './fair.ts'
import { everyOperation, operations } from './operations/index.ts'
import { benchPolicies, policiesTable } from './policies.ts'
import { newestProfile } from './profile.ts'
import { markdown, moved, resultOf, table } from './report.ts'
import { showSql } from './show-sql.ts'

const print = (line: string) => console.log(line)

const write = (file: string | undefined, measured: Measured[]) => { if (file) writeFileSync(file, `${JSON.stringify(measured.map(resultOf), null, 2)}\n`) }
const chosenFrom = (keys: readonly string[]) => everyOperation.filter(({ key }) => keys.includes(key))

async function compareAll(options: Options): Promise<void> {
  const { scale, contenders, seconds, json, compare, profile, folder } = options, chosen = chosenFrom(options.only ?? operations.map(({ key }) => key))
  // what cannot be read is told before minutes have gone by
  const before = compare === undefined ? undefined : (JSON.parse(readFileSync(compare, 'utf8')) as Result[])
  const program = profile ? { guanxi: ['--cpu-prof', `--cpu-prof-dir=${profile}`, ...built.guanxi] } : built
  const measured = await bench({ scale, operations: chosen, contenders, effort: effortOf(seconds), program, ...(folder && { folder }) }, print, (operation, found) => print(table(operation, found)))
  write(json, measured)
  if (options.markdown) print(markdown(chosen, measured))
  if (before) print(moved(before, measured))
  if (profile) for (const line of newestProfile(profile, seconds * 2_000 * contenders.length * chosen.length)) print(line)
}

/** What each contender asks of the database. */
const statements = ({ scale, contenders, only, folder }: Options) => withContenders(scale, ({ adminUrl }) => startContenders(contenders, adminUrl, built), print, ({ adminUrl }, started) => withClient(adminUrl, async (client) => {
  for (const operation of chosenFrom(only ?? operations.map(({ key }) => key))) await showSql(client, operation, started, print)
}), folder)

/** What the row policies cost the floor. */
async function comparePolicies({ scale, seconds, only, json, folder }: Options): Promise<void> {
  const chosen = chosenFrom(only ?? operations.map(({ key }) => key)), measured = await benchPolicies(scale, chosen, effortOf(seconds), print, folder)
  write(json, measured)
  print(policiesTable(chosen, measured))
}

/** How the medians grow with the business; a count grows with what there is to count. */
async function growth({ seconds, only = ['a', 'b', 'c', 'f', 'h-uncounted'], contenders, json }: Options, sizes: number[]): Promise<void> {
  const chosen = chosenFrom(only), measured = await benchCurve(sizes, { operations: chosen, contenders: contenders.filter((name) => name !== 'postgraphile'), effort: effortOf(seconds) }, print)
  write(json, measured)
  print(curveTable(chosen, measured))
}

/** What people wait for in the two apps. */
async function browse({ scale, json, folder }: Options): Promise<void> {
  const found = await benchBrowser({ scale, runs: 5, ...(folder && { folder }) }, print)
  if (json) writeFileSync(json, `${JSON.stringify(found, null, 2)}\n`)
}

try {
  const options = readOptions(process.argv.slice(2))
  await (options.browser ? browse(options) : options.fair ? benchFairness(options.scale, options.seconds, print, options.folder) : options.curve ? growth(options, options.curve) : options.withoutPolicies ? comparePolicies(options) : options.showSql ? statements(options) : compareAll(options))
} catch (error) {
  console.error(error instanceof Misread ? error.message : error)
  process.exitCode = error instanceof Misread ? 2 : 1
}
