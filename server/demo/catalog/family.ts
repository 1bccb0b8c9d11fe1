import type { Words } from '../kit/words.ts'
import type { Fact } from './facts.ts'

/** A variant that single products of a family also come in. */
export interface VariantPlan { suffix: string; of: string[]; name: Words; price: number; changes: Record<string, string> }

/** Products that differ in size alone. */
export interface Family {
  category: string
  /** `{0}` is the first value of the item's row, `{sku}` its number. */
  name: Words
  text: Words
  /** What the values say, in their order; null for one that only stands in the texts. */
  facts: (Fact | null)[]
  /** Facts that hold for all of them, as `[fact, value]`. */
  common?: [Fact, string][]
  leadTimeDays: number
  /** What it costs to make, as a share of the list price. */
  cost: number
  /** How many usually lie in the warehouse. */
  stock: number
  unit?: string
  /** One a line: number, list price in TWD, and the facts' values, parted by bars. `!` after the number: discontinued, `~`: phasing out, `+`: planned. `=SKU` at the end: its replacement. */
  items: string
  variants?: VariantPlan[]
}

export interface Item { sku: string; price: number; values: string[]; lifecycle: 'ACTIVE' | 'PHASING_OUT' | 'DISCONTINUED' | 'PLANNED'; replacement: string | null }

const marks: Record<string, Item['lifecycle']> = { '!': 'DISCONTINUED', '~': 'PHASING_OUT', '+': 'PLANNED' }

export const itemsOf = (family: Family): Item[] => family.items.trim().split('\n').map((line) => {
  const [text, replacement] = line.split('=') as [string, string | undefined]
  const [head, price, ...values] = text.split('|').map((cell) => cell.trim()) as [string, string, ...string[]]
  const mark = marks[head.at(-1)!]
  return { sku: mark ? head.slice(0, -1) : head, price: Number(price), values, lifecycle: mark ?? 'ACTIVE', replacement: replacement?.trim() ?? null }
})
