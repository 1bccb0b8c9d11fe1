import { ArrayMaxSize, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostLines, mostPieces } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'

@everyone @InputType()
export class SpecialPriceLineInput {
  @Field(() => ID) productId!: string
  @Field(() => Int, { description: 'Over all orders.' }) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
  @Field(() => DecimalScalar, { description: 'The wanted price of one, below that of now.' }) requestedPrice!: string
}

@everyone @InputType({ description: 'All that a request says.' })
export class SpecialPriceTermsInput {
  @Field(() => ID, { nullable: true, description: 'The end customer, an account of the partner.' }) accountId?: string | null
  @Field(() => DateScalar) validFrom!: string
  @Field(() => DateScalar) validTo!: string
  @Field(() => String, { nullable: true }) @MaxLength(500) competitor?: string | null
  @Field(() => String) @NotBlank() @MaxLength(2000) reason!: string
  @Field(() => [SpecialPriceLineInput]) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines!: SpecialPriceLineInput[]
}

@everyone @InputType()
export class CreateSpecialPriceInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'Whom it is for; for dealers, who ask for themselves, left out.' }) partnerId?: string | null
  @Field(() => SpecialPriceTermsInput) @ValidateNested() terms!: SpecialPriceTermsInput
}
@everyone @InputType()
export class SpecialPriceInput extends CommandInput {
  @Field(() => ID) id!: string
}
@everyone @InputType()
export class EditSpecialPriceInput extends SpecialPriceInput {
  @Field(() => Int, { description: 'Of the request that the change was made from.' }) revision!: number
  @Field(() => SpecialPriceTermsInput) @ValidateNested() terms!: SpecialPriceTermsInput
}
@InputType()
export class GrantedLineInput {
  @Field(() => ID) lineId!: string
  @Field(() => Int, { description: 'None to leave the line out.' }) @IsInt() @Min(0) @Max(mostPieces) quantity!: number
  @Field(() => DecimalScalar) price!: string
}
@InputType()
export class ApproveSpecialPriceInput extends SpecialPriceInput {
  @Field(() => Int, { description: 'As it was when it was looked at; STALE when another has changed it since.' }) revision!: number
  @Field(() => [GrantedLineInput], { nullable: true, description: 'What differs from the request; a line that is left out is granted as it was asked for.' }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: GrantedLineInput[] | null
  @Field(() => DateScalar, { nullable: true, description: 'The last day, when it is another than was asked for.' }) validTo?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(2000) note?: string | null
}
@InputType()
export class DecideSpecialPriceInput extends SpecialPriceInput {
  @Field(() => Int, { description: 'As it was when it was looked at; STALE when another has changed it since.' }) revision!: number
  @Field(() => String, { description: 'Why, or what is missing: the partner reads it.' }) @NotBlank() @MaxLength(2000) note!: string
}
