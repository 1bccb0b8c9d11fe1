import { ArrayMaxSize, ArrayNotEmpty, IsInt, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostLines } from '../catalog/product.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DecimalScalar } from '../kit/scalars.ts'

const mostOrders = 200, issueText = 'At once; else it stays a draft.'

@InputType()
export class InvoiceVerbInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class CreateInvoiceInput extends CommandInput {
  @Field(() => [ID], { description: 'Orders of one buyer, in one currency, on the same terms.' }) @ArrayNotEmpty() @ArrayMaxSize(mostOrders) orderIds!: string[]
  @Field(() => [ID], { nullable: true, description: 'Shipments of these orders; all that were shipped when left out.' }) @ArrayNotEmpty() @ArrayMaxSize(mostOrders) shipmentIds?: string[] | null
  @Field(() => Boolean, { nullable: true, description: 'The services of confirmed orders, too: what is open of them counts as performed today.' }) services?: boolean | null
  @Field(() => String, { nullable: true, description: 'To the buyer.' }) @MaxLength(2000) note?: string | null
  @Field(() => Boolean, { nullable: true, description: issueText }) issue?: boolean | null
}
@InputType()
export class CreditLineInput {
  @Field(() => ID) lineId!: string
  @Field(() => Int, { nullable: true, description: 'Pieces that are taken back.' }) @IsInt() @Min(1) quantity?: number | null
  @Field(() => DecimalScalar, { nullable: true, description: 'A part of the price, without tax, while the pieces stay.' }) amount?: string | null
}
@InputType()
export class CreditInvoiceInput extends InvoiceVerbInput {
  @Field(() => [CreditLineInput], { nullable: true, description: 'All that is left of the invoice when left out.' }) @ArrayNotEmpty() @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: CreditLineInput[] | null
  @Field(() => String) @NotBlank() @MaxLength(1000) reason!: string
  @Field(() => Boolean, { nullable: true, description: 'Of a whole invoice: its shipments may be invoiced anew.' }) invoiceAgain?: boolean | null
  @Field(() => Boolean, { nullable: true, description: issueText }) issue?: boolean | null
}
@InputType()
export class CreditReturnInput extends CommandInput {
  @Field(() => ID) returnId!: string
  @Field(() => Boolean, { nullable: true, description: issueText }) issue?: boolean | null
}
