import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { anyOf, by, flag, search } from '../kit/filters.ts'
import { expose, sql } from '../kit/read/expose.ts'

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
  partner: 'id name email title phone roles active spendingLimit spendingPeriod actions',
  omit: 'externalId territoryId',
  fields: {
    actions: sql(() => [String], (row, { viewer, param }) =>
      viewer.scope('user:manage') === null ? `array[]::text[]`
        : viewer.audience === 'crm' ? `array['update']`
          : `case when ${row}.partner_id = ${param(viewer.partnerId)}::uuid then array['update'] else array[]::text[] end`,
    { nullable: false, description: 'What the viewer may do with this person now.' }),
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
