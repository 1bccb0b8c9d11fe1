import { z } from 'zod'

/** A text in the languages of the product; English stands in for one that is missing. */
export type Words = { en: string; 'zh-Hant'?: string; 'zh-Hans'?: string }

/** An amount that follows from what was chosen. `value` is that of a number; `sum` adds an attribute of all that was chosen, or of one option's. */
export type Amount = number | { value: string } | { sum: string; of?: string } | { plus: Amount[] } | { times: [number, Amount] } | { quantity: string }

export const comparisons = ['<=', '>=', '='] as const
export type Comparison = (typeof comparisons)[number]

/** What is true or false of a selection. `part` and `quantity` ask about another derived part, and only parts may. */
export type Condition =
  | { chosen: [option: string, choice: string] } | { answered: string } | { compare: [Amount, Comparison, Amount] }
  | { all: Condition[] } | { any: Condition[] } | { not: Condition } | { part: string }

interface Because { key: string; because?: Words }
/** What must hold, always or under a condition; or what never goes together. */
export type Rule = (Because & { if?: Condition; must: Condition }) | (Because & { never: Condition[] })

export interface Choice {
  key: string
  name: Words
  /** What "complete for me" prefers. */
  standard?: boolean
  /** By attribute. */
  amounts?: Record<string, number>
  /** Added to the list price, by currency; less the share that the buyer's net price of the base product is below its list price. */
  surcharge?: Record<string, string>
  /** How much longer it takes to build. */
  days?: number
}

interface Asked { key: string; group: string; name: Words; help?: Words; optional?: boolean }
/** A question: one choice of several, any of several, or a number. */
export type Option = (Asked & { kind: 'one' | 'many'; choices: Choice[] }) | (Asked & { kind: 'number'; from: number; to: number; step: number; unit?: string; standard?: number })

/** A line of the bill of material, if its condition holds. */
export interface Part { key: string; sku: string; if?: Condition; quantity?: Amount }

/** A product model: what can be asked, what goes together, and what it is built of. Rules are data, in a closed language. */
export interface Definition {
  groups: { key: string; name: Words }[]
  attributes: { key: string; name: Words; unit?: string }[]
  options: Option[]
  rules: Rule[]
  parts: Part[]
  /** Days to put it together once all parts are there. */
  assemblyDays: number
}

/** What a model may hold at most, so that it is solved in a moment. */
export const most = { groups: 40, options: 120, choices: 100, rules: 300, parts: 300, terms: 20, depth: 6 }

const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/)
const text = z.string().trim().min(1).max(300)
const words = z.strictObject({ en: text, 'zh-Hant': text.optional(), 'zh-Hans': text.optional() })
// three digits after the point are what the solver counts in
const number = z.number().min(-1e6).max(1e6).refine((value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6)
export const money = z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^-?\d{1,13}(\.\d{1,6})?$/))
const days = z.int().min(0).max(1000)

const amount: z.ZodType<Amount> = z.lazy(() => z.union([
  number, z.strictObject({ value: key }), z.strictObject({ sum: key, of: key.optional() }), z.strictObject({ plus: z.array(amount).min(1).max(most.terms) }),
  z.strictObject({ times: z.tuple([number, amount]) }), z.strictObject({ quantity: key }),
]))
const condition: z.ZodType<Condition> = z.lazy(() => z.union([
  z.strictObject({ chosen: z.tuple([key, key]) }), z.strictObject({ answered: key }), z.strictObject({ compare: z.tuple([amount, z.enum(comparisons), amount]) }),
  z.strictObject({ all: z.array(condition).min(1).max(most.terms) }), z.strictObject({ any: z.array(condition).min(1).max(most.terms) }), z.strictObject({ not: condition }), z.strictObject({ part: key }),
]))

const choice = z.strictObject({ key, name: words, standard: z.boolean().optional(), amounts: z.record(key, number).optional(), surcharge: money.optional(), days: days.optional() })
const asked = { key, group: key, name: words, help: words.optional(), optional: z.boolean().optional() }
const option = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('one'), choices: z.array(choice).min(1).max(most.choices) }),
  z.strictObject({ ...asked, kind: z.literal('many'), choices: z.array(choice).min(1).max(most.choices) }),
  z.strictObject({ ...asked, kind: z.literal('number'), from: number, to: number, step: number.positive(), unit: z.string().max(20).optional(), standard: number.optional() }),
])
const rule = z.union([
  z.strictObject({ key, if: condition.optional(), must: condition, because: words.optional() }),
  z.strictObject({ key, never: z.array(condition).min(1).max(most.terms), because: words.optional() }),
])

/** The form of a model; that its names are those of something, `faultsOf` says. */
export const definitionSchema: z.ZodType<Definition> = z.strictObject({
  groups: z.array(z.strictObject({ key, name: words })).max(most.groups),
  attributes: z.array(z.strictObject({ key, name: words, unit: z.string().max(20).optional() })).max(most.groups),
  options: z.array(option).min(1).max(most.options),
  rules: z.array(rule).max(most.rules),
  parts: z.array(z.strictObject({ key, sku: z.string().min(1).max(100), if: condition.optional(), quantity: amount.optional() })).max(most.parts),
  assemblyDays: days,
})
