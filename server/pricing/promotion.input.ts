import { ArrayMaxSize, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar, JsonScalar } from '../kit/scalars.ts'
import { PromotionKindEnum } from './promotion.ts'
import type { PromotionKind } from './terms.ts'

const mostPieces = 1_000_000, mostItems = 5_000, mostOthers = 500

@InputType()
export class PromotionItemInput {
  @Field(() => ID, { nullable: true }) productId?: string | null
  @Field(() => String, { nullable: true, description: 'Instead of the id.' }) @MaxLength(100) sku?: string | null
  @Field(() => Int, { defaultValue: 1, description: 'How many of it a bundle needs.' }) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
}

@InputType({ description: 'All that a promotion says. What is left out is not there.' })
export class PromotionTermsInput {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => JsonScalar, { nullable: true, description: 'The name by language, such as {"zh-Hant": "…"}.' }) nameI18n?: unknown
  @Field(() => String, { nullable: true }) @MaxLength(2000) description?: string | null
  @Field(() => JsonScalar, { nullable: true, description: 'The description by language.' }) descriptionI18n?: unknown
  @Field(() => PromotionKindEnum) kind!: PromotionKind
  @Field(() => DecimalScalar, { nullable: true }) percent?: string | null
  @Field(() => DecimalScalar, { nullable: true }) amount?: string | null
  @Field(() => String, { nullable: true }) currency?: string | null
  @Field(() => Int, { nullable: true }) @IsInt() @Min(1) @Max(mostPieces) buyQuantity?: number | null
  @Field(() => Int, { nullable: true }) @IsInt() @Min(1) @Max(mostPieces) getQuantity?: number | null
  @Field(() => Int, { defaultValue: 1 }) @IsInt() @Min(1) @Max(mostPieces) minQuantity!: number
  @Field(() => Int, { nullable: true }) @IsInt() @Min(1) @Max(mostPieces) maxQuantity?: number | null
  @Field(() => DateScalar) validFrom!: string
  @Field(() => DateScalar, { nullable: true }) validTo?: string | null
  @Field(() => Int, { defaultValue: 100, description: 'Lower ranks are applied first.' }) @IsInt() @Min(0) @Max(10_000) rank!: number
  @Field(() => Boolean, { defaultValue: false, description: 'Whether later ones may still come on top.' }) stackable!: boolean
  @Field(() => Boolean, { defaultValue: false }) partnersOnly!: boolean
  @Field(() => Boolean, { defaultValue: false }) allProducts!: boolean
  @Field(() => [PromotionItemInput], { defaultValue: [] }) @ArrayMaxSize(mostItems) @ValidateNested({ each: true }) items!: PromotionItemInput[]
  @Field(() => [ID], { defaultValue: [], description: 'Everything in these, with all below them.' }) @ArrayMaxSize(mostOthers) categoryIds!: string[]
  @Field(() => [ID], { defaultValue: [], description: 'In it by name, in any case.' }) @ArrayMaxSize(mostOthers) partnerIds!: string[]
  @Field(() => [ID], { defaultValue: [], description: 'Levels and countries narrow each other; with no partner, level or country it is for everybody.' }) @ArrayMaxSize(mostOthers) levelIds!: string[]
  @Field(() => [String], { defaultValue: [] }) @ArrayMaxSize(mostOthers) countries!: string[]
  @Field(() => DecimalScalar, { nullable: true, description: 'What may be given away in all.' }) budgetAmount?: string | null
  @Field(() => String, { nullable: true }) budgetCurrency?: string | null
  @Field(() => Int, { nullable: true, description: 'How many pieces may get something off in all.' }) @IsInt() @Min(1) budgetQuantity?: number | null
}

@InputType()
export class CreatePromotionInput extends CommandInput {
  @Field(() => PromotionTermsInput) @ValidateNested() terms!: PromotionTermsInput
}
@InputType()
export class PromotionInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class EditPromotionInput extends PromotionInput {
  @Field(() => Int, { description: 'Of the promotion that the change was made from.' }) revision!: number
  @Field(() => PromotionTermsInput) @ValidateNested() terms!: PromotionTermsInput
}
