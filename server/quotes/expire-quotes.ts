import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { inTransaction } from '../kit/session.ts'
import { quoteFlow } from './quote.flow.ts'

/** Ends the offers whose last day has passed, each with its event, in one transaction. Returns how many. */
export const expireQuotes = (system: pg.Pool): Promise<number> => inTransaction(system, async (client) => {
  const { rows } = await client.query<{ id: string; public: boolean }>(
    `with due as (
       select v.id, v.quote_id, v.state from quote_version v join quote q on q.id = v.quote_id
       where v.state = any ($1) and not v.superseded and v.valid_until < app.today() for update of q, v skip locked),
     expired as (update quote_version v set state = 'Expired', revision = v.revision + 1 from due where v.id = due.id)
     update quote q set updated_at = now(), public_state = case when due.state = 'Presented' then 'Expired' else q.public_state end
     from due where q.id = due.quote_id returning q.id, due.state = 'Presented' as public`, [quoteFlow.from('expire')])
  for (const row of rows) {
    await client.query(
      `insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
       select $1, 'quote.expired', 'Guanxi', 'job', 'quote', q.id, q.account_id, q.partner_id, q.owner_id, q.seller_id, $3, jsonb_build_object('number', q.number) from quote q where q.id = $2`,
      [newId(), row.id, row.public])
  }
  return rows.length
})
