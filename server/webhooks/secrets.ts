import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { Webhook as Signer } from 'standardwebhooks'
import type { Vault } from '../kit/vault.ts'

const placeOf = (webhookId: string) => `secret of webhook ${webhookId}`

/** A new secret, as its receiver is told it once and as it is kept. */
export function newSecret(vault: Vault, webhookId: string): { secret: string; sealed: Buffer } {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return { secret, sealed: vault.seal(secret, placeOf(webhookId)) }
}

/** The secrets that hold now, the newest first: while one is being replaced there are two. */
export async function secretsOf(system: pg.Pool, vault: Vault, webhookId: string): Promise<string[]> {
  const { rows } = await system.query<{ sealed: Buffer }>('select sealed from webhook_secret where webhook_id = $1 and (valid_until is null or valid_until > now()) order by created_at desc', [webhookId])
  return rows.map(({ sealed }) => vault.open(sealed, placeOf(webhookId))).filter((secret) => secret !== null)
}

/** The headers of Standard Webhooks: one signature for each secret, so that a receiver may change over in its own time. */
export function signed(id: string, body: string, secrets: readonly string[], at: Date): Record<string, string> {
  return {
    'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
  }
}

/** A receiver's answer as the log keeps it: what was secret in what it was sent does not come back to who reads the log. */
export const redacted = (text: string, secrets: readonly string[], signature: string): string =>
  [...secrets, ...secrets.map((secret) => secret.replace(/^whsec_/, '')), ...signature.split(/[ ,]/).filter((part) => part.length > 8)].reduce((rest, word) => rest.replaceAll(word, '[…]'), text)
