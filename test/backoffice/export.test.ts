import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, mkdirSync, existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportTables } from '../../server/backoffice/export-tables.ts'
import { type Manifest, writeExport } from '../../server/backoffice/export.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Books, finance } from '../billing/world.ts'

let server: TestServer, books: Books, dataFolder: string
beforeAll(async () => { dataFolder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-export-')); server = await startServer(undefined, { dataFolder }); books = new Books(server) })
afterAll(async () => { await server.close(); rmSync(dataFolder, { recursive: true, force: true }) })

const exportsFolder = () => path.join(dataFolder, 'exports'), visible = () => (existsSync(exportsFolder()) ? readdirSync(exportsFolder()).filter((name) => !name.startsWith('.')) : [])
/** What of a folder is not as its manifest says. */
function faultsOf(day: string): string[] {
  const folder = path.join(exportsFolder(), day), { files } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest
  const differing = files.filter(({ file, rows, bytes, sha256 }) => { const content = readFileSync(path.join(folder, file)); return content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256 || parse(content, { columns: true }).length !== rows })
  return [...differing.map(({ file }) => file), ...(readdirSync(folder).length === files.length + 1 ? [] : ['files beside it'])]
}

test('the tables as they are, with a manifest that says so', async () => {
  const written = (await writeExport({ adminUrl: server.database.adminUrl, dataFolder }))!
  expect(written.files.map(({ file }) => file)).toEqual(exportTables.map(({ name }) => `${name}.csv`))
  expect([visible(), faultsOf(written.date)]).toEqual([[written.date], []])
  for (const { name, table } of exportTables) expect(written.files.find(({ file }) => file === `${name}.csv`)!.rows, name).toBe((await books.rows(`select count(*)::int as n from ${table}`))[0].n)
  const [invoice] = parse(readFileSync(path.join(exportsFolder(), written.date, 'invoices.csv')), { columns: true }) as any[]
  expect(Number(invoice.net) + Number(invoice.tax)).toBeCloseTo(Number(invoice.gross), 4)
  // the night's work twice writes once
  expect(await writeExport({ adminUrl: server.database.adminUrl, dataFolder })).toBeNull()
})

test('the oldest days go', async () => {
  for (const day of ['2020-01-01', '2020-01-02', '2020-01-03']) mkdirSync(path.join(exportsFolder(), day))
  const { date } = (await writeExport({ adminUrl: server.database.adminUrl, dataFolder, keepDays: 3, anew: true }))!
  expect(visible().sort()).toEqual(['2020-01-02', '2020-01-03', date])
  for (const day of ['2020-01-02', '2020-01-03']) rmSync(path.join(exportsFolder(), day), { recursive: true })
})

test('killed at any moment, what can be seen is whole; what was broken off is cleared away', { timeout: 60_000 }, async () => {
  let unfinished = 0
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'export-again.mts'), server.database.adminUrl, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    await sleep(15 * round)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    unfinished += readdirSync(exportsFolder()).filter((name) => name.startsWith('.')).length
    expect(visible().flatMap(faultsOf)).toEqual([])
  }
  // it did die in the middle: or else this proves little
  expect(unfinished).toBeGreaterThan(0)
  await expect.poll(() => writeExport({ adminUrl: server.database.adminUrl, dataFolder, anew: true })).not.toBeNull()
  expect(readdirSync(exportsFolder()).filter((name) => name.startsWith('.'))).toEqual([])
})

test('every file and column is documented', () => {
  const said = readFileSync(path.join(import.meta.dirname, '../../docs/integration.md'), 'utf8')
  expect(exportTables.filter(({ name, columns }) => !said.includes(`| \`${name}.csv\` | ${columns.split(' ').map((column) => `\`${column}\``).join(' ')} |`)).map(({ name }) => name)).toEqual([])
})

test('administrators alone have one written now, and download it', async () => {
  const post = (email: string, headers: Record<string, string> = { 'x-csrf': '1' }) => books.cookie(email).then((cookie) => fetch(`${server.url}/crm/files/exports`, { method: 'POST', headers: { cookie, ...headers } }))
  expect([(await post(finance)).status, (await post('admin@guanxi.example', {})).status]).toEqual([404, 403])
  const twice = await Promise.all([1, 2].map(() => post('admin@guanxi.example'))), answers = await Promise.all(twice.map(async (answer) => [answer.status, await answer.json()] as [number, Manifest | null]))
  // of two at once one writes, and the other is told so, unless they came one after the other
  expect(answers.every(([status, manifest]) => (status === 200) === (manifest !== null) && [200, 202].includes(status)) && answers.some(([status]) => status === 200)).toBe(true)
  const written = answers.find(([status]) => status === 200)![1]!, listed = (await (await fetch(`${server.url}/crm/files/exports.json`, { headers: { cookie: await books.cookie('admin@guanxi.example') } })).json()) as Manifest[]
  expect([listed[0]!.date, faultsOf(written.date)]).toEqual([written.date, []])
  const get = async (email: string, file: string) => (await fetch(`${server.url}/crm/files/exports${file}`, { headers: { cookie: await books.cookie(email) } })).status
  expect([await get('admin@guanxi.example', '.json'), await get(finance, '.json'), await get('admin@guanxi.example', '/2020-01-01/orders.csv'), await get('admin@guanxi.example', '/2020-01-01/..%2F..%2Fsecret')]).toEqual([200, 404, 404, 404])
})
