import { defineEntity, p } from '@mikro-orm/core'
import type { ApprovalReason, Figures } from '../approvals/approval-rules.ts'

const QuoteVersionInternalSchema = defineEntity({
  name: 'QuoteVersionInternal',
  properties: {
    versionId: p.uuid().primary(),
    cost: p.decimal().precision(19).scale(6).nullable(),
    internalNote: p.text().nullable(),
    approvalReasons: p.json<ApprovalReason[]>(),
    approvalFigures: p.json<Figures>().nullable(),
    otherOffers: p.json<unknown[]>().nullable(),
    offersAcknowledged: p.boolean().nullable(),
  },
})
/** What staff know of a version and its buyer does not. */
export class QuoteVersionInternal extends QuoteVersionInternalSchema.class {}
QuoteVersionInternalSchema.setClass(QuoteVersionInternal)

const QuoteLineCostSchema = defineEntity({
  name: 'QuoteLineCost',
  properties: { lineId: p.uuid().primary(), unitCost: p.decimal().precision(19).scale(6) },
})
/** What one of a line's product cost us when it was quoted. */
export class QuoteLineCost extends QuoteLineCostSchema.class {}
QuoteLineCostSchema.setClass(QuoteLineCost)

export { QuoteVersionInternalSchema, QuoteLineCostSchema }
