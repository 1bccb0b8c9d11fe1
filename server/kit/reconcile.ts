import type { Run } from './read/reader.ts'

/** What must come out again when it is worked out anew: each room says its own, in `*.reconcile.ts`. */
export interface Check {
  /** Of what kind of document or ledger it is. */
  kind: string
  /** What agrees. */
  name: string
  /** SQL: how many there are, as `count`. */
  count: string
  /** SQL: those that differ, as `name` – the number that people know it by, and the line –, `is` and `should`. */
  differs: string
}
export interface Difference { name: string; is: string; should: string }
export interface Found { check: Check; count: number; differences: Difference[] }

/** Asks every check; in one transaction that changes nothing, if it shall be of one moment. */
export async function reconcile(run: Run, checks: readonly Check[]): Promise<Found[]> {
  const found: Found[] = []
  for (const check of checks) {
    const [row] = await run(check.count, [])
    const differences = (await run(`select d.name::text as name, d.is::text as is, d.should::text as should from (${check.differs}) d`, [])) as unknown as Difference[]
    found.push({ check, count: Number(row!.count), differences })
  }
  return found
}
