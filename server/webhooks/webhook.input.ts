import { ArrayMaxSize, ArrayNotEmpty, Max, MaxLength, Min } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { DateTimeScalar } from '../kit/scalars.ts'

const typesText = 'Event types, all of a record (`order.*`), or `*` for everything.'
const longestUrl = 2000, mostTypes = 100

@everyone @InputType()
export class CreateWebhookInput extends CommandInput {
  @Field(() => String) @NotBlank() @MaxLength(100) name!: string
  @Field(() => String, { description: 'Where to post: an address of the internet that begins with https://.' }) @NotBlank() @MaxLength(longestUrl) url!: string
  @Field(() => [String], { description: typesText }) @ArrayNotEmpty() @ArrayMaxSize(mostTypes) types!: string[]
}

@everyone @InputType()
export class UpdateWebhookInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => Int, { nullable: true }) revision?: number | null
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(100) name?: string | null
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(longestUrl) url?: string | null
  @Field(() => [String], { nullable: true, description: typesText }) @ArrayNotEmpty() @ArrayMaxSize(mostTypes) types?: string[] | null
}

@everyone @InputType()
export class WebhookInput extends CommandInput {
  @Field(() => ID) id!: string
}

@everyone @InputType()
export class RotateWebhookSecretInput extends WebhookInput {
  @Field(() => Int, { nullable: true, description: 'For how long what is sent is signed with the secret before, too; a day when left out, at most a week, and not at all with 0.' }) @Min(0) @Max(168) keepHours?: number | null
}

@everyone @InputType()
export class ReplayWebhookInput extends WebhookInput {
  @Field(() => DateTimeScalar, { description: 'Of what happened from this moment …' }) from!: string
  @Field(() => DateTimeScalar, { description: '… and before this one; at most 31 days later.' }) to!: string
  @Field(() => Boolean, { defaultValue: true, description: 'Leaves out what was delivered.' }) undelivered!: boolean
}
