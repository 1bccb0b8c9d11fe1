import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, list, resolved, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { QuoteApproval } from './quote-approval.ts'
import { QuoteLine } from './quote-line.ts'
import { type QuoteState, QuoteStateEnum } from './quote.flow.ts'

const amount = () => p.decimal().precision(19).scale(6)
const percent = () => p.decimal().precision(9).scale(4)

const QuoteVersionSchema = defineEntity({
  name: 'QuoteVersion',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    quoteId: p.uuid(),
    number: p.integer().comment("0 is the dealer's request."),
    state: p.text().$type<QuoteState>(),
    revision: p.integer().version().comment('Rises with every change; an edit names the one that it saw.'),
    partnerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    currency: p.string().length(3),
    discountPercent: percent().comment('On the whole, after the discounts of the lines.'),
    subtotal: amount().comment('The sum of the lines.'),
    discountAmount: amount(),
    total: amount(),
    paymentDays: p.integer().nullable().comment("Within how many days the buyer pays; by its own terms where it is left out."),
    validUntil: p.date().nullable().comment('The last day on which it can be accepted.'),
    note: p.text().nullable().comment('To the buyer.'),
    wishedDiscountPercent: percent().nullable(),
    requestNote: p.text().nullable(),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    submittedById: p.uuid().nullable(),
    submittedAt: p.datetime().nullable(),
    presentedAt: p.datetime().nullable(),
    superseded: p.boolean().comment('A newer version has taken its place.'),
    decidedById: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    declineReason: p.text().nullable(),
    purchaseOrder: p.text().nullable(),
  },
})

/** One state of an offer: lines, discount and totals. Never changed from submit on. */
export class QuoteVersion extends QuoteVersionSchema.class {}
QuoteVersionSchema.setClass(QuoteVersion)
export { QuoteVersionSchema }

const internal = (column: string) => (row: string) => `(select i.${column} from quote_version_internal i where i.version_id = ${row}.id)`
/** The margin of a version in per cent with two digits, as text; null where nothing is charged or no cost is known. */
export const marginPercentOf = (row: string): string =>
  `(select case when ${row}.total > 0 then trim_scale(round((${row}.total - i.cost) / ${row}.total * 100, 2))::text end from quote_version_internal i where i.version_id = ${row}.id)`

expose(QuoteVersion, QuoteVersionSchema, {
  description: 'One state of an offer. Never changed from submit on.',
  partner: 'id number state revision currency discountPercent subtotal discountAmount total paymentDays validUntil note wishedDiscountPercent requestNote presentedAt decidedAt declineReason purchaseOrder superseded lines',
  omit: 'quoteId partnerId sellerId createdById submittedById decidedById',
  enums: { state: QuoteStateEnum },
  fields: {
    lines: list(() => QuoteLine, (child, parent) => `${child}.version_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
    cost: sql(() => DecimalScalar, (row) => `trim_scale(${internal('cost')(row)})::text`, { permission: 'margin:read' }),
    margin: sql(() => DecimalScalar, (row) => `trim_scale(${row}.total - ${internal('cost')(row)})::text`, { permission: 'margin:read' }),
    marginPercent: sql(() => DecimalScalar, marginPercentOf, { permission: 'margin:read' }),
    internalNote: sql(() => String, internal('internal_note')),
    approvalReasons: resolved(['id']),
    otherOffers: resolved(['id'], { partner: true }),
    approvals: list(() => QuoteApproval, (child, parent) => `${child}.version_id = ${parent}.id`, (child) => `${child}.step`),
  },
})
