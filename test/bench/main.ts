// npm run bench: the same operations by a hand-written statement, by PostGraphile and by Guanxi, in turns on the same company.
import 'reflect-metadata'
import { readFileSync, writeFileSync } from 'node:fs'
import { bench, effortOf } from './bench.ts'
import { built } from './contenders.ts'
import type { Measured, Result } from './measure.ts'
import { Misread, type Options, readOptions } from './options.ts'
import { operations } from './operations/index.ts'
import { markdown, moved, table } from './report.ts'

const print = (line: string) => console.log(line)
const result = ({ operation, contender, concurrency, p50_ms, p95_ms, per_second, statements, orders }: Measured): Result => ({ operation, contender, concurrency, p50_ms, p95_ms, per_second, statements, orders })

async function compareAll(options: Options): Promise<void> {
  const { scale, contenders, seconds, json, compare, profile, folder } = options, chosen = operations.filter(({ key }) => options.only.includes(key))
  // what cannot be read is told before minutes have gone by
  const before = compare === undefined ? undefined : (JSON.parse(readFileSync(compare, 'utf8')) as Result[])
  const program = profile ? { guanxi: ['--cpu-prof', `--cpu-prof-dir=${profile}`, ...built.guanxi] } : built
  const measured = await bench({ scale, operations: chosen, contenders, effort: effortOf(seconds), program, ...(folder && { folder }) }, print, (operation, found) => print(table(operation, found)))
  if (json) writeFileSync(json, `${JSON.stringify(measured.map(result), null, 2)}\n`)
  if (options.markdown) print(markdown(chosen, measured))
  if (before) print(moved(before, measured))
}

try {
  await compareAll(readOptions(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Misread ? error.message : error)
  process.exitCode = error instanceof Misread ? 2 : 1
}
