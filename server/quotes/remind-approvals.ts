import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { inTransaction } from '../kit/session.ts'

/** Passes on what has waited too long: to the next manager, and from the topmost, a role or a person to administrators. Its patience begins anew. */
const escalate = `with due as (
    select a.id, a.decider, a.level, a.person_id, q.id as quote_id, q.owner_id, v.submitted_by_id, app.quote_managers(q.id) as above
    from quote_approval a join quote_version v on v.id = a.version_id join quote q on q.id = v.quote_id
    where a.state = 'Pending' and a.escalate_days is not null and coalesce(a.escalated_at, a.waiting_since) + make_interval(days => a.escalate_days) < now() and a.role is distinct from 'administrator' for update of a skip locked),
  next as (select d.*, (select m.n from unnest(d.above) with ordinality m(id, n) where d.decider = 'MANAGER' and m.n > d.level and m.id is distinct from d.submitted_by_id and m.id is distinct from d.owner_id order by m.n limit 1) as up from due d)
  update quote_approval a set escalated_at = now(), reminded_at = null, decider = case when n.up is null then 'ROLE' else 'MANAGER' end, level = n.up, role = case when n.up is null then 'administrator' end,
    person_id = case when n.up is not null then n.above[n.up] end
  from next n where n.id = a.id returning a.id, n.quote_id, coalesce((select u.name from app_user u where u.id = a.person_id), a.role) as to`

const remind = `with due as (
    select a.id from quote_approval a where a.state = 'Pending' and a.remind_days is not null
      and coalesce(a.reminded_at, a.escalated_at, a.waiting_since) + make_interval(days => a.remind_days) < now() for update skip locked)
  update quote_approval a set reminded_at = now() from due where due.id = a.id returning a.id`

/** Reminds those who let a quote wait, and passes on what waits longer still, in one transaction: a run that is killed has told nobody. */
export const remindApprovals = (system: pg.Pool): Promise<{ reminded: number; escalated: number }> => inTransaction(system, async (client) => {
  const tell = (kind: string, ids: string[]) => client.query(`insert into mail (kind, user_id, about_id) select $1, w, a.id from quote_approval a, app.approvers(a) w where a.id = any ($2::uuid[])`, [kind, ids])
  const { rows: escalated } = await client.query<{ id: string; quote_id: string; to: string }>(escalate)
  await tell('approval_asked', escalated.map(({ id }) => id))
  for (const { quote_id: quoteId, to } of escalated) {
    await client.query(
      `insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
       select $1, 'quote.escalated', 'Guanxi', 'job', 'quote', q.id, q.account_id, q.partner_id, q.owner_id, q.seller_id, false, jsonb_build_object('number', q.number, 'to', $3::text) from quote q where q.id = $2`, [newId(), quoteId, to])
  }
  const { rows: reminded } = await client.query<{ id: string }>(remind)
  await tell('approval_reminder', reminded.map(({ id }) => id))
  return { reminded: reminded.length, escalated: escalated.length }
})
