import { type Plan, bench } from './bench.ts'
import type { Measured } from './measure.ts'
import { type Operation } from './operation.ts'
import { columns } from './report.ts'

/** The same operations on companies of several sizes, one after the other. */
export async function benchCurve(sizes: number[], plan: Omit<Plan, 'scale'>, log: (line: string) => void): Promise<Measured[]> {
  const all: Measured[] = []
  for (const scale of sizes) all.push(...(await bench({ ...plan, scale }, log, ({ key }) => log(`(${key}) measured at scale ${scale}`))))
  return all
}

const most = 1.3

/** How the medians grow with the number of orders. */
export function curveTable(operations: Operation[], measured: Measured[]): string {
  const sizes = [...new Set(measured.map(({ orders }) => orders))].sort((one, other) => one - other)
  const names = [...new Set(measured.map(({ contender }) => contender))]
  const rows = operations.flatMap(({ key, title }) => names.flatMap((name) => [1, 16].flatMap((concurrency) => {
    const medians = sizes.map((orders) => measured.find((one) => one.operation === key && one.contender === name && one.concurrency === concurrency && one.orders === orders)?.p50_ms)
    if (medians.some((one) => one === undefined)) return []
    const growth = medians.at(-1)! / medians[0]!
    return [[`(${key}) ${title}`, name, String(concurrency), ...medians.map((one) => one!.toFixed(2)), `${growth.toFixed(2)} ×`, name === 'guanxi' ? (growth < most ? 'met' : 'MISSED') : '']]
  })))
  return columns([['operation', 'contender', 'askers', ...sizes.map((orders) => `${orders.toLocaleString('en')} orders`), 'growth', ''], ...rows]).join('\n')
}
