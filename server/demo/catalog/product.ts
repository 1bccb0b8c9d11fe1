import type { ProductTerms } from '../../pricing/terms.ts'
import type { Free } from '../../stock/promise.ts'
import type { Words } from '../kit/words.ts'

export interface DemoSupply { id: string; quantity: number; received: number; date: string; source: string; createdAt: Date }

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
  /** What is on its way, the earliest first. */
  supplies: DemoSupply[]
  /** What nobody holds, of the shelf and of each of the supplies. */
  free: Free[]
}
