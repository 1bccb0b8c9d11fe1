import type { Run } from '../kit/read/reader.ts'
import { Decimal } from '../kit/money.ts'
import type { Without } from './read-terms.ts'

/** A line, and the promotions that its price was made with. */
export interface Promoted { quantity: number; promotions?: readonly { id: string; amount: Decimal | string }[] | null }

/** What lines take of the budgets of promotions. */
export const usesOf = (lines: readonly Promoted[]) => lines.flatMap(({ quantity, promotions }) => (promotions ?? []).map(({ id, amount }) => ({ id, quantity, amount: new Decimal(amount).toFixed() })))

/**
 * Baskets at the prices that ordering them now would give: what has too little left for one of them is left out of that one, and its price
 * says so. Nothing is locked; where no promotion applies, nothing is asked.
 */
export async function withinLeft<Line extends Promoted>(run: Run, currency: string, baskets: readonly Line[][], repriced: (basket: number, without: Without[]) => Promise<Line[]>): Promise<Line[][]> {
  const priced = [...baskets], without = new Map<number, Without[]>()
  for (let asked = [...priced.keys()]; ;) {
    const uses = asked.flatMap((basket) => usesOf(priced[basket]!).map((use) => ({ ...use, basket })))
    const short = uses.length ? await run('select basket, id, pieces from app.promotions_short($1, $2)', [JSON.stringify(uses), currency]) : []
    if (!short.length) return priced
    for (const { basket, id, pieces } of short as { basket: number; id: string; pieces: number }[]) without.set(basket, [...(without.get(basket) ?? []), { id, left: pieces }])
    asked = [...new Set(short.map(({ basket }) => basket as number))]
    for (const basket of asked) priced[basket] = await repriced(basket, without.get(basket)!)
  }
}
