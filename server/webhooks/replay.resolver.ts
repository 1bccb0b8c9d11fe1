import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Int, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { WebhookDelivery } from './delivery.ts'
import { testType, typesFor, wants } from './event-types.ts'
import { ReplayWebhookInput, WebhookInput } from './webhook.input.ts'
import { load } from './webhook.resolver.ts'
import { Webhook } from './webhook.ts'

const WebhookDeliveryPayload = payload('WebhookDeliveryPayload', { delivery: WebhookDelivery })
const ReplayWebhookPayload = payload('ReplayWebhookPayload', { webhook: Webhook }, { count: { type: () => Int, description: 'How many are sent again, or for the first time.' } })

const longest = 31 * 24 * 3600_000
/** More at once than this would keep what happens now waiting for long. */
const most = 10_000
const waiting = `state = 'Waiting', attempts = 0, next_attempt_at = now(), settled_at = null`

@Resolver()
export class ReplayResolver {
  @Needs('webhook:manage') @Mutation(() => WebhookDeliveryPayload, { description: 'Sends a test event, `webhook.test`. Errors: NOT_FOUND, ILLEGAL_MOVE.' })
  testWebhook(@Arg('input', () => WebhookInput) input: WebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await active(tx, input.id), id = newId()
      await tx.run(`insert into webhook_delivery (id, webhook_id, type, subject_type, subject_id, happened_at, next_attempt_at, created_at) values ($1, $2, $3, 'webhook', $2, now(), now(), now())`, [id, webhook.id, testType])
      await wake(tx)
      return { delivery: { id } }
    })
  }

  @Needs('webhook:manage') @Mutation(() => WebhookDeliveryPayload, { description: 'Sends a delivery again, under the same webhook-id, with what its owner may read of it now. Errors: NOT_FOUND, ILLEGAL_MOVE.' })
  replayWebhookDelivery(@Arg('input', () => WebhookInput) input: WebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [found] = isId(input.id) ? await tx.run('select webhook_id as id from webhook_delivery where id = $1', [input.id]) : []
      if (!found) throw notFound('id')
      await active(tx, found.id as string)
      await tx.run(`update webhook_delivery set ${waiting} where id = $1`, [input.id])
      await wake(tx)
      return { delivery: { id: input.id } }
    })
  }

  @Needs('webhook:manage') @Mutation(() => ReplayWebhookPayload, { description: 'Sends what happened in a span of time: what was not delivered, what was never sent because the webhook was disabled, and if wanted everything. At most 10,000 events. Errors: NOT_FOUND, ILLEGAL_MOVE, OUT_OF_RANGE.' })
  replayWebhook(@Arg('input', () => ReplayWebhookInput) input: ReplayWebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await active(tx, input.id), span = Date.parse(input.to) - Date.parse(input.from)
      if (!(span > 0 && span <= longest)) throw new UserError('OUT_OF_RANGE', ['to'], { max: 31 })
      const types = typesFor(tx.viewer.audience).filter((type) => wants(webhook.types, type)), dealer = webhook.partner?.id ?? null
      const found = await tx.run(
        `select id, type, subject_type, subject_id, at from event where at >= $1 and at < $2 and type = any ($3) and channel <> 'import' and ($4::uuid is null or (public and partner_id = $4)) order by at, id limit ${most + 1}`,
        [input.from, input.to, types, dealer])
      if (found.length > most) throw new UserError('OUT_OF_RANGE', ['to'], { max: most })
      const columns = ['id', 'type', 'subject_type', 'subject_id', 'at'].map((column) => found.map((event) => event[column] as unknown))
      const sent = await tx.run(
        `insert into webhook_delivery (id, webhook_id, event_id, type, subject_type, subject_id, happened_at, next_attempt_at, created_at)
         select d.id, $1, d.event, d.type, d.subject_type, d.subject, d.at, now(), now()
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[]) with ordinality as d(id, event, type, subject_type, subject, at, place) order by d.place
         on conflict (webhook_id, event_id) do update set ${waiting} where webhook_delivery.state <> 'Waiting' and (webhook_delivery.state <> 'Delivered' or not $8) returning 1`,
        [webhook.id, found.map(newId), ...columns, input.undelivered])
      await wake(tx)
      return { webhook, count: sent.length }
    })
  }
}

/** A webhook of the viewer's own organisation that sends. */
async function active(tx: Transaction, id: string): Promise<Webhook> {
  const webhook = await load(tx, id)
  if ((webhook.partner?.id ?? null) !== tx.viewer.partnerId) throw new UserError('FORBIDDEN', ['id'])
  if (webhook.state !== 'Active') throw new UserError('ILLEGAL_MOVE', ['id'])
  return webhook
}

/** Told when the change is committed. */
const wake = (tx: Transaction) => tx.run(`select pg_notify('guanxi_webhook', '')`, [])
