import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { enumOf } from '../kit/enums.ts'
import { type Named, anyId, anyOf, anyVisible, by, dates, flag, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { AccountTeamMember } from './account-team-member.ts'
import { Address } from './address.ts'

export const AccountKindEnum = enumOf('AccountKind', ['ORGANISATION', 'PERSON'])
export const AccountStatusEnum = enumOf('AccountStatus', ['PROSPECT', 'ACTIVE', 'INACTIVE'])

const AccountSchema = defineEntity({
  name: 'Account',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text(),
    name: p.text(),
    kind: p.text().$type<keyof typeof AccountKindEnum>(),
    status: p.text().$type<keyof typeof AccountStatusEnum>(),
    industry: p.text().nullable(),
    website: p.text().nullable(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    city: p.text().nullable(),
    country: p.string().length(2).nullable(),
    taxId: p.text().nullable().comment('Its number at the tax office.'),
    electronicAddress: p.text().nullable().comment('Where its electronic invoices are sent to: as Peppol writes it, 0204:991-12345-67, or an e-mail address.'),
    parent: () => p.manyToOne(Account).nullable(),
    partner: () => p.manyToOne(Partner).nullable().comment('The partner that holds this account; none for direct business.'),
    owner: () => p.manyToOne(User).nullable().comment('The representative.'),
    seller: () => p.manyToOne(User).nullable().comment("The partner's person in charge."),
    territoryId: p.uuid().nullable(),
    createdById: p.uuid().nullable(),
    lastActivityAt: p.datetime().onCreate(() => new Date()),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
    externalId: p.text().nullable(),
  },
})

/** An organisation or person that buys: the end customer. */
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account)
export { AccountSchema }

const person = (row: string) => `${row}.kind = 'PERSON'`
const standing = (column: string) => (row: string) => `(select s.${column} from account_standing s where s.account_id = ${row}.id)`

/** By what quotes and orders are found beside their numbers; the tables' policies say the same of the look-up. */
export const buyerNames: readonly Named[] = [{ table: 'account', column: 'account_id', text: (row) => `${row}.name_key` }, { table: 'partner', column: 'partner_id', text: (row) => `lower(${row}.name)` }]

expose(Account, AccountSchema, {
  description: 'An organisation or person that buys: the end customer.',
  partner: 'id number name kind status industry website phone email city country taxId electronicAddress parent children partner seller addresses createdAt updatedAt revision',
  omit: 'territoryId createdById externalId',
  enums: { kind: AccountKindEnum, status: AccountStatusEnum },
  fields: {
    actions: actions(null, 'account', {
      others: { update: () => 'true' },
      also: {
        export: { permission: 'privacy:export', when: person },
        erase: { permission: 'privacy:erase', when: (row) => `${person(row)} and not exists (select 1 from account_contact l where l.account_id = ${row}.id)` },
      },
    }),
    children: list(() => Account, (child, parent) => `${child}.parent_id = ${parent}.id`, (child) => `lower(${child}.name), ${child}.id`),
    addresses: list(() => Address, (child, parent) => `${child}.account_id = ${parent}.id`, (child) => `${child}.kind, ${child}.id`),
    team: list(() => AccountTeamMember, (child, parent) => `${child}.account_id = ${parent}.id`, (child) => `${child}.role, ${child}.id`),
    revenuePotential: sql(() => DecimalScalar, (row) => `trim_scale(${standing('revenue_potential')(row)})::text`, { permission: 'account:standing', description: 'Per year, in US dollars.' }),
    creditStanding: sql(() => String, standing('credit_standing'), { permission: 'account:standing' }),
    internalNote: sql(() => String, standing('internal_note')),
  },
  filters: {
    status: anyOf(AccountStatusEnum, 'status'), kind: anyOf(AccountKindEnum, 'kind'), industry: anyOf(String, 'industry'), country: anyOf(String, 'country'),
    ownerId: anyId('owner_id', { staffOnly: true }), partnerId: anyVisible('partner_id', 'partner'), direct: flag((row) => `${row}.partner_id is null`, { staffOnly: true }), createdAt: dates('created_at'),
    search: lookUp('account'),
  },
  sorts: {
    NAME: by('name_key', 'text'), CREATED_AT: by('created_at', 'timestamptz'), LAST_ACTIVITY: by('last_activity_at', 'timestamptz', { staffOnly: true }),
  },
})
addField(Partner, 'accounts', connection(() => Account, (child, parent) => `${child}.partner_id = ${parent}.id`, { partner: true }))
