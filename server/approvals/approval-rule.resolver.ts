import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { Decimal } from '../kit/money.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { translate } from '../kit/locale.ts'
import { ProgramLevel } from '../partners/program-level.ts'
import { User } from '../people/user.ts'
import { type ApprovalStepInput, RemoveApprovalRuleInput, SaveApprovalRuleInput } from './approval.input.ts'
import { type Scoped, findingsOf } from './approval-findings.ts'
import { ApprovalRule, ApprovalRuleStep } from './approval-rule.ts'
import type { Step } from './approval-rules.ts'

const ApprovalRulePayload = payload('ApprovalRulePayload', { approvalRule: ApprovalRule })
const RemoveApprovalRulePayload = payload('RemoveApprovalRulePayload', {})

@ObjectType({ description: 'Something about the approval rules that whoever made them should know: a rule that never asks, one that another makes idle, a step that nobody can decide.' })
class ApprovalFinding {
  @Field(() => ID, { nullable: true }) ruleId!: string | null
  @Field(() => String) message!: string
}

@Resolver()
export class ApprovalRuleResolver {
  @Needs('approvalrule:manage') @Query(() => [ApprovalRule])
  approvalRules(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(ApprovalRule, () => 'true', (row) => `${row}.active desc, ${row}.measure, ${row}.created_at, ${row}.id`, info)
  }

  @Needs('approvalrule:manage') @Query(() => [ApprovalFinding])
  async approvalFindings(@Ctx() { run, locale }: RequestContext): Promise<ApprovalFinding[]> {
    const [row] = await run(findingsSql, [])
    const { rules, roles, people, currencies } = row as unknown as { rules: Scoped[]; roles: string[]; people: Record<string, { name: string; scope: string | null }>; currencies: string[] }
    const decides = ({ decider, role, personId }: Step) => (decider === 'ROLE' ? (roles.includes(role!) ? null : translate(locale, `access.roles.${role}`)) : decider === 'PERSON' ? (people[personId!]?.scope ? null : people[personId!]?.name ?? '–') : null)
    return findingsOf(rules, decides, currencies).map(({ ruleId, code, other }) => ({ ruleId, message: translate(locale, `approvalFinding.${code}`, { other }) }))
  }

  @Needs('approvalrule:manage') @Mutation(() => ApprovalRulePayload, { description: 'Makes a rule or changes one. Versions that were submitted keep their reasons; they are asked again when somebody approves or presents them. Errors: NOT_FOUND, STALE, REQUIRED, OUT_OF_RANGE, BAD_USER_INPUT.' })
  saveApprovalRule(@Arg('input', () => SaveApprovalRuleInput) input: SaveApprovalRuleInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      refuse(input)
      const level = input.levelId ? await tx.find(ProgramLevel, input.levelId, 'levelId') : null, team = input.teamId ? await staff(tx, input.teamId, ['teamId']) : null
      for (const [index, { personId }] of input.steps.entries()) if (personId) await staff(tx, personId, ['steps', String(index), 'personId'])
      const values = {
        name: input.name.trim(), measure: input.measure, threshold: measured(input) ? input.threshold! : null,
        amounts: input.measure === 'AMOUNT' ? Object.fromEntries(input.amounts!.map(({ currency, amount }) => [currency, amount])) : null,
        currencies: input.measure === 'CURRENCY' ? [...new Set(input.currencies!)].sort() : [], discountedOnly: input.discountedOnly ?? false, partnerType: input.partnerType ?? null, level, team,
        validFrom: input.validFrom ?? null, validTo: input.validTo ?? null, active: input.active ?? true,
      }
      const rule = input.id ? await locked(tx, input.id, input.revision) : tx.em.create(ApprovalRule, { ...values, nameI18n: {} })
      // a name that was changed is no longer what was translated
      if (input.id) Object.assign(rule, values, rule.name === values.name ? {} : { nameI18n: {} }, { updatedAt: new Date() })
      await tx.em.persist(rule).flush()
      void tx.run('delete from approval_rule_step where rule_id = $1', [rule.id])
      tx.add(ApprovalRuleStep, ...input.steps.map((step, index) => ({ ruleId: rule.id, position: index + 1, ...cleaned(step) })))
      return { approvalRule: rule }
    })
  }

  @Needs('approvalrule:manage') @Mutation(() => RemoveApprovalRulePayload, { description: 'Errors: NOT_FOUND.' })
  removeApprovalRule(@Arg('input', () => RemoveApprovalRuleInput) input: RemoveApprovalRuleInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      tx.em.remove(await locked(tx, input.id))
      return {}
    })
  }
}

async function locked(tx: Transaction, id: string, revision?: number | null): Promise<ApprovalRule> {
  const rule = await tx.load(ApprovalRule, id, 'approvalrule:manage')
  if (revision != null && revision !== rule.revision) throw new UserError('STALE', ['revision'])
  return rule
}

async function staff(tx: Transaction, id: string, path: string[]): Promise<User> {
  const person = await tx.find(User, id, path.join('.')).catch(() => null)
  if (!person || person.audience !== 'crm') throw new UserError('NOT_FOUND', path)
  return person
}

const measured = ({ measure }: SaveApprovalRuleInput): boolean => ['DISCOUNT', 'MARGIN', 'PAYMENT_DAYS'].includes(measure)
const cleaned = ({ decider, level, role, personId, remindDays, escalateDays }: ApprovalStepInput) => ({
  decider, level: decider === 'MANAGER' ? level! : null, role: decider === 'ROLE' ? role! : null, person: decider === 'PERSON' ? personId! : null, remindDays: remindDays ?? null, escalateDays: escalateDays ?? null,
})

/** Every fault of a rule's form at once, each beside its field. */
function refuse(input: SaveApprovalRuleInput): void {
  const faults: UserError[] = [], fault = (code: 'REQUIRED' | 'OUT_OF_RANGE' | 'BAD_USER_INPUT', path: string[], max?: number) => faults.push(new UserError(code, path, { max }))
  const most = input.measure === 'PAYMENT_DAYS' ? 365 : 100
  if (measured(input) && input.threshold == null) fault('REQUIRED', ['threshold'])
  if (measured(input) && input.threshold != null && (new Decimal(input.threshold).lt(input.measure === 'MARGIN' ? -most : 0) || new Decimal(input.threshold).gt(most))) fault('OUT_OF_RANGE', ['threshold'], most)
  if (input.measure === 'AMOUNT' && !input.amounts?.length) fault('REQUIRED', ['amounts'])
  input.amounts?.forEach(({ amount }, index) => { if (!new Decimal(amount).gt(0) || new Decimal(amount).gte(1e13)) fault('OUT_OF_RANGE', ['amounts', String(index), 'amount'], 1e13) })
  if (input.measure === 'CURRENCY' && !input.currencies?.length) fault('REQUIRED', ['currencies'])
  if (input.validFrom && input.validTo && input.validFrom > input.validTo) fault('BAD_USER_INPUT', ['validTo'])
  input.steps.forEach(({ decider, level, role, personId }, index) => {
    const field = { MANAGER: 'level', ROLE: 'role', PERSON: 'personId' }[decider]
    if (({ level, role, personId } as Record<string, unknown>)[field] == null) fault('REQUIRED', ['steps', String(index), field])
  })
  if (faults.length) throw new UserErrors(faults)
}

const findingsSql = `select
  (select coalesce(json_agg(json_build_object('id', r.id, 'name', coalesce(r.name_i18n ->> app.setting('locale'), r.name), 'measure', r.measure, 'threshold', trim_scale(r.threshold)::text, 'amounts', r.amounts, 'currencies', r.currencies, 'discountedOnly', r.discounted_only,
    'partnerType', r.partner_type, 'levelId', r.level_id, 'teamId', r.team_id, 'active', r.active, 'over', coalesce(r.valid_to < app.today(), false),
    'steps', (select coalesce(json_agg(json_build_object('decider', s.decider, 'level', s.level, 'role', s.role, 'personId', s.person_id) order by s.position), '[]') from approval_rule_step s where s.rule_id = r.id)) order by r.created_at, r.id), '[]') from approval_rule r) as rules,
  (select coalesce(json_agg(distinct held), '[]') from app_user u, unnest(u.roles) held where u.active and u.audience = 'crm' and app.approval_scope(u.id) is not null) as roles,
  (select coalesce(json_object_agg(u.id, json_build_object('name', u.name, 'scope', app.approval_scope(u.id))), '{}') from app_user u where u.id in (select person_id from approval_rule_step)) as people,
  (select coalesce(json_agg(distinct currency order by currency), '[]') from partner where state = 'Active') as currencies`
