import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account, buyerNames } from '../accounts/account.ts'
import { Contact } from '../contacts/contact.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { amountsBeside, anyId, anyOfBeside, anyVisible, by, dates, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, related, resolved, sql } from '../kit/read/expose.ts'
import type { Audience, SqlScope } from '../kit/read/registry.ts'
import { DateScalar, DateTimeScalar, DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { type QuoteState, QuoteStateEnum, quoteFlow } from './quote.flow.ts'
import { QuoteApproval } from './quote-approval.ts'
import { QuoteVersion, marginPercentOf } from './quote-version.ts'

const QuoteSchema = defineEntity({
  name: 'Quote',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text().comment('In a sequence per partner, so that it tells nothing of what others buy.'),
    partner: () => p.manyToOne(Partner).nullable().comment('The buyer, through the channel.'),
    account: () => p.manyToOne(Account).nullable().comment('The end customer; direct, the buyer.'),
    contact: () => p.manyToOne(Contact).nullable(),
    owner: () => p.manyToOne(User).nullable().comment('The representative.'),
    seller: () => p.manyToOne(User).nullable().comment("The partner's person in charge."),
    createdById: p.uuid().nullable(),
    publicAt: p.datetime().nullable(),
    publicState: p.text().$type<QuoteState>().nullable(),
    currency: p.string().length(3),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
  },
})

/** An offer to a partner or an account: a header, and versions that never change once they were submitted. */
export class Quote extends QuoteSchema.class {
  subject(): Subject {
    return subjectOf('quote', this)
  }
}
QuoteSchema.setClass(Quote)
export { QuoteSchema }

/** A column of the latest version that the viewer may see: the row policy on versions decides which that is. */
const latest = (expression: string) => (row: string) =>
  `(select ${expression} from quote_version v where v.quote_id = ${row}.id order by v.number desc limit 1)`
/** Staff see the state of the work; a buyer sees what was made public of it. */
const stateOf = (audience: Audience) => (row: string) => (audience === 'crm' ? latest('v.state')(row) : `${row}.public_state`)
const state = (row: string, { viewer }: Pick<SqlScope, 'viewer'>) => stateOf(viewer.audience)(row)
/** The work in between must not show in when a dealer's quote changed. */
const updated = (row: string, { viewer }: Pick<SqlScope, 'viewer'>) => (viewer.audience === 'crm' ? `${row}.updated_at` : `${row}.public_at`)
const amount = latest('v.total')
/** For staff the latest version is the one that none has taken the place of. */
const ofLatest = (column: string) => ({ table: 'quote_version', of: 'quote_id', column, where: 'not $.superseded', audience: 'crm' as const })
/** Whoever the chain asks, and whoever stands in for them; never who submitted it or owns it. */
const toDecide = latest('app.decides_for(v.id) is not null')
const inTime = latest('v.valid_until >= app.today()')

expose(Quote, QuoteSchema, {
  description: 'An offer to a partner or an account, with its versions.',
  partner: 'id number state partner account contact owner seller currency createdAt updatedAt validUntil total version versions pdf',
  omit: 'createdById publicState publicAt',
  fields: {
    updatedAt: sql(() => DateTimeScalar, updated, { nullable: false, description: 'For its buyer: when what they may know of it last changed.' }),
    state: sql(() => QuoteStateEnum, state, { nullable: false, description: 'The state of the latest version that the viewer may see.' }),
    actions: actions(quoteFlow, 'quote', {
      state,
      guards: { present: inTime, send: inTime, accept: inTime },
      asked: { approve: toDecide, reject: toDecide, return: toDecide },
      others: { copy: () => 'true' },
    }),
    validUntil: sql(() => DateScalar, latest('v.valid_until')),
    total: sql(() => DecimalScalar, latest('trim_scale(v.total)::text')),
    marginPercent: sql(() => DecimalScalar, (row) => `(select ${marginPercentOf('v')} from quote_version v where v.quote_id = ${row}.id order by v.number desc limit 1)`, { permission: 'margin:read' }),
    version: related(() => QuoteVersion, (child, parent) => `${child}.quote_id = ${parent}.id`, (child) => `${child}.number desc`, { description: 'The latest version that the viewer may see.' }),
    comparison: resolved(['id'], { partner: true }),
    approvalPreview: resolved(['id']),
    versions: list(() => QuoteVersion, (child, parent) => `${child}.quote_id = ${parent}.id`, (child) => `${child}.number desc`),
    pdf: sql(() => String, (row, scope) => `case when ${state(row, scope)} in ('Approved', 'Presented', 'Accepted', 'Declined', 'Expired') and ${latest('true')(row)} then '/${scope.viewer.audience}/files/quotes/' || ${row}.id || '.pdf' end`, { description: 'Where the printed offer is.' }),
  },
  filters: {
    state: anyOfBeside(QuoteStateEnum, ofLatest('state'), state), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'), ownerId: anyId('owner_id', { staffOnly: true }),
    createdAt: dates('created_at'), total: amountsBeside(ofLatest('total_key'), 'total', amount),
    search: lookUp('quote', ...buyerNames),
  },
  sorts: {
    UPDATED_AT: by(updated, 'timestamptz'), CREATED_AT: by('created_at', 'timestamptz'), NUMBER: by('number', 'text'),
    TOTAL: by((row) => `coalesce(${latest('v.total_key')(row)}, 0)`, 'double precision', { beside: ofLatest('total_key') }),
    VALID_UNTIL: by((row) => `coalesce(${latest('v.valid_key')(row)}, 'infinity')`, 'date', { beside: ofLatest('valid_key') }),
  },
  defaultSort: { by: 'UPDATED_AT', direction: 'DESC' },
})

addField(QuoteApproval, 'quote', related(() => Quote, (child, parent) => `${child}.id = (select v.quote_id from quote_version v where v.id = ${parent}.version_id)`))

const open = `('Requested', 'Draft', 'Submitted', 'PendingApproval', 'Approved', 'Presented')`
for (const [entity, column] of [[Account, 'account_id'], [Partner, 'partner_id']] as const) {
  addField(entity, 'quotes', connection(() => Quote, (child, parent) => `${child}.${column} = ${parent}.id`, { partner: true }))
  addField(entity, 'openQuoteCount', sql(() => Int, (row) => `(select count(*)::int from quote q where q.${column} = ${row}.id and ${stateOf('crm')('q')} in ${open})`, { nullable: false }))
}
