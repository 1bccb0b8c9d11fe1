import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runProgram } from './program.ts'

interface Report {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}

export interface SuiteResult {
  passed: number
  failed: number
  skipped: string[]
  /** What failed and why, ready to print. */
  failures: string[]
}

export const vitest = 'node_modules/vitest/vitest.mjs'

/** Runs Vitest with these arguments and counts its tests. A file that cannot be loaded counts as one failed test. */
export async function runSuite(args: string[]): Promise<SuiteResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-report-'))
  const reportFile = path.join(folder, 'report.json')
  try {
    const { code, output } = await runProgram([vitest, 'run', ...args, '--passWithNoTests', '--reporter=json', `--outputFile=${reportFile}`])
    const result = readReport(reportFile)
    if (code !== 0 && result.failed === 0) {
      result.failed = 1
      result.failures.push(output)
    }
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readReport(file: string): SuiteResult {
  const result: SuiteResult = { passed: 0, failed: 0, skipped: [], failures: [] }
  let report: Report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Vitest ended before it could report: its exit code and output tell why
    return result
  }
  result.passed = report.numPassedTests
  for (const { name, status, message, assertionResults } of report.testResults) {
    const where = path.relative(process.cwd(), name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    for (const test of failed) result.failures.push(`${where} › ${test.fullName}\n${shorten(test.failureMessages?.join('\n'))}`)
    if (status === 'failed' && failed.length === 0) result.failures.push(`${where}\n${shorten(message)}`)
    for (const test of assertionResults) {
      if (test.status !== 'passed' && test.status !== 'failed') result.skipped.push(`${where} › ${test.fullName}`)
    }
  }
  result.failed = result.failures.length
  return result
}

const shorten = (text = '') => text.split('\n').slice(0, 25).map((line) => `    ${line}`).join('\n')

/** The names of the tests that Vitest would run with these arguments. */
export async function listTests(args: string[]): Promise<string[]> {
  const { output } = await runProgram([vitest, 'list', ...args])
  return output.split('\n').filter((line) => line.includes(' > '))
}
