import { ArrayMaxSize, ArrayNotEmpty, Length, MaxLength } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { PriceBasisEnum, PriceListKindEnum, RoundModeEnum } from './price-list.ts'
import type { Basis, ListKind, RoundMode } from './terms.ts'

/** Rows of one mutation; more come as a file. */
export const mostRows = 500

@InputType()
class PriceListTermsInput extends CommandInput {
  @Field(() => PriceListKindEnum, { nullable: true }) kind?: ListKind | null
  @Field(() => ID, { nullable: true, description: 'For SPECIAL and PARTNER.' }) partnerId?: string | null
  @Field(() => ID, { nullable: true, description: 'For ACCOUNT, the direct buyer; for SPECIAL, beside a partner, the end customer.' }) accountId?: string | null
  @Field(() => ID, { nullable: true, description: 'For LEVEL.' }) levelId?: string | null
  @Field(() => String, { nullable: true, description: 'For REGION: two letters of ISO 3166.' }) @Length(2, 2) country?: string | null
  @Field(() => ID, { nullable: true, description: 'Of which list it takes what it does not say itself.' }) derivedFromId?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Per cent of the other list; 100 when left out.' }) adjustPercent?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Added to that.' }) adjustSurcharge?: string | null
  @Field(() => DecimalScalar, { nullable: true }) roundTo?: string | null
  @Field(() => DecimalScalar, { nullable: true }) roundEnding?: string | null
  @Field(() => RoundModeEnum, { nullable: true }) roundMode?: RoundMode | null
  @Field(() => DateScalar, { nullable: true }) validFrom?: string | null
  @Field(() => DateScalar, { nullable: true }) validTo?: string | null
}

@InputType()
export class CreatePriceListInput extends PriceListTermsInput {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => String, { description: 'ISO 4217.' }) @Length(3, 3) currency!: string
}

@InputType()
export class EditPriceListInput extends PriceListTermsInput {
  @Field(() => ID) id!: string
  @Field(() => Int) revision!: number
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) name?: string | null
}

@InputType()
export class EndPriceListInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => Int) revision!: number
  @Field(() => DateScalar, { nullable: true, description: 'The last day; today when left out.' }) lastDay?: string | null
}

@InputType({ description: 'One rule of a list. What is left out stays as it is.' })
export class PriceListRowInput {
  @Field(() => ID, { nullable: true, description: 'The entry that is meant; without one the rule is new.' }) id?: string | null
  @Field(() => String, { nullable: true }) sku?: string | null
  @Field(() => ID, { nullable: true }) categoryId?: string | null
  @Field(() => String, { nullable: true, description: 'A category by its name in addresses.' }) category?: string | null
  @Field(() => Boolean, { nullable: true, description: 'For every product.' }) everything?: boolean | null
  @Field(() => Boolean, { nullable: true, description: 'Without an id: change the rule for the same product and quantity, if there is one.' }) match?: boolean | null
  @Field(() => Boolean, { nullable: true }) remove?: boolean | null
  @Field(() => Int, { nullable: true }) minQuantity?: number | null
  @Field(() => PriceBasisEnum, { nullable: true }) basis?: Basis | null
  @Field(() => DecimalScalar, { nullable: true }) value?: string | null
  @Field(() => DateScalar, { nullable: true }) validFrom?: string | null
  @Field(() => DateScalar, { nullable: true }) validTo?: string | null
  @Field(() => DecimalScalar, { nullable: true }) roundTo?: string | null
  @Field(() => DecimalScalar, { nullable: true }) roundEnding?: string | null
  @Field(() => RoundModeEnum, { nullable: true }) roundMode?: RoundMode | null
}

const fromText = 'The first day of the new prices: what is in force ends the day before. Without one, what is there is corrected.'

@InputType()
export class SetPriceListEntriesInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => Int, { description: 'Of the list.' }) revision!: number
  @Field(() => DateScalar, { nullable: true, description: fromText }) from?: string | null
  @Field(() => [PriceListRowInput]) @ArrayNotEmpty() @ArrayMaxSize(mostRows) rows!: PriceListRowInput[]
}

@InputType({ description: 'One rule for many entries: by how many per cent or by which amount. All filters that are given must hold.' })
export class PreparePriceChangeInput extends CommandInput {
  @Field(() => ID) priceListId!: string
  @Field(() => DateScalar, { nullable: true, description: fromText }) from?: string | null
  @Field(() => DecimalScalar, { nullable: true }) percent?: string | null
  @Field(() => DecimalScalar, { nullable: true }) amount?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Fixed prices are rounded to multiples of this …' }) roundTo?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: '… plus this: 1 and 0.90 is what ends in .90.' }) roundEnding?: string | null
  @Field(() => RoundModeEnum, { nullable: true }) roundMode?: RoundMode | null
  @Field(() => [ID], { nullable: true }) @ArrayMaxSize(mostRows) entryIds?: string[] | null
  @Field(() => [ID], { nullable: true }) @ArrayMaxSize(mostRows) productIds?: string[] | null
  @Field(() => [ID], { nullable: true, description: 'What is in these categories, and the rules for them.' }) @ArrayMaxSize(mostRows) categoryIds?: string[] | null
  @Field(() => String, { nullable: true, description: 'Words in SKU or name.' }) @MaxLength(200) search?: string | null
  @Field(() => [PriceListRowInput], { nullable: true, description: 'Single rows instead of one rule for many entries.' }) @ArrayMaxSize(mostRows) rows?: PriceListRowInput[] | null
}

@InputType()
export class PriceChangeInput extends CommandInput {
  @Field(() => ID) id!: string
}
