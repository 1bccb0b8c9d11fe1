import { ArrayMaxSize, ArrayNotEmpty, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { TaxClassEnum } from '../tax/tax-rule.ts'
import type { TaxClass } from '../tax/tax.ts'
import { PaymentMethodEnum } from './payment.flow.ts'

const mostInvoices = 200

@InputType()
export class PaysInput {
  @Field(() => ID) invoiceId!: string
  @Field(() => DecimalScalar, { nullable: true, description: "In the invoice's currency; as much as is open, or is left, when left out." }) amount?: string | null
}
@InputType()
export class BookPaymentInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'A dealer, or else an account.' }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
  @Field(() => DateScalar) day!: string
  @Field(() => DecimalScalar) amount!: string
  @Field(() => String) @MaxLength(3) currency!: string
  @Field(() => PaymentMethodEnum) method!: keyof typeof PaymentMethodEnum
  @Field(() => String, { nullable: true }) @MaxLength(200) reference?: string | null
  @Field(() => String, { nullable: true, description: "The bank's own: what has it is booked once." }) @MaxLength(100) bankReference?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(1000) note?: string | null
  @Field(() => [PaysInput], { nullable: true, description: 'What is left over stays on account.' }) @ArrayMaxSize(mostInvoices) @ValidateNested({ each: true }) invoices?: PaysInput[] | null
}
@InputType()
export class PaymentVerbInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class AllocatePaymentInput extends PaymentVerbInput {
  @Field(() => [PaysInput]) @ArrayNotEmpty() @ArrayMaxSize(mostInvoices) @ValidateNested({ each: true }) invoices!: PaysInput[]
}
@InputType()
export class UnallocatePaymentInput extends PaymentVerbInput {
  @Field(() => ID, { nullable: true, description: 'All that it pays when left out.' }) invoiceId?: string | null
}
@InputType()
export class RefundPaymentInput extends PaymentVerbInput {
  @Field(() => DecimalScalar, { nullable: true, description: 'All that is on account when left out.' }) amount?: string | null
  @Field(() => DateScalar) day!: string
  @Field(() => String, { nullable: true }) @MaxLength(200) reference?: string | null
}
@InputType()
export class ReasonInput extends PaymentVerbInput {
  @Field(() => String) @NotBlank() @MaxLength(1000) reason!: string
}
@InputType()
export class WriteOffInvoiceInput extends ReasonInput {
  @Field(() => DecimalScalar, { nullable: true, description: 'All that is open when left out.' }) amount?: string | null
}
@InputType()
export class AssignBankLineInput extends PaymentVerbInput {
  @Field(() => ID, { nullable: true, description: 'Who paid, when it is no invoice that says so.' }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'A part of the line, when several have paid together; all that is left when left out.' }) amount?: string | null
  @Field(() => [PaysInput], { nullable: true, description: 'What it pays; nothing, and it stays on account.' }) @ArrayMaxSize(mostInvoices) @ValidateNested({ each: true }) invoices?: PaysInput[] | null
}
@InputType()
export class SaveDunningLevelInput extends PaymentVerbInput {
  @Field(() => Int) @IsInt() @Min(0) @Max(999) daysOverdue!: number
  @Field(() => Int) @IsInt() @Min(1) @Max(365) intervalDays!: number
  @Field(() => DecimalScalar, { nullable: true }) fee?: string | null
  @Field(() => [String], { description: 'In English, traditional and simplified Chinese.' }) @ArrayMaxSize(3) @MaxLength(200, { each: true }) subjects!: string[]
  @Field(() => [String]) @ArrayMaxSize(3) @MaxLength(4000, { each: true }) sentences!: string[]
}
@InputType()
export class HoldDunningInput extends CommandInput {
  @Field(() => ID, { nullable: true }) partnerId?: string | null
  @Field(() => ID, { nullable: true }) accountId?: string | null
  @Field(() => ID, { nullable: true }) invoiceId?: string | null
  @Field(() => String) @NotBlank() @MaxLength(1000) reason!: string
}
@InputType()
export class SkipDunningLetterInput extends PaymentVerbInput {
  @Field(() => Boolean) skipped!: boolean
}
@InputType()
export class SetDunningInput extends CommandInput {
  @Field(() => Boolean, { description: 'What is due every day is sent without being released.' }) automatic!: boolean
  @Field(() => TaxClassEnum, { nullable: true, description: 'Fees of reminders become invoices, taxed as this; null: they are printed and not booked. As it was when left out.' }) feeTaxClass?: TaxClass | null
}
