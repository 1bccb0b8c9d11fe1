import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { type Decimal, sum } from '../kit/money.ts'
import { type Promoted, usesOf } from '../pricing/promotions-left.ts'
import type { Without } from '../pricing/read-terms.ts'

const room = (currency: string, lines: readonly Promoted[]): [string, unknown[]] => ['select app.promotions_without_room($1, $2) as used_up', [JSON.stringify(usesOf(lines)), currency]]

/** The lines at prices for which there is a budget, which others can't use up until they are written. Where no promotion applies, nothing is asked. */
export async function withoutUsedUp<Line extends Promoted>(tx: Transaction, currency: string, lines: Line[], repriced: (without: Without[]) => Promise<Line[]>): Promise<Line[]> {
  let priced = lines
  const without: Without[] = []
  while (usesOf(priced).length) {
    const [found] = await tx.run(...room(currency, priced)), usedUp = found!.used_up as string[]
    if (!usedUp.length) break
    without.push(...usedUp.map((id) => ({ id, left: 0 })))
    priced = await repriced(without)
  }
  return priced
}

/**
 * The lines at prices for which there is a budget. What others have used up meanwhile is left out, and the buyer is told what it costs
 * without: the price that was shown is the price that is paid, or it is refused.
 * `expected` is the total that the buyer has seen. Throws PRICE_CHANGED with the total of now.
 */
export async function withinBudgets<Line extends Promoted & { amount: Decimal }>(tx: Transaction, currency: string, lines: Line[], expected: string | null, repriced: (without: Without[]) => Promise<Line[]>): Promise<Line[]> {
  const priced = await withoutUsedUp(tx, currency, lines, repriced)
  const total = sum(priced.map(({ amount }) => amount))
  // who was not asked to confirm a total has seen the one with everything that applied
  if (expected == null ? priced !== lines && !total.eq(sum(lines.map(({ amount }) => amount))) : !total.eq(expected)) throw new UserError('PRICE_CHANGED', ['expectedTotal'], { now: total.toFixed(), currency })
  return priced
}

/** Keeps others' orders from the budgets of what was promised in a quote, before anything else is locked: all lock in this order. */
export function holdBudgets(tx: Transaction, currency: string, lines: readonly Promoted[]): void {
  if (usesOf(lines).length) void tx.run(...room(currency, lines))
}

/** Notes what the lines of a new order got, once they are written. */
export function noteUses(tx: Transaction, orderId: string, lines: readonly (Promoted & { id: string })[]): void {
  const uses = lines.flatMap(({ id: line, ...one }) => usesOf([{ ...one }]).map((use) => ({ ...use, line })))
  if (uses.length) void tx.run('select app.use_promotions($1, $2)', [orderId, JSON.stringify(uses)])
}

/** Whether the budgets still have what lines were priced with; locked, so that what fits now fits when it is written. */
export async function haveRoom(tx: Transaction, currency: string, lines: readonly Promoted[]): Promise<boolean> {
  if (!usesOf(lines).length) return true
  const [found] = await tx.run(...room(currency, lines))
  return !(found!.used_up as string[]).length
}
