import { Account } from '../accounts/account.ts'
import { by } from '../kit/filters.ts'
import { Event, EventSchema } from '../kit/event.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, related, resolved } from '../kit/read/expose.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'

expose(Event, EventSchema, {
  description: 'Something that happened to a record: who, when, what, through which channel.',
  partner: 'id at type actor actorName channel subjectType subjectId account data',
  omit: 'actorId accountId partnerId ownerId sellerId',
  fields: {
    actor: related(() => User, (child, parent) => `${child}.id = ${parent}.actor_id`),
    account: related(() => Account, (child, parent) => `${child}.id = ${parent}.account_id`),
    summary: resolved(['type', 'data'], { partner: true }),
  },
  sorts: { AT: by('at', 'timestamptz') },
  defaultSort: { by: 'AT', direction: 'DESC' },
})

/** The timeline of a record whose events name it in this column. */
export const timeline = (column: string) => connection(() => Event, (child, parent) => `${child}.${column} = ${parent}.id`, { partner: true })
addField(Account, 'timeline', timeline('account_id'))
addField(Partner, 'timeline', timeline('partner_id'))
