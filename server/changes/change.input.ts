import { ArrayMaxSize, IsInt, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostLines, mostPieces } from '../catalog/product.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar } from '../kit/scalars.ts'
import { OrderedLine } from '../quotes/quote.input.ts'

const longest = 2000

@everyone @InputType()
export class ChangedLine {
  @Field(() => ID) orderLineId!: string
  @Field(() => Int, { description: '0 removes the line.' }) @IsInt() @Min(0) @Max(mostPieces) quantity!: number
}

@everyone @InputType({ description: 'What shall be otherwise; what is left out stays.' })
class ChangeWish extends CommandInput {
  @Field(() => [ChangedLine], { nullable: true }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) lines?: ChangedLine[] | null
  @Field(() => [OrderedLine], { nullable: true, description: "Products, or something configured, that come in addition, at the buyer's price of today with the promotions and special prices that hold." }) @ArrayMaxSize(mostLines) @ValidateNested({ each: true }) added?: OrderedLine[] | null
  @Field(() => DateScalar, { nullable: true, description: 'When it is wanted.' }) requestedDate?: string | null
  @Field(() => ID, { nullable: true, description: "Where it shall go: an address of the partner, or of the order's account." }) shipToId?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Whether all of it shall leave together: rather later than in parts.' }) deliverComplete?: boolean | null
  @Field(() => String, { nullable: true }) @MaxLength(longest) reason?: string | null
}
export type Wish = Omit<ChangeWish, 'clientMutationId'>

@everyone @InputType()
export class RequestOrderChangeInput extends ChangeWish {
  @Field(() => ID) orderId!: string
  @Field(() => Boolean, { defaultValue: false, description: 'Submits it at once; else it is a draft, with the totals that it would make.' }) submit!: boolean
}
@everyone @InputType()
export class EditOrderChangeInput extends ChangeWish {
  @Field(() => ID) id!: string
}
@everyone @InputType()
export class OrderChangeInput extends CommandInput {
  @Field(() => ID) id!: string
}
@everyone @InputType()
export class RejectOrderChangeInput extends OrderChangeInput {
  @Field(() => String) @NotBlank() @MaxLength(longest) reason!: string
}
