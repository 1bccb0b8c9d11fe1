import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildBundle, bundle, removeBundle } from '../survives/living-server.ts'
import { sameData } from './agree.ts'
import { bench, withContenders } from './bench.ts'
import { type Program, contenderNames, startFloor } from './contenders.ts'
import { openWorld, withClient } from './database.ts'
import type { Effort } from './measure.ts'
import type { Operation, Variables } from './operation.ts'
import { everyOperation } from './operations/index.ts'
import { Misread, readOptions } from './options.ts'
import { markdown, moved, resultOf, verdictOf } from './report.ts'
import { sameRows } from './written.ts'

const scale = 0.002, program: Program = { guanxi: [path.join(bundle, 'main.js')] }
/** A handful of requests: what is checked is that they agree, not how long they take. */
const effort: Effort = { milliseconds: 20, slices: 1, warmUp: 0, concurrencies: [1, 16], compared: 5 }
const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'guanxi-bench-')), 'company')
const silent = () => {}

beforeAll(async () => {
  // the operations that pages send are written down when the apps are built
  if (!existsSync('dist/portal/operations')) execFileSync(process.execPath, ['server/boot/run.mjs', 'build'])
  buildBundle()
  await openWorld(scale, silent, folder).then((database) => database.stop())
}, 180_000)
afterAll(() => {
  removeBundle()
  rmSync(path.dirname(folder), { recursive: true, force: true })
})

test('all contenders answer every operation with the same data, and the results have the promised shape', { timeout: 240_000 }, async () => {
  const seen: string[] = []
  const measured = await bench({ scale, operations: everyOperation, contenders: contenderNames, effort, program, folder }, silent, ({ key }, lines) => seen.push(...lines.map(({ contender, concurrency }) => `${key} ${contender} ${concurrency}`)))
  expect(seen).toEqual(everyOperation.flatMap((operation) => [1, 16].flatMap((askers) => contenderNames.filter((name) => name !== 'postgraphile' || operation.postgraphile).map((name) => `${operation.key} ${name} ${askers}`))))
  const results = measured.map(resultOf)
  for (const result of results) {
    expect(Object.keys(result)).toEqual(['operation', 'contender', 'concurrency', 'p50_ms', 'p95_ms', 'per_second', 'statements', 'orders'])
    expect(result).toMatchObject({ p50_ms: expect.any(Number), p95_ms: expect.any(Number), per_second: expect.any(Number), orders: 2000 })
    expect(result.statements, `${result.operation} ${result.contender}`).toBeGreaterThan(0)
  }
  expect(verdictOf(everyOperation[0]!, results)).toMatchObject({ operation: 'a', p50: expect.any(Number), throughput: expect.any(Number), met: expect.any(Boolean) })
  expect(markdown(everyOperation, measured).split('\n')).toHaveLength(2 + everyOperation.length)
  expect(moved(results, results).split('\n')).toHaveLength(1 + results.length)
})

test('a contender that writes something else is found', { timeout: 60_000 }, async () => {
  await withContenders(scale, async ({ adminUrl }) => {
    const floor = await startFloor(adminUrl)
    const careless = { ...floor, name: 'careless', request: (operation: Operation, variables: Variables) => floor.request(operation, { input: { ...variables.input, lines: variables.input.lines.map((line: any) => ({ ...line, quantity: line.quantity + 1 })) } }) }
    return [floor, careless]
  }, silent, async ({ adminUrl }, [floor, careless]) => withClient(adminUrl, async (client) => {
    const quote = everyOperation.find(({ key }) => key === 'd')!, facts = await quote.facts!(client), next = () => quote.variables(0, facts, 0)
    await expect(sameRows(client, quote, [floor!, careless!], next)).rejects.toThrow(/d: floor and careless differ .* at outcome\.written\.\w+/)
    // a quote, its version, its ten lines and its event are written, told to the trail, and taken back
    const { written } = (await sameRows(client, quote, [floor!], next)) as { written: Record<string, unknown[]> }
    expect(written).toMatchObject({ quote: { length: 1 }, quote_version: { length: 1 }, quote_line: { length: 10 }, event: { length: 1 }, mutation_receipt: { length: 1 }, document_counter: { length: 1 }, audit_entry: { length: 12 } })
    expect((await client.query('select 1 from quote where created_by_id is not null')).rowCount).toBe(0)
  }), folder)
})

test('a contender that leaves something out is found', { timeout: 60_000 }, async () => {
  await withContenders(scale, async ({ adminUrl }) => { const floor = await startFloor(adminUrl); return [floor, { ...floor, name: 'forgetful', dataOf: (_, { data: { orders } }) => ({ orders: { ...orders, nodes: orders.nodes.slice(1) } }) }] }, silent, async (_, contenders) => {
    const orders = everyOperation.find(({ key }) => key === 'b')!
    await expect(sameData(orders, contenders, () => ({}))).rejects.toThrow(/b: floor and forgetful differ .* at data\.orders\.nodes\.0\.id/)
    await expect(sameData(orders, contenders.slice(0, 1), () => ({}))).resolves.toMatchObject({ orders: { nodes: expect.toSatisfy((nodes) => nodes.length === 50 && nodes.every((node: any) => node.total && node.account && node.lines.length === 4)) } })
  }, folder)
})

test('what the command line says is read, and what means nothing is refused', () => {
  expect(readOptions(['--scale=0.1', '--only=a,c', '--contenders=floor,guanxi', '--json=new.json', '--compare=old.json'])).toMatchObject({ scale: 0.1, only: ['a', 'c'], contenders: ['floor', 'guanxi'], json: 'new.json', compare: 'old.json', withoutPolicies: false })
  expect(readOptions(['--curve=0.1,1,5', '--policies=off'])).toMatchObject({ curve: [0.1, 1, 5], withoutPolicies: true })
  for (const wrong of ['--scale=many', '--only=z', '--contenders=hasura', '--policies=on', '--curve=0', '--fast']) expect(() => readOptions([wrong]), wrong).toThrow(Misread)
})
