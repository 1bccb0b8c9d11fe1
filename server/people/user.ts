import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { anyOf, by, flag, search } from '../kit/filters.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { covers } from '../access/scope.ts'

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    audience: p.text().comment('crm for staff, partner for the people of a partner.'),
    email: p.text(),
    name: p.text(),
    title: p.text().nullable(),
    phone: p.text().nullable(),
    locale: p.text(),
    roles: p.array().$type<string[]>(),
    active: p.boolean().comment('An inactive user cannot sign in; open sessions end at once.'),
    partnerId: p.uuid().nullable(),
    manager: () => p.manyToOne(User).nullable().comment('Whose team this person is in.'),
    territoryId: p.uuid().nullable(),
    spendingLimit: p.decimal().precision(19).scale(6).nullable().comment('What a buyer may order per period, in the currency of the partner; more waits for approval.'),
    spendingPeriod: p.text().nullable().comment('MONTH, QUARTER or YEAR.'),
    lastSeenAt: p.datetime().nullable(),
    invitedUntil: p.datetime().nullable().comment('Until when the open invitation can be taken up.'),
    joinedAt: p.datetime().nullable().comment('When the person first came in.'),
    createdAt: p.datetime().onCreate(() => new Date()),
    erasedAt: p.datetime().nullable().comment("When the person's data was erased; what they did stays."),
    externalId: p.text().nullable(),
  },
})

/** A person who signs in: staff, or somebody of a partner. Passwords are elsewhere. */
export class User extends UserSchema.class {}
UserSchema.setClass(User)
export { UserSchema }

expose(User, UserSchema, {
  description: 'A person who signs in: staff, or somebody of a partner.',
  partner: 'id name email title phone roles active state spendingLimit spendingPeriod actions',
  omit: 'externalId territoryId',
  fields: {
    state: sql(() => String, (row) => `case when not ${row}.active then 'Inactive' when ${row}.joined_at is not null then 'Active'
        when ${row}.invited_until is null then 'NotInvited' when app.undelivered(${row}.id) then 'Undelivered' when ${row}.invited_until <= now() then 'InvitationExpired' else 'Invited' end`,
    { nullable: false, description: 'Where the person stands: NotInvited, Invited, Undelivered, InvitationExpired, Active or Inactive.' }),
    actions: sql(() => [String], (row, scope) => {
      const managed = covers('user:manage', row, scope.viewer, scope, { partner: 'partner_id' }), open = `${row}.active and ${row}.joined_at is null`
      const verbs = [`case when ${row}.erased_at is null then 'update' end`, `case when ${row}.active and ${row}.id <> app.user_id() then 'deactivate' end`, `case when not ${row}.active and ${row}.erased_at is null then 'activate' end`,
        `case when ${open} then 'invite' end`, `case when ${open} and ${row}.invited_until is not null then 'revokeInvitation' end`,
        `case when ${row}.active and ${row}.joined_at is not null and ${row}.id <> app.user_id() then 'endSessions' end`, `case when app.has_second_factor(${row}.id) then 'resetSecondFactor' end`]
      const own = managed === null ? `array[]::text[]` : `case when ${managed} then array_remove(array[${verbs.join(', ')}], null) else array[]::text[] end`
      const data = [...(scope.viewer.scope('privacy:export') ? [`'export'`] : []), ...(scope.viewer.scope('privacy:erase') ? [`case when not ${row}.active and ${row}.erased_at is null then 'erase' end`] : [])]
      return data.length ? `${own} || array_remove(array[${data.join(', ')}]::text[], null)` : own
    }, { nullable: false, description: 'What the viewer may do with this person now.' }),
  },
  filters: {
    active: flag((row) => `${row}.active`),
    role: anyOf(String, (row) => `any (${row}.roles)`, {
      sql: (row, values: string[], { param }) => `${row}.roles && ${param(values)}::text[]`,
    }),
    audience: anyOf(String, 'audience', { staffOnly: true }),
    search: search((row) => `(${row}.name || ' ' || ${row}.email)`),
  },
  sorts: { NAME: by((row) => `lower(${row}.name)`, 'text'), EMAIL: by((row) => `lower(${row}.email)`, 'text') },
})
