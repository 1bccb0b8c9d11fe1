import { UserError } from '../kit/errors.ts'
import { Decimal, round } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'

/**
 * What one unit of a currency is in another, through the company's own: the latest rate on or before a day; null stands for today.
 * Errors: RATE_MISSING, with the currency that has none and the day.
 */
export async function rate(run: Run, from: string, to: string, day: string | null = null): Promise<Decimal> {
  const [row] = await run('select app.rate_to_company($1, $3::date)::text as "from", app.rate_to_company($2, $3::date)::text as "to", coalesce($3::date, app.today())::text as day', [from, to, day])
  const { from: source, to: target, day: on } = row as { from: string | null; to: string | null; day: string }
  if (source === null || target === null) throw new UserError('RATE_MISSING', [], { currency: source === null ? from : to, day: on })
  return new Decimal(source).div(target)
}

/** A sum in another currency. A document is rounded in its own; what it is in another is its total, converted once and rounded once. */
export const converted = (amount: Decimal | string, by: Decimal, currency: string): Decimal => round(new Decimal(amount).times(by), currency)
