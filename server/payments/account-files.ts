import { stringify } from 'csv-stringify/sync'
import type pg from 'pg'
import type { Asked } from '../access/router.ts'
import { frozen, press, sendPdf } from '../documents/document-file.ts'
import { letterheadOf, letterheadSql } from '../documents/read-letterhead.ts'
import type { Maker } from '../documents/send-documents.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { type Holder, accountStatements, holderOf } from './account-statement.ts'
import type { PrintedBuyer, PrintedDunning } from './account-pages.ts'

/** Whose account is asked for: staff name a partner or an account that they look after, a dealer has its own. */
async function buyerOf({ context, params }: Asked): Promise<PrintedBuyer & Holder> {
  const { city, ...holder } = await holderOf(context.run, context.me.data.partnerId ?? params.id ?? '')
  return { ...holder, lines: [city].filter((one) => one !== null) }
}
/** Of this year so far, when no period is asked for. */
async function asked(at: Asked) {
  const buyer = await buyerOf(at), [now] = await at.context.run(`select app.today()::text as today`, []), today = now!.today as string
  const from = at.query.get('from') || `${today.slice(0, 4)}-01-01`, to = at.query.get('to') || today
  return { buyer, from, to, statements: await accountStatements(at.context.run, buyer, from, to) }
}

/** A statement of account as pages. */
export async function statementPdf(at: Asked): Promise<void> {
  const { buyer, from, to, statements } = await asked(at), { context } = at, letterhead = await letterheadOf(context.run, context.locale)
  await context.close()
  sendPdf(at.response, await press(async () => (await import('./account-pages.ts')).renderStatements(letterhead, context.locale, buyer, statements, from, to)), `account-${from}-${to}`)
}

const bare = (amount: string) => amount.replace('-', ''), owed = (amount: string) => !amount.startsWith('-')
/** The same as a table for spreadsheets: amounts stand on their side and have no sign, so that none looks like a formula. */
export async function statementCsv(at: Asked): Promise<void> {
  const { from, to, statements } = await asked(at), balance = (amount: string) => [bare(amount), owed(amount) ? 'DEBIT' : 'CREDIT']
  const rows = statements.flatMap(({ currency, opening, movements, closing }) => [
    [from, 'OPENING', '', currency, '', '', ...balance(opening)],
    ...movements.map((one) => [one.day, one.kind, one.document, currency, owed(one.amount) ? bare(one.amount) : '', owed(one.amount) ? '' : bare(one.amount), ...balance(one.balance)]),
    [to, 'CLOSING', '', currency, '', '', ...balance(closing)],
  ])
  const columns = ['day', 'kind', 'document', 'currency', 'debit', 'credit', 'balance', 'side']
  at.response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'private, no-store', 'content-disposition': `attachment; filename="account-${from}-${to}.csv"` }).end(stringify([columns, ...rows], { bom: true, escape_formulas: true }))
}

const reading = `
  select n.locale, n.sent_at is not null as sent, n.fee::text as fee, app.day(coalesce(n.sent_at, now()))::text as day, app.company_currency() as "companyCurrency", n.totals, ${letterheadSql('n.locale')} as letterhead, coalesce(v.texts -> n.locale, v.texts -> 'en') as said,
    json_build_object('name', n.buyer_name, 'lines', array_remove(array[coalesce(p.city, a.city)], null), 'country', coalesce(p.country, a.country)) as buyer,
    (select coalesce(json_agg(json_build_object('number', x.number, 'issued', x.issue_date, 'due', x.due_date, 'days', d.days, 'currency', x.currency, 'open', trim_scale(d.open_amount)::text, 'level', d.level) order by d.days desc, x.number), '[]')
      from dunning_item d join invoice x on x.id = d.invoice_id where d.letter_id = n.id) as items
  from dunning_letter n left join dunning_level v on v.level = n.level left join partner p on p.id = n.partner_id left join account a on a.id = n.account_id where n.id = $1`
const render = async ({ said, ...letter }: Omit<PrintedDunning, 'subject' | 'text'> & { said: { subject: string; text: string } }) => (await import('./account-pages.ts')).renderDunning({ ...letter, ...said })
/** As it was sent, whatever its level says since. */
const sent = (system: pg.Pool, id: string, row: any) => frozen(system, { subjectType: 'dunning', subjectId: id, locale: row.locale, name: `reminder-${row.day}` }, () => render(row))

/** A letter as it will be, or was, sent. */
export async function dunningPdf({ context, params, response }: Asked): Promise<void> {
  const id = params.id!, [row] = isId(id) ? await context.run(reading, [id]) : []
  if (!row) throw notFound('id')
  await context.close()
  sendPdf(response, row.sent ? (await sent(context.door.system, id, row))!.bytes : await press(() => render(row as never)), 'dunning')
}

/** How reminders go out: with their pages, kept as they were sent. */
export const dunningMaker: Maker = {
  async enclose({ system }, { subject_id: id }) {
    const { rows: [row] } = await system.query(reading, [id])
    const file = row && await sent(system, id, row)
    return file ? { files: [{ filename: `${file.name}.pdf`, content: file.bytes }] } : null
  },
  // the letter itself says so, on the page of its run
  failed: async () => {},
}
