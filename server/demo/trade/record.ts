import type { Subject } from '../../kit/event.ts'
import { newId } from '../../kit/ids.ts'
import type { Person } from '../people/person.ts'
import type { World } from '../world.ts'

/** Writes down that something happened; dealers know of it only when it is public. */
export function record(world: World, type: string, at: Date, actor: Person | null, subject: Subject, data: Record<string, unknown>, isPublic: boolean): void {
  world.rows.add('event', {
    id: newId(), at, type, actor_id: actor?.id ?? null, actor_name: actor?.name ?? 'Guanxi', channel: actor === null ? 'job' : actor.partnerId ? 'portal' : 'crm',
    subject_type: subject.type, subject_id: subject.id, account_id: subject.accountId ?? null, partner_id: subject.partnerId ?? null,
    owner_id: subject.ownerId ?? null, seller_id: subject.sellerId ?? null, public: isPublic, data,
  })
  const account = subject.accountId && world.accounts.find(({ id }) => id === subject.accountId)
  if (account && at > account.lastActivityAt) account.lastActivityAt = at
}
