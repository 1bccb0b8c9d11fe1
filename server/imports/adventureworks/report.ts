import type { Rejects } from '../core/rejects.ts'
import type { Reconciliation } from './reconcile.ts'
import type { Staged } from './staging.ts'

/** What became of one file's rows: read = written + there before + merged into other records + rejected. */
export interface FileResult { file: string; read: number; written: number; there: number; merged: number; rejected: number; reasons: string }

/** Compares what was read with what arrived, file by file. */
export async function fileResults(staged: Staged, before: Map<string, number>, after: Map<string, number>, rejects: Rejects, name: string): Promise<FileResult[]> {
  const reasons = await rejects.reasons(name), lines = await rejects.lines(name)
  return [...staged].map(([file, { read }]) => {
    const there = before.get(file) ?? 0, written = (after.get(file) ?? 0) - there, rejected = lines.get(file) ?? 0
    return { file, read, written, there, merged: read - written - there - rejected, rejected, reasons: reasons.filter((one) => one.file === file).map(({ code, lines: count }) => `${code} ${count.toLocaleString('en')}`).join(', ') }
  })
}

const columns = ['read', 'written', 'there', 'merged', 'rejected'] as const
const headings = { read: 'read', written: 'written', there: 'were there', merged: 'merged', rejected: 'rejected' }

/** The table that ends an import, ready to print. */
export function describe(files: FileResult[], { checks, notes }: Reconciliation): string[] {
  const number = (value: number) => value.toLocaleString('en').padStart(11)
  return [
    '', `${'file'.padEnd(32)}${columns.map((column) => headings[column].padStart(11)).join('')}`,
    ...files.map((file) => `${file.file.padEnd(32)}${columns.map((column) => number(file[column])).join('')}  ${file.reasons}`.trimEnd()),
    '', `${'must be met'.padEnd(42)}${'expected'.padStart(16)}${'found'.padStart(16)}`,
    ...checks.map(({ what, expected, found, met }) => `${what.padEnd(42)}${grouped(expected).padStart(16)}${grouped(found).padStart(16)}  ${met ? 'met' : 'MISSED'}`),
    '', ...notes,
  ]
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',').replace(/\.(.*)$/, (fraction) => fraction.replaceAll(',', ''))
