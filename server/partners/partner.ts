import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { anyId, anyOf, anyVisible, by, dates, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, related, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { User } from '../people/user.ts'
import { type PartnerState, PartnerStateEnum, PartnerTypeEnum, partnerFlow } from './partner.flow.ts'
import { ProgramLevel } from './program-level.ts'

const PartnerSchema = defineEntity({
  name: 'Partner',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    code: p.text().comment('Short name that stands in its document numbers.'),
    name: p.text(),
    type: p.text().$type<'DISTRIBUTOR' | 'DEALER' | 'RESELLER' | 'INTEGRATOR'>(),
    state: p.text().$type<PartnerState>(),
    parent: () => p.manyToOne(Partner).nullable().comment('The partner through which this one buys.'),
    level: () => p.manyToOne(ProgramLevel).nullable(),
    currency: p.string().length(3),
    country: p.string().length(2),
    city: p.text().nullable(),
    phone: p.text().nullable(),
    website: p.text().nullable(),
    email: p.text().nullable(),
    taxId: p.text().nullable().comment('Its number at the tax office.'),
    electronicAddress: p.text().nullable().comment('Where its electronic invoices are sent to: as Peppol writes it, 0204:991-12345-67, or an e-mail address.'),
    representative: () => p.manyToOne(User).nullable(),
    channelManager: () => p.manyToOne(User).nullable(),
    territoryId: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
    externalId: p.text().nullable(),
  },
})

/** A dealer, distributor or reseller: an organisation that sells for us. */
export class Partner extends PartnerSchema.class {}
PartnerSchema.setClass(Partner)
export { PartnerSchema }

const terms = (column: string) => (row: string) => `(select t.${column} from partner_terms t where t.partner_id = ${row}.id)`

expose(Partner, PartnerSchema, {
  description: 'An organisation that sells for us.',
  partner: 'id code name type state parent level currency country city phone website email taxId electronicAddress representative channelManager subDealers people balance creditLeft',
  omit: 'territoryId externalId',
  enums: { state: PartnerStateEnum, type: PartnerTypeEnum },
  fields: {
    actions: actions(partnerFlow, 'partner', { belonging: { owner: 'representative_id', partner: 'id' }, others: { update: (row) => `${row}.state <> 'Terminated'` } }),
    subDealers: list(() => Partner, (child, parent) => `${child}.parent_id = ${parent}.id`, (child) => `lower(${child}.name), ${child}.id`),
    people: connection(() => User, (child, parent) => `${child}.partner_id = ${parent}.id`),
    balance: sql(() => DecimalScalar, (row) => `(select trim_scale(c.balance)::text from app.credit(${row}.id) c)`, { description: 'Orders placed and not paid.' }),
    creditLeft: sql(() => DecimalScalar, (row) => `(select trim_scale(c.credit_left)::text from app.credit(${row}.id) c)`, { description: 'Null when no limit was agreed.' }),
    creditLimit: sql(() => DecimalScalar, (row) => `trim_scale(${terms('credit_limit')(row)})::text`, { permission: 'partner:credit' }),
    creditRating: sql(() => String, terms('credit_rating'), { permission: 'partner:credit' }),
    internalNote: sql(() => String, terms('internal_note')),
  },
  filters: {
    state: anyOf(PartnerStateEnum, 'state'), type: anyOf(PartnerTypeEnum, 'type'), levelId: anyVisible('level_id', 'program_level'), country: anyOf(String, 'country'),
    representativeId: anyId('representative_id'), channelManagerId: anyId('channel_manager_id'), createdAt: dates('created_at', { staffOnly: true }),
    search: search((row) => `(${row}.name || ' ' || ${row}.code || ' ' || coalesce(${row}.city, ''))`),
  },
  sorts: { NAME: by((row) => `lower(${row}.name)`, 'text'), CREATED_AT: by('created_at', 'timestamptz', { staffOnly: true }) },
})
addField(User, 'partner', related(() => Partner, (child, parent) => `${child}.id = ${parent}.partner_id`))
