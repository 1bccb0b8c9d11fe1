import { MaxLength } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import type { Category, TaxClass } from './tax.ts'
import { TaxCategoryEnum, TaxClassEnum } from './tax-rule.ts'

@InputType()
export class SaveTaxRuleInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'A new one when left out.' }) id?: string | null
  @Field(() => Int, { nullable: true, description: 'Of the one to change.' }) revision?: number | null
  @Field(() => String) @NotBlank() @MaxLength(2) country!: string
  @Field(() => String, { nullable: true }) @MaxLength(10) region?: string | null
  @Field(() => TaxClassEnum) taxClass!: TaxClass
  @Field(() => TaxCategoryEnum, { description: 'S, Z, E or O; the others follow from where goods go.' }) category!: Category
  @Field(() => DecimalScalar, { description: 'In per cent; above zero for S alone.' }) rate!: string
  @Field(() => Boolean, { nullable: true }) fromAbroad?: boolean | null
  @Field(() => DateScalar, { nullable: true }) validFrom?: string | null
  @Field(() => DateScalar, { nullable: true }) validTo?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(500) note?: string | null
}
@InputType()
export class TaxVerbInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType({ description: 'A partner or an account.' })
export class TaxBuyerInput extends CommandInput {
  @Field(() => ID, { nullable: true }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
}
@InputType()
export class SetTaxIdInput extends TaxBuyerInput {
  @Field(() => String, { nullable: true, description: 'None, to take it away.' }) @MaxLength(40) taxId?: string | null
}
@InputType()
export class AddTaxExemptionInput extends TaxBuyerInput {
  @Field(() => String) @NotBlank() @MaxLength(2) country!: string
  @Field(() => String) @NotBlank() @MaxLength(60) number!: string
  @Field(() => DateScalar) validFrom!: string
  @Field(() => DateScalar) validTo!: string
}
@InputType()
export class SetTaxClassInput extends CommandInput {
  @Field(() => ID) productId!: string
  @Field(() => TaxClassEnum) taxClass!: TaxClass
}
