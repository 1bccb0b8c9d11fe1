import { ArrayMaxSize, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostLines, mostPieces } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { OrderedLine } from '../quotes/quote.input.ts'
import { CancelReasonEnum } from './order.flow.ts'

@everyone @InputType()
export class OrderVerbInput extends CommandInput {
  @Field(() => ID) id!: string
}
@everyone @InputType()
export class OrderReasonInput extends OrderVerbInput {
  @Field(() => String, { nullable: true }) @MaxLength(2000) reason?: string | null
}
@everyone @InputType()
export class CancelOrderInput extends OrderReasonInput {
  @Field(() => CancelReasonEnum, { nullable: true }) code?: keyof typeof CancelReasonEnum | null
}
@InputType()
export class HoldOrderInput extends OrderVerbInput {
  @Field(() => String) @NotBlank() @MaxLength(2000) reason!: string
}
@everyone @InputType()
export class AcceptQuoteInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => ID, { nullable: true, description: 'The version that the buyer looked at; STALE when another has taken its place.' }) versionId?: string | null
  @Field(() => String, { nullable: true, description: "The buyer's own number." }) @MaxLength(100) purchaseOrder?: string | null
}
@everyone @InputType()
export class PlaceOrderInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'The end customer, an account of the partner.' }) accountId?: string | null
  @Field(() => String, { nullable: true, description: "The buyer's own number." }) @MaxLength(100) purchaseOrder?: string | null
  @Field(() => DateScalar, { nullable: true }) requestedDate?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'The total that the buyer has seen; PRICE_CHANGED when it costs something else now.' }) expectedTotal?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Rather later than in parts.' }) deliverComplete?: boolean | null
  @Field(() => String, { nullable: true }) @MaxLength(2000) note?: string | null
  @Field(() => [OrderedLine], { nullable: true, description: 'The cart when left out.' }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: OrderedLine[] | null
}
@InputType()
export class ConfirmOrderInput extends OrderVerbInput {
  @Field(() => DateScalar, { nullable: true, description: 'Promised for all of it; what stock, supply and lead time allow when left out.' }) promiseDate?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Whether all of it leaves together; as the buyer wished when left out.' }) deliverComplete?: boolean | null
  @Field(() => Boolean, { nullable: true, description: 'Refuses what does not lie there now, with OUT_OF_STOCK for each line.' }) onlyFromStock?: boolean | null
}
@InputType()
export class ShippedLine {
  @Field(() => ID) orderLineId!: string
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
}
@InputType()
export class ShipOrderInput extends OrderVerbInput {
  @Field(() => String, { nullable: true }) @MaxLength(100) carrier?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(100) trackingNumber?: string | null
  @Field(() => [ShippedLine], { nullable: true, description: 'Everything still open when left out.' }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: ShippedLine[] | null
  @Field(() => String, { nullable: true, description: 'Why a part may leave of what the buyer wants all at once.' }) @MaxLength(500) partReason?: string | null
  @Field(() => Int, { nullable: true, description: 'How many shipments of it were known when this one was written; STALE when there are more by now.' }) afterShipments?: number | null
}
@InputType()
export class DeliverOrderInput extends OrderVerbInput {
  @Field(() => ID, { nullable: true, description: 'Every shipment on its way when left out.' }) shipmentId?: string | null
}
