import { defineEntity, p } from '@mikro-orm/core'
import { newId } from './ids.ts'

const EventSchema = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    at: p.datetime().onCreate(() => new Date()),
    type: p.text().comment('What happened, as `object.pastVerb`: "quote.presented".'),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    channel: p.text().comment('Through what it came: crm, portal, api, link, job or import.'),
    subjectType: p.text(),
    subjectId: p.uuid(),
    accountId: p.uuid().nullable(),
    partnerId: p.uuid().nullable(),
    ownerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    public: p.boolean(),
    data: p.json<Record<string, unknown>>(),
  },
})

/** Something that happened to a record, written in the transaction that made it happen. Never changed afterwards. */
export class Event extends EventSchema.class {}
EventSchema.setClass(Event)
export { EventSchema }

/** The record that an event is about, with all that decides who may see it. */
export interface Subject {
  type: string
  id: string
  accountId?: string | null
  partnerId?: string | null
  ownerId?: string | null
  sellerId?: string | null
}

type Named = { id: string } | null
/** A record by its id alone. */
export const named = (id: string | null): Named => (id === null ? null : { id })

/** Of a record that says whose it is in the usual way. */
export type Belongs = { id: string } & { [Name in 'account' | 'partner' | 'owner' | 'seller']?: Named | undefined }
export const subjectOf = (type: string, { id, account, partner, owner, seller }: Belongs): Subject =>
  ({ type, id, accountId: account?.id ?? null, partnerId: partner?.id ?? null, ownerId: owner?.id ?? null, sellerId: seller?.id ?? null })
