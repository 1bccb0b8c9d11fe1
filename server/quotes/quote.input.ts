import { ArrayMaxSize, IsInt, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostLines, mostPieces } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'

/** A product and how many of it. Prices never come from a client. */
@everyone @InputType()
export class WantedLine {
  @Field(() => ID) productId!: string
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
}

@everyone @InputType()
export class OrderedLine extends WantedLine {
  @Field(() => ID, { nullable: true, description: 'What was configured, to be built; the product is the one that its bill of material begins with.' }) configurationId?: string | null
}

@InputType()
export class QuoteLineInput extends OrderedLine {
  @Field(() => ID, { nullable: true, description: "A line of the draft that stays built as it is, although what was configured isn't there any more." }) builtLineId?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Per cent off the net price; below zero, on top of it.' }) discountPercent?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'What one shall cost the buyer, instead of a discount.' }) unitPrice?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(1000) description?: string | null
}

@everyone @InputType()
export class RequestQuoteInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'The end customer, an account of the partner.' }) accountId?: string | null
  @Field(() => DecimalScalar, { nullable: true }) wishedDiscountPercent?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(2000) note?: string | null
  @Field(() => [OrderedLine], { nullable: true, description: 'The cart when left out.' }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: OrderedLine[] | null
}

@InputType()
export class CreateQuoteInput extends CommandInput {
  @Field(() => ID, { nullable: true }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
  @Field(() => [QuoteLineInput], { nullable: true }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: QuoteLineInput[] | null
}

@InputType()
export class EditQuoteInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => Int, { description: 'The revision of the version that the change was made from.' }) revision!: number
  @Field(() => [QuoteLineInput], { nullable: true }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: QuoteLineInput[] | null
  @Field(() => DecimalScalar, { nullable: true }) discountPercent?: string | null
  @Field(() => Int, { nullable: true, description: "Within how many days the buyer pays; null for its own terms." }) @IsOptional() @IsInt() @Min(0) @Max(365) paymentDays?: number | null
  @Field(() => DateScalar, { nullable: true }) validUntil?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(5000) note?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(5000) internalNote?: string | null
}

@everyone @InputType()
export class QuoteVerbInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class SubmitQuoteInput extends QuoteVerbInput {
  @Field(() => Boolean, { nullable: true, description: 'That others offered the same at another price was read.' }) acknowledged?: boolean | null
}
@InputType()
export class CopyQuoteInput extends QuoteVerbInput {
  @Field(() => ID, { nullable: true, description: 'Another buyer; the same one where neither is given.' }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
}
@InputType()
export class DecideQuoteInput extends QuoteVerbInput {
  @Field(() => ID, { nullable: true, description: 'The version that was looked at; STALE when another has taken its place.' }) versionId?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(2000) comment?: string | null
}
@everyone @InputType()
export class QuoteReasonInput extends QuoteVerbInput {
  @Field(() => String, { nullable: true }) @MaxLength(2000) reason?: string | null
}
