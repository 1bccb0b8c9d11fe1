import { taxIdOf } from '../../tax/tax-id.ts'
import type { World } from '../world.ts'

/** Numbers at the tax office, of the right shape and nobody's in particular. */
export function giveTaxIds({ rows, random }: World): void {
  const chance = random.fork(), digits = (count: number) => Array.from({ length: count }, () => chance.int(0, 9)).join('')
  const number = (country: string): string | null => {
    if (country === 'DE') return `DE${chance.int(1, 9)}${digits(8)}`
    if (country === 'US') return `${chance.int(1, 9)}${digits(8)}`
    for (;;) { const one = digits(8); if (taxIdOf(one, 'TW')) return one }
  }
  for (const partner of rows.of('partner')) partner.tax_id = number(partner.country as string)
  for (const account of rows.of('account')) account.tax_id = account.kind === 'ORGANISATION' && ['TW', 'DE'].includes(account.country as string) ? number(account.country as string) : null
}
