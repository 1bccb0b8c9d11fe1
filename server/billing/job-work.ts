import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { inTransaction } from '../kit/session.ts'
import type { Work } from './work.ts'

/** A job's transaction: all of it, with its events, or nothing. */
export const jobWork = <Answer>(system: pg.Pool, act: (work: Work) => Promise<Answer>): Promise<Answer> => inTransaction(system, async (client) => {
  const events: unknown[][] = []
  const work: Work = {
    userId: null, run: async (sql, values) => (await client.query(sql, values)).rows as Record<string, unknown>[],
    record(type, { type: subject, id, accountId = null, partnerId = null, ownerId = null, sellerId = null }, data = {}, isPublic = false) {
      const event = newId()
      events.push([event, type, subject, id, accountId, partnerId, ownerId, sellerId, isPublic, data])
      return { id: event }
    },
  }
  const answer = await act(work)
  for (const event of events)
    await client.query(`insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data) values ($1, $2, 'Guanxi', 'job', $3, $4, $5, $6, $7, $8, $9, $10)`, event)
  return answer
})
