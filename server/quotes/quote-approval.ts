import { defineEntity, p } from '@mikro-orm/core'
import { anyOf, by, dates, flag, search } from '../kit/filters.ts'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { User } from '../people/user.ts'
import { ApprovalDeciderEnum, ApproverRoleEnum } from '../approvals/approval-rule.ts'

export const ApprovalStateEnum = enumOf('ApprovalState', ['Waiting', 'Pending', 'Approved', 'Rejected', 'Returned', 'Withdrawn'], 'Waiting: the steps before it are not through yet. Pending: it is its turn.')

const QuoteApprovalSchema = defineEntity({
  name: 'QuoteApproval',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    versionId: p.uuid(),
    step: p.integer(),
    state: p.text().$type<keyof typeof ApprovalStateEnum>(),
    decider: p.text().$type<keyof typeof ApprovalDeciderEnum>().default('MANAGER'),
    level: p.integer().nullable().comment("The nth manager above the quote's owner."),
    role: p.text().$type<keyof typeof ApproverRoleEnum>().nullable(),
    person: () => p.manyToOne(User).nullable().comment('Who is asked. Those above them may decide, too, and who stands in for them.'),
    requestedBy: () => p.manyToOne(User).fieldName('requested_by_id'),
    requestedAt: p.datetime().onCreate(() => new Date()),
    waitingSince: p.datetime().nullable().comment('When its turn came.'),
    remindDays: p.integer().nullable(),
    escalateDays: p.integer().nullable(),
    remindedAt: p.datetime().nullable(),
    escalatedAt: p.datetime().nullable().comment('When it went on to whoever stands above.'),
    approver: () => p.manyToOne(User).nullable(),
    for: () => p.manyToOne(User).fieldName('for_id').nullable().comment('For whom the approver stood in.'),
    decidedAt: p.datetime().nullable(),
    comment: p.text().nullable(),
  },
})

/** One step of the approval of a quote's version; for staff. */
export class QuoteApproval extends QuoteApprovalSchema.class {}
QuoteApprovalSchema.setClass(QuoteApproval)
export { QuoteApprovalSchema }

/** Whether the viewer may decide on the step now. */
const isForViewer = (row: string): string => `case when ${row}.state = 'Pending' then app.decides_for(${row}.version_id) is not null else false end`

expose(QuoteApproval, QuoteApprovalSchema, {
  description: "One step of the approval of a quote's version.", omit: 'versionId', enums: { state: ApprovalStateEnum, decider: ApprovalDeciderEnum, role: ApproverRoleEnum },
  fields: {
    dueAt: sql(() => DateTimeScalar, (row) => `(${row}.waiting_since + make_interval(days => coalesce(${row}.escalate_days, ${row}.remind_days)))`, { description: 'Until when it should be decided.' }),
    mine: sql(() => Boolean, isForViewer, { nullable: false, description: 'Whether the viewer may decide on it now.' }),
  },
  filters: { state: anyOf(ApprovalStateEnum, 'state'), mine: flag(isForViewer, { description: 'What the viewer may decide on now.' }), requestedAt: dates('requested_at'),
    search: search((row) => `(select q.number from quote q join quote_version v on v.quote_id = q.id where v.id = ${row}.version_id)`) },
  sorts: { REQUESTED_AT: by('requested_at', 'timestamptz') },
  defaultSort: { by: 'REQUESTED_AT', direction: 'ASC' },
})
