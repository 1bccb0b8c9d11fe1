import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { Account } from '../accounts/account.ts'
import { UserError } from '../kit/errors.ts'
import { anyId, by, flag, lookUp } from '../kit/filters.ts'
import { isId, newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'

const ContactSchema = defineEntity({
  name: 'Contact',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    firstName: p.text(),
    lastName: p.text(),
    title: p.text().nullable().comment('What the person does there: "Plant manager".'),
    email: p.text().nullable(),
    phone: p.text().nullable(),
    preferredLanguage: p.text().nullable(),
    preferredChannel: p.text().nullable().comment('email, phone, visit or post.'),
    reportsTo: () => p.manyToOne(Contact).nullable(),
    doNotContactSince: p.datetime().nullable().comment('Since when the contact is to be left alone, by every channel; null when they are not.'),
    doNotContactReason: p.text().nullable(),
    erasedAt: p.datetime().nullable().comment("When the person's data was erased; what refers to them stays."),
    partnerId: p.uuid().nullable(),
    ownerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
    externalId: p.text().nullable(),
  },
})

/** A person at one or several accounts. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact)
export { ContactSchema }

/** Nothing more is written on somebody whose data was erased. Throws ILLEGAL_MOVE. */
export function living(contact: Contact, path = 'id'): Contact {
  if (contact.erasedAt) throw new UserError('ILLEGAL_MOVE', [path])
  return contact
}

const lives = (row: string) => `${row}.erased_at is null`
const linked = (contact: string, account: string) => `exists (select 1 from account_contact ac where ac.contact_id = ${contact}.id and ac.account_id = ${account})`

expose(Contact, ContactSchema, {
  description: 'A person at one or several accounts.',
  partner: 'id name firstName lastName title email phone preferredLanguage preferredChannel reportsTo accounts doNotContactSince doNotContactReason erasedAt createdAt revision',
  omit: 'partnerId ownerId sellerId externalId',
  fields: {
    name: sql(() => String, (row, { viewer, param }) => `case when ${row}.erased_at is not null then ${param(translate(viewer.locale, 'contact.erased'))}::text when ${row}.last_name ~ '^[\\u4e00-\\u9fff]' then ${row}.last_name || ${row}.first_name else trim(${row}.first_name || ' ' || ${row}.last_name) end`, { nullable: false, description: 'In the order of its language.' }),
    actions: actions(null, 'contact', {
      others: { write: lives },
      also: {
        consent: { permission: 'consent:write', when: lives },
        setDoNotContact: { permission: 'consent:write', when: (row) => `${lives(row)} and ${row}.do_not_contact_since is null` },
        clearDoNotContact: { permission: 'consent:write', when: (row) => `${lives(row)} and ${row}.do_not_contact_since is not null` },
        export: { permission: 'privacy:export', when: () => 'true' },
        erase: { permission: 'privacy:erase', when: lives },
      },
    }),
    accounts: list(() => Account, (child, parent) => linked(parent, `${child}.id`), (child) => `lower(${child}.name), ${child}.id`),
    note: sql(() => String, (row) => `(select n.note from contact_note n where n.contact_id = ${row}.id)`),
  },
  filters: {
    accountId: { type: anyId('id').type, sql: (row, ids: string[], { param }) => `exists (select 1 from account_contact ac where ac.contact_id = ${row}.id and ac.account_id = any(${param(ids.filter(isId))}::uuid[]))` },
    erased: flag((row) => `${row}.erased_at is not null`, { description: 'Those whose data was erased are listed only when asked for.' }),
    search: lookUp('contact'),
  },
  sorts: { NAME: by('name_key', 'text') },
})
addField(Account, 'contacts', connection(() => Contact, (child, parent) => linked(child, `${parent}.id`), { partner: true }))
