import { ArrayMaxSize, ArrayNotEmpty, IsInt, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { mostLines, mostPieces } from '../catalog/product.ts'
import { enumOf } from '../kit/enums.ts'
import { CommandInput, NotBlank, UserErrorType } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'

const most = 500
const InboundOutcomeEnum = enumOf('InboundOutcome', ['APPLIED', 'OUTDATED', 'REFUSED'], 'What became of a row. OUTDATED: something newer was reported before, and nothing was changed; REFUSED: its errors say why, and nothing of it was done.')

@ObjectType({ description: 'The answer to one row; the same row again is answered the same, and changes nothing.' })
export class InboundResult {
  @Field(() => String, { description: "The reporting system's own name of it; of stock, the SKU." }) externalId!: string
  @Field(() => InboundOutcomeEnum) outcome!: keyof typeof InboundOutcomeEnum
  @Field(() => ID, { nullable: true, description: 'Our record: product, supply, shipment or invoice.' }) recordId!: string | null
  @Field(() => String, { nullable: true, description: 'The latest version that is known of it.' }) version!: string | null
  @Field(() => [UserErrorType]) errors!: UserErrorType[]
}

@InputType()
export class InboundRow {
  @Field(() => String, { description: 'Grows with every report of the same thing: a whole number, or an instant (ISO 8601). A report with an older one is ignored.' }) @Matches(/^(\d{1,18}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d))$/) version!: string
}
@InputType()
export class ExternalRow extends InboundRow {
  @Field(() => String, { description: "The reporting system's own name of it." }) @NotBlank() @MaxLength(200) externalId!: string
}
@InputType()
export class StockRow extends InboundRow {
  @Field(() => String) @NotBlank() @MaxLength(100) sku!: string
  @Field(() => Int, { description: 'How many lie there, those that are held for orders included.' }) @IsInt() @Min(0) @Max(mostPieces) onHand!: number
}
@InputType()
export class SupplyRow extends ExternalRow {
  @Field(() => String) @NotBlank() @MaxLength(100) sku!: string
  @Field(() => Int, { description: 'Announced in all.' }) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
  @Field(() => DateScalar) expectedDate!: string
  @Field(() => String, { nullable: true }) @MaxLength(200) source?: string | null
  @Field(() => Boolean, { nullable: true, description: 'What is still to come will not.' }) canceled?: boolean | null
}
@InputType()
export class OrderRow extends ExternalRow {
  @Field(() => ID, { nullable: true, description: 'Ours; else by its number.' }) orderId?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(100) orderNumber?: string | null
  @Field(() => String, { nullable: true, description: "The partner's code, where two have orders of that number." }) @MaxLength(100) partnerCode?: string | null
}
@InputType()
export class PieceRow {
  @Field(() => String, { nullable: true }) @MaxLength(100) sku?: string | null
  @Field(() => Int, { nullable: true, description: "The order's line, from one; needed where two lines have the same SKU." }) @IsInt() position?: number | null
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
}
@InputType()
export class ShipmentRow extends OrderRow {
  @Field(() => String, { nullable: true }) @MaxLength(100) carrier?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(100) trackingNumber?: string | null
  @Field(() => Boolean, { nullable: true, description: 'It has arrived.' }) delivered?: boolean | null
  @Field(() => [PieceRow], { nullable: true, description: 'Everything still open when left out.' }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: PieceRow[] | null
}
@InputType()
export class InvoiceRow extends OrderRow {
  @Field(() => [String], { nullable: true, description: 'The shipments that it is for, as they were reported; all that is on no invoice when left out.' }) @ArrayMaxSize(most) shipments?: string[] | null
  @Field(() => [PieceRow], { nullable: true, description: 'What it says was invoiced; refused where that is not what was shipped.' }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: PieceRow[] | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Its total without tax; refused where ours is another.' }) net?: string | null
}

@InputType() export class ReportStockInput extends CommandInput { @Field(() => [StockRow]) @ArrayNotEmpty() @ArrayMaxSize(most) @ValidateNested({ each: true }) rows!: StockRow[] }
@InputType() export class ReportSuppliesInput extends CommandInput { @Field(() => [SupplyRow]) @ArrayNotEmpty() @ArrayMaxSize(most) @ValidateNested({ each: true }) rows!: SupplyRow[] }
@InputType() export class ReportShipmentsInput extends CommandInput { @Field(() => [ShipmentRow]) @ArrayNotEmpty() @ArrayMaxSize(most) @ValidateNested({ each: true }) rows!: ShipmentRow[] }
@InputType() export class ReportInvoicesInput extends CommandInput { @Field(() => [InvoiceRow]) @ArrayNotEmpty() @ArrayMaxSize(most) @ValidateNested({ each: true }) rows!: InvoiceRow[] }
