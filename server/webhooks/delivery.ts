import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { anyOf, by, dates } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'

export const DeliveryStateEnum = enumOf('WebhookDeliveryState', ['Waiting', 'Delivered', 'Failed', 'Dropped'],
  'Failed: given up, and kept for a replay; Dropped: whoever it was for may no longer see it.')

const AttemptSchema = defineEntity({
  name: 'WebhookAttempt',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    deliveryId: p.uuid(),
    at: p.datetime(),
    status: p.integer().nullable().comment('HTTP status; null when there was no answer.'),
    error: p.text().nullable().comment('Why there was no answer, such as TIMEOUT, ECONNREFUSED or ADDRESS_REFUSED.'),
    durationMs: p.integer(),
    response: p.text().nullable().comment('How the answer begins: 1 KB at most, without secrets.'),
  },
})

/** One attempt to deliver. */
export class WebhookAttempt extends AttemptSchema.class {}
AttemptSchema.setClass(WebhookAttempt)

const DeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  properties: {
    id: p.uuid().primary().onCreate(newId).comment('The header webhook-id: the same at every attempt and every replay.'),
    webhookId: p.uuid(),
    eventId: p.uuid().nullable().comment('Null for a test.'),
    type: p.text(),
    subjectType: p.text(),
    subjectId: p.uuid(),
    happenedAt: p.datetime(),
    state: p.text().$type<keyof typeof DeliveryStateEnum>(),
    attempts: p.integer().comment('Since it was first due, or was last asked for again.'),
    nextAttemptAt: p.datetime(),
    createdAt: p.datetime().onCreate(() => new Date()),
    settledAt: p.datetime().nullable(),
  },
})

/** An event on its way to one webhook. */
export class WebhookDelivery extends DeliverySchema.class {}
DeliverySchema.setClass(WebhookDelivery)
export { AttemptSchema, DeliverySchema }

expose(WebhookAttempt, AttemptSchema, { description: 'One attempt to deliver.', partner: 'id at status error durationMs response', omit: 'deliveryId' })

expose(WebhookDelivery, DeliverySchema, {
  description: 'An event on its way to one webhook, or arrived there.',
  partner: 'id eventId type subjectType subjectId happenedAt state attempts nextAttemptAt createdAt settledAt attemptLog actions',
  omit: 'webhookId',
  enums: { state: DeliveryStateEnum },
  fields: {
    attemptLog: list(() => WebhookAttempt, (child, parent) => `${child}.delivery_id = ${parent}.id`, (child) => `${child}.at, ${child}.id`),
    actions: sql(() => [String], (row, { viewer, param }) => `case when ${row}.state <> 'Waiting' and exists (select 1 from webhook w where w.id = ${row}.webhook_id and w.state = 'Active'
      and w.partner_id is not distinct from ${param(viewer.partnerId)}::uuid) then array['replay'] else array[]::text[] end`, { nullable: false }),
  },
  filters: { state: anyOf(DeliveryStateEnum, 'state'), type: anyOf(String, 'type'), createdAt: dates('created_at') },
  sorts: { CREATED: by('created_at', 'timestamptz') },
  defaultSort: { by: 'CREATED', direction: 'DESC' },
})
