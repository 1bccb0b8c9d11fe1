import { Field, Int, ObjectType } from 'type-graphql'
import { translate } from '../kit/locale.ts'
import { ApprovalDeciderEnum, ApproverRoleEnum } from './approval-rule.ts'
import type { ApprovalReason } from './approval-rules.ts'

@ObjectType({ description: 'One step of the chain that the rules ask for.' })
export class PreviewedStep {
  @Field(() => ApprovalDeciderEnum) decider!: string
  @Field(() => Int, { nullable: true }) level!: number | null
  @Field(() => ApproverRoleEnum, { nullable: true }) role!: string | null
  @Field(() => String, { nullable: true, description: 'The name of whoever would be asked.' }) person!: string | null
}
@ObjectType({ description: 'What the rules of today make of something as it is now.' })
export class ApprovalPreview {
  @Field(() => [String], { description: 'Why it needs approval, as sentences.' }) reasons!: string[]
  @Field(() => [PreviewedStep]) steps!: PreviewedStep[]
}

/** Why something needs approval, as its reader may know it: without margin and cost for those who may not read them. */
export function sentenceOf({ code, actual, limit }: ApprovalReason, locale: string, readsMargin: boolean): string {
  const shielded = code === 'margin' && !readsMargin
  return translate(locale, `approval.${shielded ? 'marginShielded' : actual === '–' ? 'marginUnknown' : code}`, shielded ? {} : { actual: spoken(actual, locale), limit: spoken(limit, locale) })
}

/** A decimal as its reader writes it. */
const spoken = (decimal: string, locale: string): string => (/^-?\d/.test(decimal) ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(decimal as unknown as number) : decimal)
