import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account } from '../accounts/account.ts'
import { letters } from '../documents/document-mail.ts'
import { enumOf } from '../kit/enums.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { anyId, anyOf, anyVisible, by, days, flag, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, related, sql } from '../kit/read/expose.ts'
import { DateScalar } from '../kit/scalars.ts'
import { Order } from '../orders/order.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { Quote } from '../quotes/quote.ts'
import { timeline } from '../timeline/timeline.ts'
import { ContractText } from './contract-text.ts'
import { ContractKindEnum, ContractTemplate } from './contract-template.ts'
import { type ContractState, ContractStateEnum, contractFlow } from './contract.flow.ts'

export const ContractRenewalEnum = enumOf('ContractRenewal', ['NONE', 'AUTOMATIC', 'ASK'], 'What happens at its end: it ends, it goes on by itself, or somebody decides.')

const ContractSchema = defineEntity({
  name: 'Contract',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text(),
    title: p.text(),
    kind: p.text().$type<keyof typeof ContractKindEnum>(),
    state: p.text().$type<ContractState>(),
    locale: p.text(),
    body: p.text().comment('The draft: Markdown with fields such as `{{account.name}}`.'),
    partner: () => p.manyToOne(Partner).nullable(),
    account: () => p.manyToOne(Account).nullable(),
    owner: () => p.manyToOne(User).nullable(),
    quote: () => p.manyToOne(Quote).nullable(),
    order: () => p.manyToOne(Order).nullable(),
    template: () => p.manyToOne(ContractTemplate).nullable(),
    startOn: p.date().nullable(),
    endOn: p.date().nullable().comment('Its last day; none when it runs until somebody ends it.'),
    renewal: p.text().$type<keyof typeof ContractRenewalEnum>(),
    renewalMonths: p.integer().nullable().comment('By how much it goes on.'),
    termDay: p.integer().nullable().comment('The day of the month on which its terms begin, kept when it is renewed.'),
    noticeDays: p.integer().comment('How long before its end notice must be given.'),
    value: p.decimal().precision(19).scale(6).nullable(),
    currency: p.string().length(3).nullable(),
    sentAt: p.datetime().nullable(),
    terminatedAt: p.datetime().nullable(),
    terminatedOn: p.date().nullable().comment('Its last day after notice was given.'),
    terminationReason: p.text().nullable().comment('Told to the other side.'),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** What was agreed with a partner or an account for some time. */
export class Contract extends ContractSchema.class {
  subject(): Subject {
    return subjectOf('contract', this)
  }
}
ContractSchema.setClass(Contract)
export { ContractSchema }

/** Days before the last day for notice from which a contract asks to be looked at. */
const ahead = 60
export const noticeDue = (row: string) => `coalesce(${row}.state = 'Active' and ${row}.renewal <> 'NONE' and ${row}.last_notice_on between app.today() and app.today() + ${ahead}, false)`
/** The day of the month on which a term begins: what it was when the last day was agreed on. */
export const termDay = (end: string, kept: string) => `coalesce(${kept}, extract(day from ${end} + 1)::int)`
/** The last day of the next term, which begins on the day of the month on which the others do, or on the last of a month that is shorter. */
export function nextEnd(end: string, months: string, kept: string): string {
  const month = `(date_trunc('month', (${end} + 1)::timestamp) + make_interval(months => ${months}))`
  return `(${month}::date + least(${termDay(end, kept)}, extract(day from ${month} + interval '1 month -1 day')::int) - 2)`
}
const sent = (row: string) => `${row}.sent_at is not null`

expose(Contract, ContractSchema, {
  description: 'What was agreed with a partner or an account for some time.',
  partner: 'id number title kind state locale partner account owner startOn endOn renewal renewalMonths noticeDays value currency sentAt terminatedAt terminatedOn terminationReason createdAt updatedAt lastNoticeOn noticeDue pdf texts',
  omit: 'createdById termDay', enums: { state: ContractStateEnum, kind: ContractKindEnum, renewal: ContractRenewalEnum },
  fields: {
    actions: actions(contractFlow, 'contract', { guards: { renew: (row) => `${row}.end_on is not null` } }),
    lastNoticeOn: sql(() => DateScalar, (row) => `${row}.last_notice_on`, { description: 'The last day on which notice can be given.' }),
    noticeDue: sql(() => Boolean, noticeDue, { nullable: false, description: 'Whether it is time to decide on its renewal.' }),
    pdf: sql(() => String, (row, { viewer }) => `case when ${viewer.audience === 'crm' ? 'true' : sent(row)} then '/${viewer.audience}/files/contracts/' || ${row}.id || '.pdf' end`, { description: 'Where its pages are.' }),
    texts: list(() => ContractText, (child, parent) => `${child}.contract_id = ${parent}.id`, (child) => `${child}.number desc`, { description: 'As it was sent, the latest first.' }),
    text: related(() => ContractText, (child, parent) => `${child}.contract_id = ${parent}.id`, (child) => `${child}.number desc`, { partner: true, description: 'As it was sent last.' }),
    mails: letters('contract'),
  },
  filters: {
    state: anyOf(ContractStateEnum, 'state'), kind: anyOf(ContractKindEnum, 'kind'), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'), ownerId: anyId('owner_id', { staffOnly: true }),
    endOn: days('end_on'), noticeDue: flag(noticeDue), search: search((row) => `concat_ws(' ', ${row}.number, ${row}.title)`),
  },
  sorts: { UPDATED_AT: by('updated_at', 'timestamptz'), NUMBER: by('number', 'text'), END_ON: by('end_key', 'date') },
  defaultSort: { by: 'UPDATED_AT', direction: 'DESC' },
})
addField(Contract, 'timeline', timeline('subject_id'))
for (const [entity, column] of [[Account, 'account_id'], [Partner, 'partner_id']] as const) {
  addField(entity, 'contracts', connection(() => Contract, (child, parent) => `${child}.${column} = ${parent}.id`, { partner: true }))
  addField(entity, 'runningContractCount', sql(() => Int, (row) => `(select count(*)::int from contract c where c.${column} = ${row}.id and c.state = 'Active')`, { nullable: false }))
}
