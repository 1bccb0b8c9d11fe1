import type { Decimal } from '../kit/money.ts'
import type { Because, PriceStep, StepKind } from './step.ts'
import type { Asked } from './terms.ts'

/** The course of one price: what is asked, and every rule that was looked at. */
export class Trail {
  readonly steps: PriceStep[] = []
  constructor(readonly asked: Asked) {}

  applied(kind: StepKind, name: string, why: Because, priceBefore: Decimal | null, priceAfter: Decimal): PriceStep {
    const step = { kind, name, applied: true, ...why, priceBefore, priceAfter }
    this.steps.push(step)
    return step
  }

  passed(kind: StepKind, name: string, why: Because, price: Decimal | null = null): void {
    this.steps.push({ kind, name, applied: false, ...why, priceBefore: price, priceAfter: price })
  }
}
