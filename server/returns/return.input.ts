import { ArrayMaxSize, ArrayNotEmpty, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostLines, mostPieces } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { ReturnConditionEnum, ReturnReasonEnum } from './return.flow.ts'

const longest = 2000

@everyone @InputType()
export class ReturnedLine {
  @Field(() => ID) orderLineId!: string
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
  @Field(() => ReturnConditionEnum) condition!: keyof typeof ReturnConditionEnum
}
@everyone @InputType()
export class RequestReturnInput extends CommandInput {
  @Field(() => ID) orderId!: string
  @Field(() => ReturnReasonEnum) reason!: keyof typeof ReturnReasonEnum
  @Field(() => String, { nullable: true }) @MaxLength(longest) note?: string | null
  @Field(() => [ReturnedLine]) @ArrayNotEmpty() @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines!: ReturnedLine[]
}
@everyone @InputType()
export class ReturnInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class ApproveReturnInput extends ReturnInput {
  @Field(() => String, { nullable: true, description: 'Where to send it, how to pack it.' }) @MaxLength(longest) note?: string | null
}
@InputType()
export class RejectReturnInput extends ReturnInput {
  @Field(() => String) @NotBlank() @MaxLength(longest) reason!: string
}
@InputType()
export class ReceivedLine {
  @Field(() => ID) returnLineId!: string
  @Field(() => Int, { description: 'How many came.' }) @IsInt() @Min(0) @Max(mostPieces) quantity!: number
  @Field(() => Int, { description: 'How many of them go back into stock; the others are scrapped.' }) @IsInt() @Min(0) @Max(mostPieces) restock!: number
}
@InputType()
export class ReceiveReturnInput extends ReturnInput {
  @Field(() => [ReceivedLine]) @ArrayNotEmpty() @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines!: ReceivedLine[]
}
