import { Field, Int, ObjectType } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { enumOf } from '../kit/enums.ts'
import { translate } from '../kit/locale.ts'
import type { Decimal } from '../kit/money.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import type { PricedLine } from './load.ts'
import { lineAmount } from './price.ts'
import { type Because, type PriceStep, type StepKind, stepKinds } from './step.ts'

export const PriceStepKindEnum = enumOf('PriceStepKind', stepKinds, 'What was looked at: a list of one kind, a list that another derives from, the list price, a promotion, or a rounding.')

@everyone @ObjectType('PriceStep', { description: 'One rule that was looked at on the way to a price.' })
export class PriceStepType {
  @Field(() => PriceStepKindEnum) kind!: StepKind
  @Field(() => String, { description: 'Of the list or promotion.' }) name!: string
  @Field(() => Boolean, { description: 'False when it was passed over.' }) applied!: boolean
  @Field(() => String, { description: "Why, in the viewer's language." }) reason!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'Null as long as nothing had decided.' }) priceBefore!: string | null
  @Field(() => DecimalScalar, { nullable: true }) priceAfter!: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'What free pieces or a bundle take off the whole line, beside the price of one.' }) discount!: string | null
}

@everyone @ObjectType({ description: 'A price with every rule that was applied or passed over, and why.' })
export class PriceExplanation {
  @Field(() => DecimalScalar, { nullable: true, description: 'What one unit costs; null when there is no price.' }) netPrice!: string | null
  @Field(() => DecimalScalar, { nullable: true }) listPrice!: string | null
  @Field(() => String) currency!: string
  @Field(() => Int) quantity!: number
  @Field(() => DecimalScalar, { description: 'What promotions take off the whole line, beside the price of one.' }) discount!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'Of the line: the net price times the quantity, less the discount.' }) amount!: string | null
  @Field(() => [PriceStepType]) steps!: PriceStepType[]
  @Field(() => [PartExplanation], { nullable: true, description: 'Of what was configured: the prices of what it is built of, of which its own is the sum.' }) parts?: PartExplanation[] | null
}

@everyone @ObjectType({ description: 'Why a part of something that was configured costs what it does.' })
export class PartExplanation {
  @Field(() => String) name!: string
  @Field(() => String) sku!: string
  @Field(() => PriceExplanation) explanation!: PriceExplanation
}

/** As many digits as an amount is stored with; steps in between are exact and may have more. */
const shownDigits = 6
const shown = (price: Decimal | null): string | null => price && price.toDecimalPlaces(shownDigits).toFixed()

function filled(values: Because['values'], locale: string): Record<string, string> {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: shownDigits })
  return Object.fromEntries(Object.entries(values).map(([name, value]) =>
    [name, name === 'date' ? day.format(new Date(`${value}T00:00:00Z`)) : typeof value === 'number' ? number.format(value) : value]))
}

/** Of a list or promotion, or what it is where it has no name. */
export const nameOf = ({ kind, name }: Pick<PriceStep, 'kind' | 'name'>, locale: string): string => name || translate(locale, `price.name.${kind}`)
/** Why a rule was applied or passed over, as a sentence. */
export const reasonOf = ({ reason, values }: Because, locale: string): string => translate(locale, `price.reason.${reason}`, filled(values, locale))

/** A price as it is told to people. */
export function explain({ netPrice, listPrice, discount, currency, quantity, steps }: PricedLine, locale: string): PriceExplanation {
  return {
    netPrice: shown(netPrice), listPrice: shown(listPrice), currency, quantity, discount: discount.toFixed(), amount: shown(netPrice && lineAmount(netPrice, quantity, currency, discount)),
    steps: steps.map(({ kind, applied, priceBefore, priceAfter, discount: off, ...step }) => ({
      kind, name: nameOf({ kind, ...step }, locale), applied, reason: reasonOf(step, locale),
      priceBefore: shown(priceBefore), priceAfter: shown(priceAfter), discount: shown(off ?? null),
    })),
  }
}
