import { any, reason } from '../access/condition.ts'
import { type TablePolicy, holds, staffOwned } from '../access/policies.ts'

/** Absences are seen by who is away, who stands in, and who leads them. */
const absence = any(staffOwned('delegation:manage', { owner: 'person_id' }), reason('delegate', 'delegate_id = (select app.user_id())'))

export const approvalPolicies: TablePolicy[] = [
  // whoever submits a quote is told what the rules ask of it, so they are no secret among those who quote
  { table: 'approval_rule', audit: { record: 'approval_rule', skip: ['updated_at'] }, staff: { grant: 'select, insert, update, delete', read: holds('quote:read'), write: holds('approvalrule:manage') } },
  { table: 'approval_rule_step', audit: { record: 'approval_rule', id: 'r.rule_id' }, staff: { grant: 'select, insert, update, delete', read: holds('quote:read'), write: holds('approvalrule:manage') } },
  {
    table: 'approval_delegation', audit: { record: 'approval_delegation', person: 'r.person_id', personal: ['reason'] },
    staff: { grant: 'select, insert, update (ended_at)', read: absence, insert: staffOwned('delegation:manage', { owner: 'person_id' }) },
  },
]
