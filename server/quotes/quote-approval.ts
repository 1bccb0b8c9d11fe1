import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'

export const ApprovalStateEnum = enumOf('ApprovalState', ['Pending', 'Approved', 'Rejected', 'Returned', 'Withdrawn'])

const QuoteApprovalSchema = defineEntity({
  name: 'QuoteApproval',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    versionId: p.uuid(),
    step: p.integer(),
    state: p.text().$type<keyof typeof ApprovalStateEnum>(),
    requestedBy: () => p.manyToOne(User).fieldName('requested_by_id'),
    requestedAt: p.datetime().onCreate(() => new Date()),
    approver: () => p.manyToOne(User).nullable(),
    decidedAt: p.datetime().nullable(),
    comment: p.text().nullable(),
  },
})

/** One step of the approval of a quote's version; for staff. */
export class QuoteApproval extends QuoteApprovalSchema.class {}
QuoteApprovalSchema.setClass(QuoteApproval)
export { QuoteApprovalSchema }

expose(QuoteApproval, QuoteApprovalSchema, { description: "One step of the approval of a quote's version.", omit: 'versionId', enums: { state: ApprovalStateEnum } })
