import type { Transaction } from '../access/command.ts'

interface Drawn { quantity: number; budgetEntryId?: string | null }

const drawsOf = (lines: readonly Drawn[]) => lines.flatMap(({ quantity, budgetEntryId }) => (budgetEntryId ? [{ id: budgetEntryId, quantity }] : []))
const room = (lines: readonly Drawn[]): [string, unknown[]] => ['select app.special_prices_without_room($1) as over', [JSON.stringify(drawsOf(lines))]]

/** The lines at prices of which enough is left, and stays left until they are written. What others have bought meanwhile is priced anew. Where no special price is in it, nothing is asked. */
export async function withinSpecialPrices<Line extends Drawn>(tx: Transaction, lines: Line[], repriced: () => Promise<Line[]>): Promise<Line[]> {
  let priced = lines
  while (drawsOf(priced).length) {
    const [found] = await tx.run(...room(priced))
    if (!found!.over) break
    // what is locked can't become less: each turn leaves a budget out, or ends
    priced = await repriced()
  }
  return priced
}

/** Keeps others' orders from what was promised in a quote, before anything else is locked. */
export function holdSpecialPrices(tx: Transaction, lines: readonly Drawn[]): void {
  if (drawsOf(lines).length) void tx.run(...room(lines))
}

/** Notes what the lines of a new order took, once they are written. */
export function noteDraws(tx: Transaction, orderId: string, lines: readonly (Drawn & { id: string })[]): void {
  const uses = lines.flatMap(({ id: line, ...one }) => drawsOf([one]).map((draw) => ({ ...draw, line })))
  if (uses.length) void tx.run('select app.use_special_prices($1, $2)', [orderId, JSON.stringify(uses)])
}

/** Whether enough is left of what lines were priced with; locked, so that what fits now fits when it is written. */
export async function areLeft(tx: Transaction, lines: readonly Drawn[]): Promise<boolean> {
  if (!drawsOf(lines).length) return true
  const [found] = await tx.run(...room(lines))
  return !found!.over
}
