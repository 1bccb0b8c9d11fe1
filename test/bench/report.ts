import type { Measured, Result } from './measure.ts'
import type { Operation } from './operation.ts'

/** What is written of a measurement. */
export const resultOf = ({ operation, contender, concurrency, p50_ms, p95_ms, per_second, statements, orders }: Measured): Result => ({ operation, contender, concurrency, p50_ms, p95_ms, per_second, statements, orders })

type Line = Pick<Result, 'operation' | 'contender' | 'concurrency' | 'p50_ms' | 'per_second'>
const find = <T extends Line>(results: readonly T[], operation: string, contender: string, concurrency: number) =>
  results.find((one) => one.operation === operation && one.contender === contender && one.concurrency === concurrency)

const times = (value: number) => `${value.toFixed(2)} ×`
const number = (value: number) => (value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'))
const megabytes = (bytes: number | undefined) => (bytes === undefined ? '–' : `${Math.round(bytes / 2 ** 20)} MB`)

export interface Verdict { operation: string; p50: number | undefined; throughput: number | undefined; met: boolean | undefined }

/** How an operation stands to its targets, at sixteen askers; undefined where a contender did not take part. */
export function verdictOf({ key, target }: Operation, results: readonly Line[]): Verdict {
  const [floor, other, ours] = ['floor', 'postgraphile', 'guanxi'].map((name) => find(results, key, name, 16))
  const p50 = floor && ours && ours.p50_ms / floor.p50_ms, throughput = other && ours && ours.per_second / other.per_second
  const known = p50 !== undefined || throughput !== undefined
  return { operation: key, p50, throughput, met: known ? (p50 ?? 0) <= target.floor && (throughput ?? Infinity) >= target.postgraphile : undefined }
}

const judged = (verdict: Verdict, { target }: Operation): string[] => [
  ...(verdict.p50 === undefined ? [] : [`p50 ${times(verdict.p50)} the floor's (at most ${target.floor})`]),
  ...(verdict.throughput === undefined ? [] : [`throughput ${times(verdict.throughput)} PostGraphile's (at least ${target.postgraphile})`]),
]

/** Columns as wide as their widest cell; the first is text, the others are numbers. */
export function columns(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd())
}

const heads = ['contender', 'askers', 'p50 ms', 'p95 ms', 'per s', 'cpu ms', 'bytes', 'statements', 'memory']
const cells = (one: Measured) => [one.contender, String(one.concurrency), number(one.p50_ms), number(one.p95_ms), number(one.per_second), one.cpu_ms === undefined ? '–' : one.cpu_ms.toFixed(2), number(one.bytes), String(one.statements), megabytes(one.memory)]

/** One operation as people read it in the terminal. */
export function table(operation: Operation, measured: Measured[]): string {
  const verdict = verdictOf(operation, measured), words = judged(verdict, operation)
  const told = words.length ? [`${verdict.met ? 'met   ' : 'MISSED'}  ${words.join(' · ')}`] : []
  return [`(${operation.key}) ${operation.title}, as ${operation.viewer === 'dealers' ? operation.viewer : `a ${operation.viewer}`}`, ...columns([heads, ...measured.map(cells)]), ...told, ''].join('\n')
}

/** All operations as a table for a README. */
export function markdown(operations: Operation[], measured: Measured[]): string {
  const p50 = (key: string, name: string) => { const found = find(measured, key, name, 16); return found ? number(found.p50_ms) : '–' }
  const rate = (key: string, name: string) => { const found = find(measured, key, name, 16); return found ? number(found.per_second) : '–' }
  return [
    '| operation | floor p50 ms | Guanxi p50 ms | ratio | PostGraphile per s | Guanxi per s | ratio | statements |', '|---|---|---|---|---|---|---|---|',
    ...operations.map((operation) => {
      const { key, title } = operation, verdict = verdictOf(operation, measured)
      const ratio = (value: number | undefined) => (value === undefined ? '–' : times(value))
      return `| (${key}) ${title} | ${p50(key, 'floor')} | ${p50(key, 'guanxi')} | ${ratio(verdict.p50)} | ${rate(key, 'postgraphile')} | ${rate(key, 'guanxi')} | ${ratio(verdict.throughput)} | ${find(measured, key, 'guanxi', 16)?.statements ?? '–'} |`
    }),
  ].join('\n')
}

/** What has moved since an earlier run, relative to its own floor: machines differ, ratios less. */
export function moved(before: Result[], now: Result[]): string {
  const rows = now.flatMap((one) => {
    const old = find(before, one.operation, one.contender, one.concurrency)
    if (!old) return []
    const change = (was: number, is: number) => `${is >= was ? '+' : ''}${((is / was - 1) * 100).toFixed(0)} %`
    const [floorWas, floorIs] = [before, now].map((results) => find(results, one.operation, 'floor', one.concurrency))
    const ratio = floorWas && floorIs ? [times(old.p50_ms / floorWas.p50_ms), times(one.p50_ms / floorIs.p50_ms)] : ['–', '–']
    return [[`(${one.operation}) ${one.contender}`, String(one.concurrency), number(old.p50_ms), number(one.p50_ms), change(old.p50_ms, one.p50_ms), change(old.per_second, one.per_second), ...ratio, old.statements === one.statements ? '' : `${old.statements} → ${one.statements}`]]
  })
  return columns([['since then', 'askers', 'p50 was', 'p50 is', 'p50', 'per s', 'ratio was', 'ratio is', 'statements'], ...rows]).join('\n')
}
