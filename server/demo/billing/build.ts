import type { World } from '../world.ts'
import { Ledger } from './invoices.ts'
import { buildRates } from './rates.ts'
import { giveTaxIds } from './tax-ids.ts'

/** Exchange rates, tax numbers, and the invoices and credit notes of the year. */
export function buildBilling(world: World): void {
  giveTaxIds(world)
  new Ledger(world, buildRates(world)).write()
}
