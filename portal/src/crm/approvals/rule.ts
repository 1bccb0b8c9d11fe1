import type { ApprovalRuleRowFragment, SaveApprovalRuleInput } from '../gql/graphql'

/** A rule as the server takes it back. */
export const inputOf = ({ id, revision, name, measure, threshold, amounts, currencies, discountedOnly, partnerType, level, team, validFrom, validTo, active, steps }: ApprovalRuleRowFragment): Omit<SaveApprovalRuleInput, 'clientMutationId'> => ({
  id, revision, name, measure, threshold, amounts: amounts ? Object.entries(amounts as Record<string, string | number>).map(([currency, amount]) => ({ currency, amount: String(amount) })) : null, currencies: [...currencies], discountedOnly, partnerType,
  levelId: level?.id ?? null, teamId: team?.id ?? null, validFrom, validTo, active,
  steps: steps.map((step) => ({ decider: step.decider, level: step.level, role: step.role, personId: step.person?.id ?? null, remindDays: step.remindDays, escalateDays: step.escalateDays })),
})
