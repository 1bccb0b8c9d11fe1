import { defineEntity, p } from '@mikro-orm/core'
import { ArgsType, Field, InputType } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { by, flag } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, addFilter, expose, list, sql } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'
import { ConsentChannelEnum, ConsentDecisionEnum, ConsentPurposeEnum, ConsentSourceEnum } from './consent.flow.ts'
import { Contact } from './contact.ts'

const ConsentSchema = defineEntity({
  name: 'Consent',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    contactId: p.uuid(),
    channel: p.text().$type<keyof typeof ConsentChannelEnum>(),
    purpose: p.text().$type<keyof typeof ConsentPurposeEnum>(),
    decision: p.text().$type<keyof typeof ConsentDecisionEnum>(),
    at: p.datetime().comment('When the person decided.'),
    source: p.text().$type<keyof typeof ConsentSourceEnum>().comment('How the decision reached us.'),
    evidence: p.text().nullable().comment('What proves it: the wording, the form, who was there.'),
    recordedBy: () => p.manyToOne(User).nullable(),
    recordedAt: p.datetime().onCreate(() => new Date()),
  },
})

/** One decision of a contact on one channel and purpose. The latest is in force. */
export class Consent extends ConsentSchema.class {}
ConsentSchema.setClass(Consent)
export { ConsentSchema }

expose(Consent, ConsentSchema, {
  description: 'What a contact decided about being reached by one channel for one purpose. The latest decision is in force; without one there is no consent.',
  partner: 'id channel purpose decision at source evidence recordedBy recordedAt',
  omit: 'contactId',
  enums: { channel: ConsentChannelEnum, purpose: ConsentPurposeEnum, decision: ConsentDecisionEnum, source: ConsentSourceEnum },
  sorts: { AT: by('at', 'timestamptz') },
  defaultSort: { by: 'AT', direction: 'DESC' },
})

@ArgsType()
class Reach {
  @Field(() => ConsentChannelEnum) channel!: string
  @Field(() => ConsentPurposeEnum) purpose!: string
}
@everyone @InputType({ description: 'Contacts that may be reached by this channel for this purpose.' })
class ReachInput {
  @Field(() => ConsentChannelEnum) channel!: string
  @Field(() => ConsentPurposeEnum) purpose!: string
}

const inForce = (row: string) => `not exists (select 1 from consent later where later.contact_id = ${row}.contact_id and later.channel = ${row}.channel and later.purpose = ${row}.purpose and (later.at, later.id) > (${row}.at, ${row}.id))`
const ofContact = (child: string, parent: string) => `${child}.contact_id = ${parent}.id`
const open = { partner: true, permission: 'consent:read' }

addField(Contact, 'consents', list(() => Consent, (child, parent) => `${ofContact(child, parent)} and ${inForce(child)}`, (child) => `${child}.channel, ${child}.purpose`,
  { ...open, description: 'The decisions in force, one per channel and purpose.' }))
addField(Contact, 'consentHistory', connection(() => Consent, ofContact, { ...open, description: 'Every decision that there was.' }))
addField(Contact, 'mayContact', sql(() => Boolean, (row, { param }, { channel, purpose }) => `app.may_contact(${row}.id, ${param(channel)}::text, ${param(purpose)}::text)`,
  { ...open, args: () => Reach, description: 'Whether the contact may be reached by a channel for a purpose. Ask this before sending anything: the wish not to be contacted beats every consent.' }))
addFilter(Contact, 'doNotContact', flag((row) => `${row}.do_not_contact_since is not null`))
addFilter(Contact, 'mayContact', { type: () => ReachInput, sql: (row, { channel, purpose }: Reach, { param }) => `app.may_contact(${row}.id, ${param(channel)}::text, ${param(purpose)}::text)` })
