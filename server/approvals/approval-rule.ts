import { defineEntity, p } from '@mikro-orm/core'
import { staffRoles } from '../access/matrix.ts'
import { flag, search } from '../kit/filters.ts'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'
import { PartnerTypeEnum } from '../partners/partner.flow.ts'
import { ProgramLevel } from '../partners/program-level.ts'
import { User } from '../people/user.ts'

export const ApprovalMeasureEnum = enumOf('ApprovalMeasure', ['DISCOUNT', 'MARGIN', 'AMOUNT', 'PAYMENT_DAYS', 'CURRENCY'],
  'What a rule looks at. DISCOUNT: in per cent of the net prices; MARGIN: in per cent, asks below it and where a cost is unknown; AMOUNT: what a buyer and its family were quoted within 30 days; PAYMENT_DAYS: days to pay, beyond the own terms; CURRENCY: the quote is in one of them.')
export const ApprovalDeciderEnum = enumOf('ApprovalDecider', ['MANAGER', 'ROLE', 'PERSON'], "Who decides: a manager of the quote's owner, the nth in the tree; whoever holds a role; a person.")
export const ApproverRoleEnum = enumOf('ApproverRole', staffRoles)

const RuleSchema = defineEntity({
  name: 'ApprovalRule',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    measure: p.text().$type<keyof typeof ApprovalMeasureEnum>(),
    threshold: p.decimal().precision(9).scale(4).nullable().comment('Per cent, or days.'),
    amounts: p.json<Record<string, string>>().nullable(),
    currencies: p.array().$type<string[]>(),
    discountedOnly: p.boolean().comment('Asks for quotes with a discount only.'),
    partnerType: p.text().$type<keyof typeof PartnerTypeEnum>().nullable().comment('Of the buyer; every one where it is left out.'),
    level: () => p.manyToOne(ProgramLevel).nullable(),
    team: () => p.manyToOne(User).nullable().comment('The quotes of those below this person.'),
    validFrom: p.date().nullable(),
    validTo: p.date().nullable().comment('Inclusive.'),
    active: p.boolean(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** What makes a quote need approval, and who decides then. */
export class ApprovalRule extends RuleSchema.class {}
RuleSchema.setClass(ApprovalRule)

const StepSchema = defineEntity({
  name: 'ApprovalRuleStep',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    ruleId: p.uuid(),
    position: p.integer(),
    decider: p.text().$type<keyof typeof ApprovalDeciderEnum>(),
    level: p.integer().nullable().comment('Of a manager: 1 leads the owner of the quote, 2 leads that one.'),
    role: p.text().$type<keyof typeof ApproverRoleEnum>().nullable(),
    person: () => p.manyToOne(User).nullable(),
    remindDays: p.integer().nullable().comment('A reminder each time that so many days have passed.'),
    escalateDays: p.integer().nullable().comment('After so many days it goes on to whoever stands above.'),
  },
})
/** Who decides on what a rule asks for, one after the other. */
export class ApprovalRuleStep extends StepSchema.class {}
StepSchema.setClass(ApprovalRuleStep)
export { RuleSchema as ApprovalRuleSchema, StepSchema as ApprovalRuleStepSchema }

expose(ApprovalRuleStep, StepSchema, { description: 'Who decides on what a rule asks for.', omit: 'ruleId position', enums: { decider: ApprovalDeciderEnum, role: ApproverRoleEnum } })
expose(ApprovalRule, RuleSchema, {
  description: 'What makes a quote need approval, and who decides then. All rules that ask make one chain, in which nobody is asked twice.', omit: 'nameI18n',
  enums: { measure: ApprovalMeasureEnum, partnerType: PartnerTypeEnum },
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    steps: list(() => ApprovalRuleStep, (child, parent) => `${child}.rule_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
  },
  filters: { active: flag((row) => `${row}.active`), search: search((row) => `(${row}.name || ' ' || ${row}.name_i18n::text)`) },
})
