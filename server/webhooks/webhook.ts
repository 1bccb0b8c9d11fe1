import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { WebhookDelivery } from './delivery.ts'

export const WebhookStateEnum = enumOf('WebhookState', ['Active', 'Disabled'])
export const WebhookDisabledReasonEnum = enumOf('WebhookDisabledReason', ['PERSON', 'GONE', 'FAILING', 'OWNER'],
  'PERSON: somebody did; GONE: the receiver answered 410; FAILING: it has not taken anything for days; OWNER: the person under whose rights it sent has left, or may no longer manage webhooks.')

const WebhookSchema = defineEntity({
  name: 'Webhook',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    url: p.text().comment('Where events are posted.'),
    types: p.array().$type<string[]>().comment('Event types, all of a record (`order.*`), or `*`.'),
    user: () => p.manyToOne(User).comment('Who made it or enabled it last: it tells what this person may see when it is sent.'),
    partner: () => p.manyToOne(Partner).nullable(),
    state: p.text().$type<keyof typeof WebhookStateEnum>(),
    disabledReason: p.text().$type<keyof typeof WebhookDisabledReasonEnum>().nullable(),
    failingSince: p.datetime().nullable().comment('Since when the receiver has taken nothing; null while it takes what it is sent.'),
    rotatedAt: p.datetime().nullable(),
    oldSecretUntil: p.datetime().nullable().comment('Until when what is sent is signed with the secret before, too.'),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})

/** Where events are sent, and which. */
export class Webhook extends WebhookSchema.class {}
WebhookSchema.setClass(Webhook)
export { WebhookSchema }

expose(Webhook, WebhookSchema, {
  description: 'Where events are sent, and which.',
  partner: 'id name url types user partner state disabledReason failingSince rotatedAt oldSecretUntil createdAt updatedAt revision deliveries actions',
  enums: { state: WebhookStateEnum, disabledReason: WebhookDisabledReasonEnum },
  fields: {
    deliveries: connection(() => WebhookDelivery, (child, parent) => `${child}.webhook_id = ${parent}.id`),
    actions: sql(() => [String], (row, { viewer, param }) =>
      // what it tells is its people's own: staff can only stop a partner's
      `case when not ${viewer.scope('webhook:manage') !== null} then array[]::text[]
        when ${row}.partner_id is distinct from ${param(viewer.partnerId)}::uuid then case when ${row}.state = 'Active' then array['disable'] else array[]::text[] end
        when ${row}.state = 'Active' then array['update', 'rotate', 'test', 'replay', 'disable'] else array['update', 'rotate', 'enable', 'remove'] end`,
    { nullable: false, description: 'What the viewer may do with it now.' }),
  },
})
