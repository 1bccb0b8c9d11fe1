import type pg from 'pg'
import type { Logger } from 'pino'
import { translate } from '../kit/locale.ts'
import { letter } from '../kit/mail-letter.ts'
import { type Post, isRefused } from '../kit/mail-post.ts'
import type { Vault } from '../kit/vault.ts'

/** A letter as it waits. */
export interface QueuedLetter { id: string; subject_type: string; subject_id: string; part_id: string | null; link_id: string | null; to_name: string; to_address: string; locale: string; subject: string; body: string; attempts: number }
/** What goes with a letter. */
export interface Enclosure { files: { filename: string; content: Buffer }[]; button?: { label: string; url: string } }
export interface Makers { system: pg.Pool; vault: Vault; publicUrl: string }
/** How a room's documents go out. */
export interface Maker {
  /** What goes with it; null when the letter has no point any more. */
  enclose(with_: Makers, mail: QueuedLetter): Promise<Enclosure | null>
  /** Tells the record's timeline that a letter could not be delivered. */
  failed(system: pg.Pool, mail: QueuedLetter): Promise<void>
}
export interface SendingDocuments extends Makers { post: Post; log: Logger; makers: Record<string, Maker> }

/** After this many attempts, which take about two days, a letter is given up. */
const mostAttempts = 12
const secondsUntil = (attempt: number) => Math.min(5 * 3 ** (attempt - 1), 6 * 3600)

// taken by moving its next attempt: no other server takes it meanwhile, and when this one dies it comes up again
const take = `update document_mail set attempts = attempts + 1, next_attempt_at = now() + interval '3 minutes'
  where id = (select id from document_mail where state = 'queued' and next_attempt_at <= now() order by next_attempt_at limit 1 for update skip locked)
  returning id, subject_type, subject_id, part_id, link_id, to_name, to_address, locale, subject, body, attempts`

/** Sends the letters that are due, one after the other, and answers when to look again. */
export async function sendDocuments(sending: SendingDocuments): Promise<Date | null> {
  const { system } = sending
  for (;;) {
    const { rows: [mail] } = await system.query<QueuedLetter>(take)
    if (!mail) break
    await deliver(sending, mail)
  }
  const { rows } = await system.query<{ next: string | null }>(`select min(next_attempt_at) as next from document_mail where state = 'queued'`)
  return rows[0]!.next === null ? null : new Date(rows[0]!.next)
}

async function deliver({ post, log, makers, ...with_ }: SendingDocuments, mail: QueuedLetter): Promise<void> {
  const { system } = with_, { id, attempts, locale } = mail, maker = makers[mail.subject_type]
  try {
    const enclosed = await maker?.enclose(with_, mail)
    if (!enclosed) return void await system.query(`update document_mail set state = 'dropped' where id = $1`, [id])
    const { rows: [{ company }] } = await system.query(
      `select coalesce((select name from letterhead_text where locale = $1), (select value -> 'nameI18n' ->> $1 from installation where key = 'company'), (select value ->> 'name' from installation where key = 'company'), 'Guanxi') as company`, [locale])
    const paragraphs = [translate(locale, 'mails.greeting', { name: mail.to_name }), ...mail.body.split(/\n\s*\n/).filter((part) => part.trim())]
    await post.send(mail.to_address, { ...letter({ locale, company, subject: mail.subject, paragraphs, closing: [translate(locale, 'letters.closing', { company })], ...(enclosed.button ? { button: enclosed.button } : {}) }), files: enclosed.files }, id)
  } catch (error) {
    const { code, name, responseCode } = error as { code?: string; name: string; responseCode?: number }
    const reason = [code ?? name, responseCode].filter(Boolean).join(' '), over = isRefused(error) || attempts >= mostAttempts
    log.warn({ mail: id, kind: mail.subject_type, attempts, reason }, over ? 'a letter was given up' : 'a letter could not be sent yet')
    await system.query('update document_mail set state = $2, last_error = $3, next_attempt_at = now() + make_interval(secs => $4) where id = $1', [id, over ? 'failed' : 'queued', reason, secondsUntil(attempts)])
    if (over) await maker?.failed(system, mail)
    return
  }
  await system.query(`update document_mail set state = 'sent', last_error = null, sent_at = now() where id = $1`, [id])
}
