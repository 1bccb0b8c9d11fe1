import pg from 'pg'
import { invoiceChecks } from './billing/invoice.reconcile.ts'
import { type Check, type Found, reconcile } from './kit/reconcile.ts'
import { receivableChecks } from './payments/receivable.reconcile.ts'
import { orderChecks } from './orders/order.reconcile.ts'
import { promotionChecks } from './pricing/promotion.reconcile.ts'
import { quoteChecks } from './quotes/quote.reconcile.ts'
import { specialPriceChecks } from './specials/special-price.reconcile.ts'

/** Every check, in the order of the rooms; a house test finds a file that is missing. */
export const checks: readonly Check[] = [...promotionChecks, ...specialPriceChecks, ...quoteChecks, ...orderChecks, ...invoiceChecks, ...receivableChecks]

/** All of them at one moment of a database, past every wall. */
export async function reconcileAll(adminUrl: string): Promise<Found[]> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'guanxi reconcile' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const found = await reconcile(async (sql, values) => (await client.query(sql, values)).rows as Record<string, unknown>[], checks)
    await client.query('rollback')
    return found
  } finally {
    await client.end()
  }
}

const shown = 5

/** One line for each check, and below it the first of what differs. */
export function report(found: readonly Found[]): { lines: string[]; whole: boolean } {
  const width = Math.max(...found.map(({ check }) => `${check.kind}: ${check.name}`.length))
  const lines = found.flatMap(({ check, count, differences }) => [
    `${differences.length ? '✗' : '✓'} ${`${check.kind}: ${check.name}`.padEnd(width)}  ${String(count).padStart(9)}  ${differences.length} different`,
    ...differences.slice(0, shown).map(({ name, is, should }) => `    ${name}: ${is}, should be ${should}`), ...(differences.length > shown ? [`    and ${differences.length - shown} more`] : []),
  ])
  return { lines, whole: found.every(({ differences }) => differences.length === 0) }
}
