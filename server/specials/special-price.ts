import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { covers } from '../access/scope.ts'
import { Account } from '../accounts/account.ts'
import { enumOf } from '../kit/enums.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { anyOf, anyVisible, by, days, flag, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, resolved, sql } from '../kit/read/expose.ts'
import type { SqlScope } from '../kit/read/registry.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { timeline } from '../timeline/timeline.ts'
import { SpecialPriceLine } from './special-price-line.ts'
import { type SpecialPriceState, SpecialPriceStateEnum, specialPriceFlow } from './special-price.flow.ts'

export const SpecialPriceOriginEnum = enumOf('SpecialPriceOrigin', ['PARTNER', 'STAFF'], 'Who began it: somebody of the partner, or of ours for it.')

const SpecialPriceSchema = defineEntity({
  name: 'SpecialPrice',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text(),
    state: p.text().$type<SpecialPriceState>(),
    origin: p.text().$type<'PARTNER' | 'STAFF'>(),
    partner: () => p.manyToOne(Partner),
    account: () => p.manyToOne(Account).nullable().comment('The end customer whom it is for; without one, any.'),
    seller: () => p.manyToOne(User).nullable().comment("The partner's person in charge."),
    owner: () => p.manyToOne(User).nullable(),
    currency: p.string().length(3),
    validFrom: p.date().comment('The first day.'),
    validTo: p.date().comment('The last day.'),
    competitor: p.text().nullable().comment('Against whom, and at which price.'),
    reason: p.text(),
    createdById: p.uuid().nullable(),
    submittedBy: () => p.manyToOne(User).nullable(),
    submittedAt: p.datetime().nullable(),
    decidedBy: () => p.manyToOne(User).nullable(),
    decidedAt: p.datetime().nullable(),
    decisionNote: p.text().nullable().comment('Why it was rejected, what is missing, or what goes with the approval.'),
    priceListId: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** A partner's request for a price of its own: with its reason, its days, and how many. */
export class SpecialPrice extends SpecialPriceSchema.class {
  subject(): Subject {
    return subjectOf('special_price', this)
  }
}
SpecialPriceSchema.setClass(SpecialPrice)
export { SpecialPriceSchema }

/** Nobody decides on what they asked for themselves. */
const notOwn = (row: string, { viewer, param }: SqlScope) =>
  `${row}.submitted_by_id is distinct from ${param(viewer.userId)}::uuid and ${row}.created_by_id is distinct from ${param(viewer.userId)}::uuid`
/** The viewer's to decide on, at the prices that are asked for. */
const toDecide = (row: string): string => `app.decides_on_special_price(${row}.id) is not null`
/** Submitted, and the viewer's to decide on. */
export const decidedBy = (row: string, { viewer }: SqlScope): string => (viewer.scope('specialPrice:approve') === null ? 'false' : `case when ${row}.state = 'Submitted' then ${toDecide(row)} else false end`)
/** Who may agree may say no, and so may all who lead its owner or manage the partner. */
export function toDecline(row: string, scope: SqlScope): string {
  const held = scope.viewer.scope('specialPrice:reject') === 'own' ? null : covers('specialPrice:reject', row, scope.viewer, scope)
  return held === null ? toDecide(row) : `(((${held}) and ${notOwn(row, scope)}) or ${toDecide(row)})`
}
const usedUp = (row: string) => `(${row}.state in ('Approved', 'Expired') and not exists (select 1 from special_price_line l where l.special_price_id = ${row}.id and l.used_quantity < l.approved_quantity))`

expose(SpecialPrice, SpecialPriceSchema, {
  description: 'A request for a special price: draft, submitted, decided on, and how much of what was granted is left.',
  partner: 'id number state origin partner account seller currency validFrom validTo competitor reason submittedBy submittedAt decidedAt decisionNote createdAt updatedAt revision lines usedUp actions',
  omit: 'createdById priceListId', enums: { state: SpecialPriceStateEnum, origin: SpecialPriceOriginEnum },
  fields: {
    lines: list(() => SpecialPriceLine, (child, parent) => `${child}.special_price_id = ${parent}.id`, (child) => `${child}.position`),
    usedUp: sql(() => Boolean, usedUp, { nullable: false, description: 'Nothing is left of what was granted.' }),
    timeline: { ...timeline('subject_id'), partner: false },
    approvalPreview: resolved(['id']),
    actions: actions(specialPriceFlow, 'specialPrice', { asked: { approve: toDecide, reject: toDecline, return: toDecline } }),
  },
  filters: {
    state: anyOf(SpecialPriceStateEnum, 'state'), partnerId: { ...anyVisible('partner_id', 'partner'), staffOnly: true }, accountId: anyVisible('account_id', 'account'), validTo: days('valid_to'), usedUp: flag(usedUp),
    waitsForMe: { type: () => Boolean, staffOnly: true, sql: (row, wanted: boolean, scope) => (wanted ? decidedBy(row, scope) : `not ${decidedBy(row, scope)}`) },
    search: search((row) => `(${row}.number || ' ' || ${row}.reason || ' ' || coalesce(${row}.competitor, ''))`),
  },
  sorts: { CREATED_AT: by('created_at', 'timestamptz'), VALID_TO: by('valid_to', 'date'), NUMBER: by('number', 'text') },
  defaultSort: { by: 'CREATED_AT', direction: 'DESC' },
})
