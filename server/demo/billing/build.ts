import type { World } from '../world.ts'
import { buildDunning } from './dunning.ts'
import { Ledger } from './invoices.ts'
import { buildPayments } from './payments.ts'
import { buildRates } from './rates.ts'
import { giveTaxIds } from './tax-ids.ts'

/** Exchange rates, tax numbers, and the invoices, credit notes, payments and reminders of the year. */
export function buildBilling(world: World): void {
  giveTaxIds(world)
  const rates = buildRates(world)
  new Ledger(world, rates).write()
  buildPayments(world, rates)
  buildDunning(world)
}
