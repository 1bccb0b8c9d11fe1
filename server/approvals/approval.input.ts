import { ArrayMaxSize, ArrayNotEmpty, IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { PartnerTypeEnum } from '../partners/partner.flow.ts'
import { ApprovalDeciderEnum, ApprovalMeasureEnum, ApproverRoleEnum } from './approval-rule.ts'

const mostSteps = 9, mostCurrencies = 40, longestPatience = 90

@InputType()
export class ApprovalStepInput {
  @Field(() => ApprovalDeciderEnum) decider!: keyof typeof ApprovalDeciderEnum
  @Field(() => Int, { nullable: true, description: "Of a manager: 1 leads the quote's owner." }) @IsOptional() @IsInt() @Min(1) @Max(9) level?: number | null
  @Field(() => ApproverRoleEnum, { nullable: true }) role?: keyof typeof ApproverRoleEnum | null
  @Field(() => ID, { nullable: true }) personId?: string | null
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() @Min(1) @Max(longestPatience) remindDays?: number | null
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() @Min(1) @Max(longestPatience) escalateDays?: number | null
}

@InputType()
export class ApprovalAmountInput {
  @Field(() => String) @Matches(/^[A-Z]{3}$/) currency!: string
  @Field(() => DecimalScalar) amount!: string
}

@InputType()
export class SaveApprovalRuleInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'A new one where it is left out.' }) id?: string | null
  @Field(() => Int, { nullable: true, description: 'The revision that the change was made from.' }) revision?: number | null
  @Field(() => String) @NotBlank() @MaxLength(100) name!: string
  @Field(() => ApprovalMeasureEnum) measure!: keyof typeof ApprovalMeasureEnum
  @Field(() => DecimalScalar, { nullable: true, description: 'Per cent or days; of DISCOUNT, MARGIN and PAYMENT_DAYS.' }) threshold?: string | null
  @Field(() => [ApprovalAmountInput], { nullable: true, description: 'Of AMOUNT.' }) @IsOptional() @ArrayMaxSize(mostCurrencies) @ValidateNested({ each: true }) amounts?: ApprovalAmountInput[] | null
  @Field(() => [String], { nullable: true, description: 'Of CURRENCY.' }) @IsOptional() @ArrayMaxSize(mostCurrencies) @Matches(/^[A-Z]{3}$/, { each: true }) currencies?: string[] | null
  @Field(() => Boolean, { nullable: true }) discountedOnly?: boolean | null
  @Field(() => PartnerTypeEnum, { nullable: true }) partnerType?: keyof typeof PartnerTypeEnum | null
  @Field(() => ID, { nullable: true }) levelId?: string | null
  @Field(() => ID, { nullable: true, description: 'The quotes of those below this person.' }) teamId?: string | null
  @Field(() => DateScalar, { nullable: true }) validFrom?: string | null
  @Field(() => DateScalar, { nullable: true }) validTo?: string | null
  @Field(() => Boolean, { nullable: true }) active?: boolean | null
  @Field(() => [ApprovalStepInput]) @ArrayNotEmpty() @ArrayMaxSize(mostSteps) @ValidateNested({ each: true }) steps!: ApprovalStepInput[]
}

@InputType()
export class RemoveApprovalRuleInput extends CommandInput {
  @Field(() => ID) id!: string
}

@InputType()
export class CreateDelegationInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'Who is away; the viewer where it is left out.' }) personId?: string | null
  @Field(() => ID) delegateId!: string
  @Field(() => DateScalar) fromDay!: string
  @Field(() => DateScalar, { description: 'Inclusive.' }) toDay!: string
  @Field(() => String, { nullable: true }) @MaxLength(500) reason?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Lets somebody decide who approves nothing themselves.' }) grants?: boolean | null
}

@InputType()
export class EndDelegationInput extends CommandInput {
  @Field(() => ID) id!: string
}
