import { Decimal, round } from '../kit/money.ts'

/** A line of an order: its amount, and what is left of it after its share of the order's discount. */
export interface Whole { quantity: number; subtotal: string; amount: string }
export interface Part { quantity: number; subtotal: string; amount: string }

/**
 * The money of some pieces of a line, after what was taken of it before: rounded on the sum so far, so that the parts of a line are
 * the line to the cent, however many there are and in whatever order they come.
 */
export function partOf(whole: Whole, before: Part, quantity: number, currency: string): Part {
  const soFar = new Decimal(before.quantity).plus(quantity).div(whole.quantity)
  const next = (of: string, taken: string) => round(soFar.times(of), currency).minus(taken).toFixed()
  return { quantity, subtotal: next(whole.subtotal, before.subtotal), amount: next(whole.amount, before.amount) }
}
