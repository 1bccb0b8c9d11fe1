import type pg from 'pg'
import type { Logger } from 'pino'
import { type Post, isRefused } from '../kit/mail-post.ts'
import { type Addressee, type MailData, kinds, write } from './letters.ts'
import { makeLink, pageOf } from './password-link.ts'

interface Sending { system: pg.Pool; post: Post; publicUrl: string; log: Logger }
interface Queued { about_id: string | null; id: string; kind: string; data: MailData | null; user_id: string | null; audience: string; address: string; attempts: number }

/** After this many attempts, which take about two days, a mail is given up. */
const mostAttempts = 12
const secondsUntil = (attempt: number) => Math.min(5 * 3 ** (attempt - 1), 6 * 3600)
/** More in an hour than this and somebody's box is being filled. */
const mostResets = 5

// taken by moving its next attempt: no other server takes it meanwhile, and when this one dies it comes up again
const take = `update mail set attempts = attempts + 1, next_attempt_at = now() + interval '3 minutes'
  where id = (select id from mail where state = 'queued' and next_attempt_at <= now() order by next_attempt_at limit 1 for update skip locked)
  returning id, kind, data, user_id, audience, address, attempts, about_id`

/** Sends what is due, one after the other, and answers when to look again. */
export async function sendMail(sending: Sending): Promise<Date | null> {
  const { system } = sending
  for (;;) {
    const { rows: [mail] } = await system.query<Queued>(take)
    if (!mail) break
    await (mail.kind === 'reset_request' ? answerRequest(system, mail) : deliver(sending, mail))
  }
  const { rows } = await system.query<{ next: string | null }>(`select min(next_attempt_at) as next from mail where state = 'queued'`)
  return rows[0]!.next === null ? null : new Date(rows[0]!.next)
}

async function deliver({ system, post, publicUrl, log }: Sending, { id, kind, data, user_id: userId, attempts, about_id: aboutId }: Queued): Promise<void> {
  const to = await addressee(system, userId!, kind), { link, path, about } = kinds[kind]!
  const told = about && (await system.query<{ id: string }>(about.sql, [aboutId])).rows[0]
  if (!to || (about && !told)) return void await system.query(`update mail set state = 'dropped' where id = $1`, [id])
  try {
    const url = told ? new URL(about!.page.replace('{audience}', to.audience) + told.id, publicUrl).href : link ? pageOf(publicUrl, to.audience, link, await makeLink(system, userId!, link)) : path ? `${publicUrl.replace(/\/$/, '')}/${to.audience}${path}` : null
    await post.send(to.email, write(kind, to, url, data, told), id)
  } catch (error) {
    const reason = reasonOf(error), over = isRefused(error) || attempts >= mostAttempts
    log.warn({ mail: id, kind, attempts, reason }, over ? 'a mail was given up' : 'a mail could not be sent yet')
    await system.query('update mail set state = $2, last_error = $3, next_attempt_at = now() + make_interval(secs => $4) where id = $1', [id, over ? 'failed' : 'queued', reason, secondsUntil(attempts)])
    return
  }
  await system.query(`update mail set state = 'sent', last_error = null, sent_at = now() where id = $1`, [id])
}

/** Somebody asked for a new password at an address. Whether there is a person to it is found out only here, where nobody waits for the answer; the address itself is not kept. */
async function answerRequest(system: pg.Pool, { id, address, audience }: Queued): Promise<void> {
  await system.query(
    `with asked as (delete from mail where id = $1)
     insert into mail (kind, user_id) select 'reset', u.id from app_user u where lower(u.email) = $2 and u.audience = $3 and u.active and u.joined_at is not null
       and (select count(*) from mail m where m.user_id = u.id and m.kind = 'reset' and m.created_at > now() - interval '1 hour') < ${mostResets}`, [id, address, audience])
}

/** Who gets a letter; nobody when it has no point any more: the person left, or their invitation was withdrawn, taken up or ran out. */
async function addressee(system: pg.Pool, userId: string, kind: string): Promise<Addressee | undefined> {
  const { rows } = await system.query<Addressee>(
    `select u.name, u.email, u.locale, u.audience, u.invited_until as until, p.name as partner, coalesce(i.value -> 'nameI18n' ->> u.locale, i.value ->> 'name', 'Guanxi') as company
     from app_user u left join partner p on p.id = u.partner_id left join installation i on i.key = 'company'
     where u.id = $1 and u.active and ($2 <> 'invitation' or (u.joined_at is null and u.invited_until > now()))`, [userId, kind])
  return rows[0]
}

/** What went wrong, without the addresses and links that servers like to repeat. */
const reasonOf = (error: unknown): string => {
  const { code, name, responseCode } = error as { code?: string; name: string; responseCode?: number }
  return [code ?? name, responseCode].filter(Boolean).join(' ')
}
