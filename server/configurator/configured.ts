import { Field, ID, Int, ObjectType } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { enumOf } from '../kit/enums.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { ConfiguredAnswer } from './configuration.ts'
import { choiceStates } from './state.ts'

export const ChoiceStateEnum = enumOf('ChoiceState', choiceStates, 'IMPLIED: what was answered leaves nothing else. IMPOSSIBLE: it does not go together with what was answered.')
export const OptionKindEnum = enumOf('OptionKind', ['one', 'many', 'number'])

@everyone @ObjectType({ description: 'An answer that a reason speaks of.' })
export class ReasonAnswer {
  @Field(() => String) option!: string
  @Field(() => String) choice!: string
  @Field(() => String, { description: 'Both by their names.' }) name!: string
}

@everyone @ObjectType({ description: 'Why a choice does not fit: a smallest set of answers and rules that can\'t hold together with it.' })
export class ChoiceReason {
  @Field(() => [ReasonAnswer]) answers!: ReasonAnswer[]
  @Field(() => [String], { description: "The rules in words, in the viewer's language." }) rules!: string[]
  @Field(() => String, { description: 'All of it in one sentence.' }) text!: string
}

@everyone @ObjectType({ description: 'Something that can be chosen for an option, and whether it still can.' })
export class ConfiguredChoice {
  @Field(() => String) key!: string
  @Field(() => String) name!: string
  @Field(() => ChoiceStateEnum) state!: string
  @Field(() => Boolean, { description: 'Whether it is usual.' }) standard!: boolean
  @Field(() => ChoiceReason, { nullable: true, description: 'Of what is impossible: at once where a single rule says it, else for the options of `explain`.' }) reason!: ChoiceReason | null
}

@everyone @ObjectType({ description: 'A question of a model.' })
export class ConfiguredOption {
  @Field(() => String) key!: string
  @Field(() => String) name!: string
  @Field(() => String, { nullable: true }) help!: string | null
  @Field(() => OptionKindEnum) kind!: string
  @Field(() => Boolean, { description: 'Whether it may be left open.' }) optional!: boolean
  @Field(() => [ConfiguredChoice]) choices!: ConfiguredChoice[]
}

@everyone @ObjectType({ description: 'Questions that belong together.' })
export class ConfiguredGroup {
  @Field(() => String) key!: string
  @Field(() => String) name!: string
  @Field(() => [ConfiguredOption]) options!: ConfiguredOption[]
}

@everyone @ObjectType({ description: 'An answer that gave way to another.' })
export class DroppedAnswer {
  @Field(() => String) option!: string
  @Field(() => String) choice!: string
  @Field(() => String, { description: 'Both by their names.' }) name!: string
  @Field(() => ChoiceReason) reason!: ChoiceReason
}

@everyone @ObjectType({ description: 'A line of the bill of material.' })
export class OfferLine {
  @Field(() => ID, { nullable: true }) productId!: string | null
  @Field(() => String) sku!: string
  @Field(() => String) name!: string
  @Field(() => Int) quantity!: number
  @Field(() => DecimalScalar, { nullable: true, description: 'Of one.' }) listPrice!: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Of one, for the buyer today.' }) netPrice!: string | null
  @Field(() => DecimalScalar, { nullable: true }) amount!: string | null
  @Field(() => DateScalar, { nullable: true, description: 'When it can be there.' }) date!: string | null
}

@everyone @ObjectType({ description: 'What a choice costs beyond the parts.' })
export class OfferSurcharge {
  @Field(() => String) option!: string
  @Field(() => String) choice!: string
  @Field(() => String, { description: 'Both by their names.' }) name!: string
  @Field(() => DecimalScalar) listPrice!: string
  @Field(() => DecimalScalar, { description: 'For the buyer: reduced as the first part is.' }) amount!: string
}

@everyone @ObjectType({ description: 'One option of a solution in words.' })
export class DescriptionLine {
  @Field(() => String) option!: string
  @Field(() => String) choices!: string
}

@everyone @ObjectType({ description: 'What a whole solution is built of, costs the buyer today, and when it can leave.' })
export class ConfigurationOffer {
  @Field(() => [OfferLine], { description: 'The bill of material.' }) lines!: OfferLine[]
  @Field(() => [OfferSurcharge]) surcharges!: OfferSurcharge[]
  @Field(() => String) currency!: string
  @Field(() => DecimalScalar, { nullable: true }) listTotal!: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Null where a part has no price for this buyer.' }) total!: string | null
  @Field(() => Int, { nullable: true }) leadTimeDays!: number | null
  @Field(() => DateScalar, { nullable: true, description: 'When it can leave.' }) date!: string | null
  @Field(() => [DescriptionLine]) description!: DescriptionLine[]
}

@everyone @ObjectType({ description: 'Where a configuration stands.' })
export class Configured {
  @Field(() => ID) versionId!: string
  @Field(() => Int) versionNumber!: number
  @Field(() => String) name!: string
  @Field(() => [ConfiguredAnswer], { description: 'Those that go together.' }) answers!: ConfiguredAnswer[]
  @Field(() => [DroppedAnswer], { description: 'Those that had to give way.' }) dropped!: DroppedAnswer[]
  @Field(() => [ConfiguredGroup]) groups!: ConfiguredGroup[]
  @Field(() => Boolean, { description: 'Whether the answers are a whole solution.' }) complete!: boolean
  @Field(() => [ConfiguredAnswer], { nullable: true, description: 'A whole solution that holds the answers; null when the model has none.' }) completion!: ConfiguredAnswer[] | null
  @Field(() => ConfigurationOffer, { nullable: true, description: 'Of the completion.' }) offer!: ConfigurationOffer | null
}
