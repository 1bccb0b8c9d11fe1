import { ArrayMaxSize, IsIn, MaxLength, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { locales } from '../kit/locale.ts'
import { DateScalar } from '../kit/scalars.ts'

const mostRecipients = 10

@InputType({ description: "Somebody whom an offer is sent to: one of the partner's people, a contact of the account, or, direct, a name and an address." })
export class QuoteRecipientInput {
  @Field(() => ID, { nullable: true }) userId?: string | null
  @Field(() => ID, { nullable: true }) contactId?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(200) name?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(200) email?: string | null
}

@InputType()
export class SendQuoteInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => [QuoteRecipientInput], { nullable: true, description: 'The usual one when left out.' }) @ArrayMaxSize(mostRecipients) @ValidateNested({ each: true }) recipients?: QuoteRecipientInput[] | null
  @Field(() => String, { nullable: true, description: "Each recipient's own when left out." }) @IsIn(locales) locale?: string | null
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) subject?: string | null
  @Field(() => String, { nullable: true, description: 'Between the greeting and the link.' }) @NotBlank() @MaxLength(5000) text?: string | null
  @Field(() => DateScalar, { nullable: true, description: "The link's last day; the offer's when left out." }) linkUntil?: string | null
}

@InputType()
export class CreateQuoteLinkInput extends CommandInput {
  @Field(() => ID, { description: 'The quote.' }) id!: string
  @Field(() => QuoteRecipientInput, { nullable: true }) @ValidateNested() recipient?: QuoteRecipientInput | null
  @Field(() => String, { nullable: true }) @IsIn(locales) locale?: string | null
  @Field(() => DateScalar, { nullable: true }) linkUntil?: string | null
}

@InputType()
export class RevokeQuoteLinkInput extends CommandInput {
  @Field(() => ID, { description: 'The link.' }) id!: string
}
