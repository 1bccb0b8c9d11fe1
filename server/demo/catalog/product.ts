import type { ProductTerms } from '../../pricing/terms.ts'
import type { Words } from '../kit/words.ts'

export const currencies = ['TWD', 'USD', 'EUR'] as const
export type Currency = (typeof currencies)[number]

/** A product as the rest of the demo needs it. */
export interface DemoProduct {
  id: string
  sku: string
  name: Words
  /** The slugs of its category and of the one above. */
  category: string
  group: string
  lifecycle: string
  leadTimeDays: number
  terms: ProductTerms
  cost: Record<Currency, number>
  onHand: number
  reserved: number
  inbound: { quantity: number; date: string } | null
}
