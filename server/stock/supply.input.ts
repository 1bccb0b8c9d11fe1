import { IsInt, Max, MaxLength, Min } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { mostPieces } from '../catalog/product.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateScalar } from '../kit/scalars.ts'

@InputType()
export class AnnounceSupplyInput extends CommandInput {
  @Field(() => ID) productId!: string
  @Field(() => Int) @IsInt() @Min(1) @Max(mostPieces) quantity!: number
  @Field(() => DateScalar, { description: 'The day on which they will be here.' }) expectedDate!: string
  @Field(() => String, { nullable: true, description: "Where they come from, or a purchase order's number." }) @MaxLength(200) source?: string | null
  @Field(() => String, { nullable: true, description: 'What another system calls it; TAKEN when there is one already.' }) @NotBlank() @MaxLength(200) externalId?: string | null
}
@InputType()
export class SupplyInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
export class EditSupplyInput extends SupplyInput {
  @Field(() => Int, { nullable: true, description: 'As it was when it was looked at; STALE when another has changed it since.' }) revision?: number | null
  @Field(() => Int, { nullable: true, description: 'What was announced in all, with what is here already.' }) @IsInt() @Min(1) @Max(mostPieces) quantity?: number | null
  @Field(() => DateScalar, { nullable: true }) expectedDate?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(200) source?: string | null
}
@InputType()
export class ReceiveSupplyInput extends SupplyInput {
  @Field(() => Int, { nullable: true, description: 'All that is still to come when left out.' }) @IsInt() @Min(1) @Max(mostPieces) quantity?: number | null
}
@InputType()
export class CancelSupplyInput extends SupplyInput {
  @Field(() => String, { nullable: true }) @MaxLength(200) reason?: string | null
}
