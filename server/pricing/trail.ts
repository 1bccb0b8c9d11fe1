import type { Decimal } from '../kit/money.ts'
import type { Because, PriceStep, StepKind } from './step.ts'
import type { Asked } from './terms.ts'

/** The course of one price: what is asked, and every rule that was looked at. */
export class Trail {
  readonly steps: PriceStep[] = []
  /** The entry with a budget that the price comes from. */
  budgetEntryId: string | null = null
  constructor(readonly asked: Asked) {}

  /** Takes the pieces of this line from what is left of an entry. */
  draws(entryId: string): void {
    const { taken, quantity } = this.asked
    this.budgetEntryId = entryId
    taken?.set(entryId, (taken.get(entryId) ?? 0) + quantity)
  }

  applied(kind: StepKind, name: string, why: Because, priceBefore: Decimal | null, priceAfter: Decimal): PriceStep {
    const step = { kind, name, applied: true, ...why, priceBefore, priceAfter }
    this.steps.push(step)
    return step
  }

  passed(kind: StepKind, name: string, why: Because, price: Decimal | null = null): void {
    this.steps.push({ kind, name, applied: false, ...why, priceBefore: price, priceAfter: price })
  }
}
