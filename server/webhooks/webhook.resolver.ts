import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Once } from '../access/receipt.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { isSendable } from './address.ts'
import { canAskFor, typesFor } from './event-types.ts'
import { newSecret } from './secrets.ts'
import { CreateWebhookInput, RotateWebhookSecretInput, UpdateWebhookInput, WebhookInput } from './webhook.input.ts'
import { Webhook } from './webhook.ts'

const secretText = 'The whole secret, as `whsec_…`. Shown once.'
const WebhookPayload = payload('WebhookPayload', { webhook: Webhook })
const WebhookSecretPayload = payload('WebhookSecretPayload', { webhook: Webhook }, { secret: { type: () => String, description: secretText } })
const RemoveWebhookPayload = payload('RemoveWebhookPayload', {})

const mostWebhooks = 20, usualKeepHours = 24

@Resolver()
export class WebhookResolver {
  @Needs('webhook:manage') @Query(() => [Webhook], { description: "The viewer's organisation's webhooks; an administrator's view has everybody's." })
  webhooks(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(Webhook, () => 'true', (row) => `${row}.partner_id is not null, ${row}.created_at desc`, info)
  }

  @Needs('webhook:manage') @Query(() => Webhook, { nullable: true })
  webhook(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Webhook, id, info)
  }

  @Needs('webhook:manage') @Query(() => [String], { description: 'What a webhook of the viewer can be told of.' })
  webhookEventTypes(@Ctx() { me }: RequestContext): string[] {
    return typesFor(me.audience)
  }

  @Needs('webhook:manage') @Mutation(() => WebhookSecretPayload, { description: 'A webhook that tells what its maker may see, now and later. Not by an API key. Errors: FORBIDDEN, ADDRESS_REFUSED, BAD_USER_INPUT, TOO_MANY_LINES.' })
  createWebhook(@Arg('input', () => CreateWebhookInput) input: CreateWebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      inPerson(tx)
      const { viewer: { userId, partnerId } } = tx
      const [{ count }] = await tx.run('select count(*)::int as count from webhook where partner_id is not distinct from $1::uuid', [partnerId]) as [{ count: number }]
      if (count >= mostWebhooks) throw new UserError('TOO_MANY_LINES', [], { max: mostWebhooks })
      const webhook = tx.em.create(Webhook, {
        name: input.name.trim(), url: sendable(context, input.url), types: offered(tx, input.types), user: tx.em.getReference(User, userId), partner: partnerId ? tx.em.getReference(Partner, partnerId) : null, state: 'Active',
      })
      await tx.em.persist(webhook).flush()
      return { webhook, secret: await giveSecret(context, tx, webhook, 0) }
    })
  }

  @Needs('webhook:manage') @Mutation(() => WebhookPayload, { description: 'Errors: NOT_FOUND, FORBIDDEN, STALE, ADDRESS_REFUSED, BAD_USER_INPUT.' })
  updateWebhook(@Arg('input', () => UpdateWebhookInput) input: UpdateWebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await own(tx, input.id)
      if (input.revision != null && input.revision !== webhook.revision) throw new UserError('STALE', ['revision'])
      if (input.name != null) webhook.name = input.name.trim()
      if (input.url != null) webhook.url = sendable(context, input.url)
      if (input.types != null) webhook.types = offered(tx, input.types)
      return { webhook }
    })
  }

  @Needs('webhook:manage') @Mutation(() => WebhookSecretPayload, { description: 'A new secret. Errors: NOT_FOUND, FORBIDDEN, OUT_OF_RANGE.' })
  rotateWebhookSecret(@Arg('input', () => RotateWebhookSecretInput) input: RotateWebhookSecretInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await own(tx, input.id), hours = input.keepHours ?? usualKeepHours
      webhook.rotatedAt = new Date()
      webhook.oldSecretUntil = hours ? new Date(Date.now() + hours * 3600_000) : null
      await tx.em.flush()
      return { webhook, secret: await giveSecret(context, tx, webhook, hours) }
    })
  }

  @Needs('webhook:manage') @Mutation(() => WebhookPayload, { description: 'Nothing is sent any more; what waits is kept as failed. Errors: NOT_FOUND.' })
  disableWebhook(@Arg('input', () => WebhookInput) input: WebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await load(tx, input.id)
      if (webhook.state === 'Active') {
        Object.assign(webhook, { state: 'Disabled', disabledReason: 'PERSON' })
        await tx.run(`update webhook_delivery set state = 'Failed', settled_at = now() where webhook_id = $1 and state = 'Waiting'`, [webhook.id])
      }
      return { webhook }
    })
  }

  @Needs('webhook:manage') @Mutation(() => WebhookPayload, { description: 'From now on it tells what the viewer may see. What happened meanwhile can be replayed. Errors: NOT_FOUND, FORBIDDEN, ILLEGAL_MOVE.' })
  enableWebhook(@Arg('input', () => WebhookInput) input: WebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await own(tx, input.id)
      if (webhook.state !== 'Disabled') throw new UserError('ILLEGAL_MOVE', ['id'])
      Object.assign(webhook, { state: 'Active', disabledReason: null, failingSince: null, user: tx.em.getReference(User, tx.viewer.userId) })
      return { webhook }
    })
  }

  @Needs('webhook:manage') @Mutation(() => RemoveWebhookPayload, { description: 'Removes a disabled webhook with its log. Errors: NOT_FOUND, FORBIDDEN, ILLEGAL_MOVE.' })
  removeWebhook(@Arg('input', () => WebhookInput) input: WebhookInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const webhook = await own(tx, input.id)
      if (webhook.state !== 'Disabled') throw new UserError('ILLEGAL_MOVE', ['id'])
      tx.em.remove(webhook)
      return {}
    })
  }
}

/** A webhook sends with all of a person's rights, so that a key, which may have fewer, neither makes nor turns one. */
function inPerson({ viewer }: Transaction): void {
  if (viewer.data.keyPermissions) throw new UserError('FORBIDDEN')
}

export const load = (tx: Transaction, id: string): Promise<Webhook> => tx.load(Webhook, id, 'webhook:manage', 'id', { partner: 'partner_id' })

/** One of the viewer's own organisation, changed by a person: another's tells what is not the viewer's to send anywhere. */
async function own(tx: Transaction, id: string): Promise<Webhook> {
  inPerson(tx)
  const webhook = await load(tx, id)
  if ((webhook.partner?.id ?? null) !== tx.viewer.partnerId) throw new UserError('FORBIDDEN', ['id'])
  return webhook
}

function sendable({ door }: RequestContext, url: string): string {
  if (!isSendable(url.trim(), door.webhookReach)) throw new UserError('ADDRESS_REFUSED', ['url'])
  return url.trim()
}

function offered({ viewer }: Transaction, types: string[]): string[] {
  if (!types.every((type) => canAskFor(viewer.audience, type))) throw new UserError('BAD_USER_INPUT', ['types'])
  return [...new Set(types)].sort()
}

async function giveSecret({ door }: RequestContext, tx: Transaction, { id }: Webhook, keepHours: number): Promise<Once> {
  const { secret, sealed } = newSecret(door.vault, id)
  await tx.run('select app.add_webhook_secret($1, $2, $3)', [id, sealed, keepHours])
  return new Once(secret)
}
