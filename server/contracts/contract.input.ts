import { ArrayMaxSize, IsIn, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { locales } from '../kit/locale.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { ContractKindEnum } from './contract-template.ts'
import { ContractSideEnum } from './contract-text.ts'
import { ContractRenewalEnum } from './contract.ts'

const longest = 100_000, mostRecipients = 10

@InputType()
class ContractTermsInput extends CommandInput {
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) title?: string | null
  @Field(() => ContractKindEnum, { nullable: true }) kind?: keyof typeof ContractKindEnum | null
  @Field(() => String, { nullable: true }) @IsIn(locales) locale?: string | null
  @Field(() => String, { nullable: true, description: 'Markdown with fields such as `{{account.name}}`.' }) @MaxLength(longest) body?: string | null
  @Field(() => DateScalar, { nullable: true }) startOn?: string | null
  @Field(() => DateScalar, { nullable: true }) endOn?: string | null
  @Field(() => ContractRenewalEnum, { nullable: true }) renewal?: keyof typeof ContractRenewalEnum | null
  @Field(() => Int, { nullable: true }) @Min(1) @Max(120) renewalMonths?: number | null
  @Field(() => Int, { nullable: true }) @Min(0) @Max(730) noticeDays?: number | null
  @Field(() => DecimalScalar, { nullable: true }) value?: string | null
  @Field(() => String, { nullable: true }) @Matches(/^[A-Z]{3}$/) currency?: string | null
}

@InputType({ description: 'For a partner or an account, or for whom a quote or an order is; with a template, in its words.' })
export class CreateContractInput extends ContractTermsInput {
  @Field(() => ID, { nullable: true }) templateId?: string | null
  @Field(() => ID, { nullable: true }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
  @Field(() => ID, { nullable: true }) quoteId?: string | null
  @Field(() => ID, { nullable: true }) orderId?: string | null
}
@InputType()
export class EditContractInput extends ContractTermsInput {
  @Field(() => ID) id!: string
  @Field(() => Int, { description: 'The revision that the change was made from.' }) revision!: number
}
@InputType()
export class ContractInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class ContractRecipientInput {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => String) @Matches(/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/) @MaxLength(200) email!: string
}
@InputType()
export class SendContractInput extends ContractInput {
  @Field(() => [ContractRecipientInput], { nullable: true, description: 'None when it goes out on paper.' }) @ArrayMaxSize(mostRecipients) @ValidateNested({ each: true }) recipients?: ContractRecipientInput[] | null
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) subject?: string | null
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(5000) text?: string | null
}
@InputType()
export class SignContractInput extends ContractInput {
  @Field(() => ContractSideEnum) side!: keyof typeof ContractSideEnum
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => String, { nullable: true }) @MaxLength(200) position?: string | null
  @Field(() => DateScalar, { nullable: true, description: 'Today when left out.' }) signedOn?: string | null
}
@InputType()
export class RenewContractInput extends ContractInput {
  @Field(() => DateScalar, { nullable: true, description: 'Its new last day; by its months when left out.' }) endOn?: string | null
}
@InputType()
export class TerminateContractInput extends ContractInput {
  @Field(() => DateScalar, { nullable: true, description: 'Its last day; today when left out.' }) endOn?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(2000) reason?: string | null
}
@InputType()
export class SaveContractTemplateInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'A new one when left out.' }) id?: string | null
  @Field(() => Int, { nullable: true, description: 'The revision that the change was made from.' }) revision?: number | null
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => ContractKindEnum) kind!: keyof typeof ContractKindEnum
  @Field(() => String) @IsIn(locales) locale!: string
  @Field(() => String) @NotBlank() @MaxLength(longest) body!: string
  @Field(() => Boolean, { nullable: true }) active?: boolean | null
}
