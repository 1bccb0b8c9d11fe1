import type pg from 'pg'
import type { Logger } from 'pino'
import { jobWork } from '../billing/job-work.ts'
import type { Work } from '../billing/work.ts'
import type { Run } from '../kit/read/reader.ts'
import { newId } from '../kit/ids.ts'
import { spokenIn, translate } from '../kit/locale.ts'
import { UserError } from '../kit/errors.ts'
import { invoiceFees } from './invoice-fee.ts'
import { dunningFlow } from './payment.flow.ts'

/**
 * The level that an overdue invoice has reached: one more than its last, once it is late enough and its last letter is long enough ago. What is
 * disputed waits; what was paid is not there, and of a reminder's fee none is reminded. After the last level nothing more is written.
 */
const due = `
  select i.id, i.partner_id, case when i.partner_id is null then i.account_id end as account_id, i.currency, i.open_amount, app.today() - i.due_date as days, n.level, n.fee
  from invoice i
    cross join lateral (select coalesce(max(d.level), 0) as level, max(d.sent_on) as sent_on from dunning_item d where d.invoice_id = i.id and d.sent_on is not null) was
    join dunning_level n on n.level = was.level + 1 and app.today() - i.due_date >= n.days_overdue
  where i.kind = 'INVOICE' and i.state in ('Issued', 'PartiallyPaid') and i.open_amount > 0 and i.due_date < app.today() and not exists (select 1 from dunning_letter f where f.fee_invoice_id = i.id)
    and (was.sent_on is null or (was.sent_on < app.today() and app.today() - was.sent_on >= (select l.interval_days from dunning_level l where l.level = was.level)))
    and not exists (select 1 from dunning_hold h where h.released_at is null and (h.invoice_id = i.id or h.partner_id = i.partner_id or (i.partner_id is null and h.account_id = i.account_id)))`

/** Prepares the letters of today: one for each buyer. What was prepared before and not released is prepared anew. Null when nobody is to be written to. */
export async function prepareRun(run: Run, by: string | null): Promise<string | null> {
  await run(`select pg_advisory_xact_lock(hashtextextended('dunning', 0))`, [])
  await run(`update dunning_run set state = $1, revision = revision + 1 where state = 'Prepared'`, [dunningFlow.next('Prepared', 'discard')])
  const found = await run(due, [])
  if (!found.length) return null
  const id = newId(), byBuyer = new Map<string, typeof found>()
  for (const row of found) { const key = String(row.partner_id ?? row.account_id); byBuyer.set(key, [...(byBuyer.get(key) ?? []), row]) }
  await run('insert into dunning_run (id, day, state, created_by_id) values ($1, app.today(), $2, $3)', [id, dunningFlow.next(null, 'prepare'), by])
  const letters = [...byBuyer.values()].map((rows) => ({ id: newId(), partner_id: rows[0]!.partner_id, account_id: rows[0]!.account_id, rows }))
  await run(
    `insert into dunning_letter (id, run_id, partner_id, account_id, buyer_name, address, locale, level, totals)
     select l.id, $1, l.partner_id, l.account_id, coalesce(p.name, a.name), coalesce(p.email, case when p.id is null then a.email end), ${spokenIn('coalesce(p.country, a.country)')}, 0, '[]'
     from json_to_recordset($2) l (id uuid, partner_id uuid, account_id uuid) left join partner p on p.id = l.partner_id left join account a on a.id = l.account_id`, [id, JSON.stringify(letters.map((letter) => ({ ...letter, rows: undefined })))])
  await run(
    `insert into dunning_item (id, letter_id, invoice_id, level, open_amount, days) select x.id, x.letter_id, x.invoice_id, x.level, i.open_amount, app.today() - i.due_date from json_to_recordset($1) x (id uuid, letter_id uuid, invoice_id uuid, level int) join invoice i on i.id = x.invoice_id`,
    [JSON.stringify(letters.flatMap(({ id: letter, rows }) => rows.map((row) => ({ id: newId(), letter_id: letter, invoice_id: row.id, level: row.level }))))])
  await total(run, id)
  return id
}

/** By the invoices that are in it: what a letter comes to, how sharply it is worded, and its fee. */
const total = (run: Run, runId: string) => run(
  `update dunning_letter l set level = coalesce(m.level, l.level), fee = m.fee, totals = (select coalesce(jsonb_agg(jsonb_build_object('currency', t.currency, 'amount', trim_scale(t.amount)::text) order by t.currency), '[]') from (
     select i.currency, sum(d.open_amount) as amount from dunning_item d join invoice i on i.id = d.invoice_id where d.letter_id = l.id group by 1) t)
   from (select x.id, n.level, n.fee from dunning_letter x left join dunning_level n on n.level = (select max(d.level) from dunning_item d where d.letter_id = x.id) where x.run_id = $1) m where m.id = l.id`, [runId])

/** Sends what was prepared, and books its fees. What was paid or is disputed since is left out; a buyer of whom nothing is left gets no letter. Errors: ILLEGAL_MOVE, EXPIRED, those of its fees. */
export async function releaseRun(work: Work, id: string): Promise<number> {
  const { run, userId: by } = work
  const [locked] = await run('select state, day < app.today() as past from dunning_run where id = $1 for update', [id])
  const next = dunningFlow.next(locked!.state as 'Prepared', 'release')
  // the days in it are of another day
  if (locked!.past) throw new UserError('EXPIRED', ['id'])
  await run(
    `delete from dunning_item d using dunning_letter l, invoice i where l.id = d.letter_id and l.run_id = $1 and i.id = d.invoice_id and (i.state not in ('Issued', 'PartiallyPaid') or i.open_amount <= 0
       or exists (select 1 from dunning_hold h where h.released_at is null and (h.invoice_id = i.id or h.partner_id = i.partner_id or (i.partner_id is null and h.account_id = i.account_id)))
       or exists (select 1 from dunning_item e where e.invoice_id = i.id and e.sent_on is not null and e.level >= d.level))`, [id])
  await run('update dunning_item d set open_amount = i.open_amount from dunning_letter l, invoice i where l.id = d.letter_id and l.run_id = $1 and not l.skipped and i.id = d.invoice_id', [id])
  await total(run, id)
  const letters = await run(
    `update dunning_letter l set sent_at = now() where l.run_id = $1 and not l.skipped and exists (select 1 from dunning_item d where d.letter_id = l.id)
     returning l.id, l.buyer_name as name, l.address, l.locale, (select n.texts from dunning_level n where n.level = l.level) as texts`, [id])
  await run('update dunning_item d set sent_on = app.today() from dunning_letter l where l.id = d.letter_id and l.run_id = $1 and l.sent_at is not null', [id])
  for (const { id: letter, name, address, locale, texts } of letters) {
    if (!address) continue
    const said = (texts as Record<string, { subject: string; text: string }>)[locale as string] ?? (texts as Record<string, { subject: string; text: string }>).en!
    await run(`insert into document_mail (id, subject_type, subject_id, to_name, to_address, locale, subject, body, created_by_id) values ($1, 'dunning', $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), letter, name, address, locale, said.subject, `${said.text}\n\n${translate(locale as string, 'letters.dunning.enclosed')}`, by])
  }
  await invoiceFees(work, id)
  await run('update dunning_run set state = $2, released_at = now(), released_by_id = $3, revision = revision + 1 where id = $1', [id, next, by])
  return letters.length
}

/** Every day: prepares what is due, and sends it where nobody needs to release it. Once a day, whatever is killed. What can't be sent by itself stays prepared, for finance to see why. */
export async function dunDaily(system: pg.Pool, log?: Logger): Promise<{ prepared: boolean; sent: number }> {
  const { id, automatic } = await jobWork(system, async ({ run }) => {
    const [today] = await run(`select exists (select 1 from dunning_run where day = app.today()) as done, coalesce((select automatic from dunning_setting limit 1), false) as automatic`, [])
    const [waiting] = await run(`select id from dunning_run where day = app.today() and state = 'Prepared' and created_by_id is null`, [])
    return { id: waiting ? waiting.id as string : today!.done ? null : await prepareRun(run, null), automatic: today!.automatic as boolean }
  })
  if (!id || !automatic) return { prepared: id !== null, sent: 0 }
  try {
    return { prepared: true, sent: await jobWork(system, (work) => releaseRun(work, id)) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    log?.warn({ code: error.code, ...error.values }, 'reminders could not be sent')
    return { prepared: true, sent: 0 }
  }
}
