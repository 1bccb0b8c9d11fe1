import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import { inTransaction } from '../kit/session.ts'
import { dayIn } from '../kit/written.ts'
import { nextEnd, termDay } from './contract.ts'

/** What a day brought: how many went on, ended, and were told of. */
interface LookedAfter { renewed: number; expired: number; told: number }

/** Days before the last day for notice, and before the end, on which the owner is told. */
const aheadOfNotice = 30, aheadOfEnd = 14

/** An event of each contract that a statement changed, and its id. */
const telling = (type: string, isPublic: boolean) => `insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, public, data)
  select $1, '${type}', 'Guanxi', 'job', 'contract', c.id, c.account_id, c.partner_id, c.owner_id, ${isPublic}, jsonb_build_object('number', c.number, 'title', c.title, 'until', c.end_on) from contract c where c.id = $2`
const whose = `select c.number, c.title, c.end_on::text as end, c.last_notice_on::text as notice, u.name, u.email, u.locale from contract c join app_user u on u.id = c.owner_id and u.active where c.id = $1`

/** Tells the owner by e-mail what is due. */
async function write(client: pg.PoolClient, id: string, what: 'notice' | 'end'): Promise<void> {
  const { rows: [one] } = await client.query<Record<'number' | 'title' | 'end' | 'notice' | 'name' | 'email' | 'locale', string>>(whose, [id])
  if (!one) return
  const { locale } = one, day = dayIn(locale)
  const say = (key: string) => translate(locale, `letters.contractReminder.${what}.${key}`, { number: one.number, title: one.title, end: day(one.end), notice: day(one.notice) })
  await client.query(`insert into document_mail (id, subject_type, subject_id, to_name, to_address, locale, subject, body) values ($1, 'contract', $2, $3, $4, $5, $6, $7)`, [newId(), id, one.name, one.email, locale, say('subject'), say('text')])
}

/**
 * What time does to contracts: those that renew themselves go on, the others end, and owners are told before it is too late for
 * notice, and before the end; each once. One contract in one transaction, so that a kill loses nothing and doubles nothing.
 */
export async function lookAfterContracts(system: pg.Pool): Promise<LookedAfter> {
  const done = { renewed: 0, expired: 0, told: 0 }
  const each = async (due: string, change: string, then: (client: pg.PoolClient, id: string) => Promise<unknown>): Promise<number> => {
    const one = () => inTransaction(system, async (client) => {
      const { rows: [row] } = await client.query<{ id: string }>(`update contract set ${change} where id = (select id from contract where ${due} order by id limit 1 for update skip locked) returning id`)
      if (row) await then(client, row.id)
      return row !== undefined
    })
    let count = 0
    while (await one()) count++
    return count
  }
  const tell = (type: string, isPublic: boolean) => (client: pg.PoolClient, id: string) => client.query(telling(type, isPublic), [newId(), id])
  const remind = (type: 'contract.noticeDue' | 'contract.endDue') => async (client: pg.PoolClient, id: string) => {
    await tell(type, false)(client, id)
    await write(client, id, type === 'contract.noticeDue' ? 'notice' : 'end')
  }
  const later = `end_on = ${nextEnd('end_on', 'renewal_months', 'term_day')}, term_day = ${termDay('end_on', 'term_day')}, updated_at = now(), revision = revision + 1`
  done.renewed = await each(`state = 'Active' and renewal = 'AUTOMATIC' and end_on < app.today()`, later, tell('contract.renewed', true))
  done.expired = await each(`state = 'Active' and renewal <> 'AUTOMATIC' and end_on < app.today()`, `state = 'Expired', updated_at = now(), revision = revision + 1`, tell('contract.expired', true))
  done.told = await each(`state = 'Active' and renewal <> 'NONE' and last_notice_on between app.today() and app.today() + ${aheadOfNotice} and notice_told_for is distinct from end_on`, 'notice_told_for = end_on', remind('contract.noticeDue'))
    + await each(`state = 'Active' and end_on between app.today() and app.today() + ${aheadOfEnd} and end_told_for is distinct from end_on`, 'end_told_for = end_on', remind('contract.endDue'))
  return done
}
