import type { Asked } from '../access/router.ts'
import { UserError, UserErrors, refusalsIn, told } from '../kit/errors.ts'
import { bearerOf, refuse, sendJson } from '../kit/http.ts'
import { newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import type { Run } from '../kit/read/reader.ts'
import { matchLines } from './match-lines.ts'
import { bankLineFlow } from './payment.flow.ts'
import { type ToldLine, type ToldStatement, bankTransfer } from './provider.ts'
import { yetToCome } from './statement-check.ts'

const mostBytes = 10_000_000

/** Takes a bank's file, keeps what is new of it, and matches it with what is open. Uploaded twice, it changes nothing. */
export async function importStatement({ context, request, response, query }: Asked): Promise<void> {
  if (!bearerOf(request) && !request.headers['x-csrf']) return refuse(response, context.locale, 'CSRF')
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBytes) return refuse(response, context.locale, 'PAYLOAD_TOO_LARGE')
      chunks.push(chunk)
    }
    // read before a connection is asked for: nobody waits for a slow line
    const statements = bankTransfer.read({ text: Buffer.concat(chunks).toString('utf8'), account: query.get('account')?.slice(0, 60) || null })
    const name = query.get('name')?.slice(0, 200) || null
    const done = await context.act(async (run) => {
      const kept = []
      for (const statement of statements) kept.push(await keep(run, statement, { name, by: context.me.userId, locale: context.locale }))
      return kept
    })
    sendJson(response, 200, { errors: [], statements: done })
  } catch (error) {
    sendJson(response, 400, { errors: refusalsIn(error).map((refusal) => told(refusal, context.locale)), statements: [] })
  }
}

interface Upload { name: string | null; by: string; locale: string }
async function keep(run: Run, { lines: entries, ...statement }: ToldStatement, { name, by, locale }: Upload): Promise<{ id: string; added: number; matched: number }> {
  const lines = numbered(entries)
  // statements of one account come one after the other: each knows what those before have told
  const [now] = await run('select app.today()::text as today, pg_advisory_xact_lock(hashtextextended($1, 0))', [`statements ${statement.account}`])
  const [known] = await run('select id from bank_statement where account = $1 and statement_id = $2', [statement.account, statement.statementId])
  if (known) {
    const [differing] = await run(
      `select count(*)::int as count from json_to_recordset($2) t (reference text, amount numeric, day date, nth int) full join (select * from bank_line where statement_id = $1) l on l.entry_reference = t.reference and l.amount = t.amount and l.day = t.day and l.nth = t.nth where l.id is null or t.reference is null`,
      [known.id, JSON.stringify(lines)])
    // the same name, but not the same statement
    if (differing!.count) throw new UserError('CONFLICTING', ['file', statement.statementId], { context: 'statement' })
    return { id: known.id as string, added: 0, matched: 0 }
  }
  const early = yetToCome({ lines: entries, format: statement.format }, now!.today as string)
  if (early.length) throw new UserErrors(early.slice(0, 20))
  const id = newId()
  await run('insert into bank_statement (id, account, statement_id, format, currency, from_day, to_day, opening, closing, file_name, created_by_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [id, statement.account, statement.statementId, statement.format, statement.currency, statement.fromDay, statement.toDay, statement.opening, statement.closing, name, by])
  await run(
    `insert into bank_line (id, statement_id, account, entry_reference, nth, position, day, value_day, currency, amount, counterparty, counterparty_iban, remittance, structured_reference, end_to_end_id, state)
     select t.id, $1, $2, t.reference, t.nth, t.position, t.day, t."valueDay", t.currency, t.amount, t.counterparty, t.iban, t.remittance, t.structured, t."endToEndId", 'Open'
     from json_to_recordset($3) t (id uuid, position int, reference text, nth int, day date, "valueDay" date, currency char(3), amount numeric, counterparty text, iban text, remittance text, structured text, "endToEndId" text)`,
    [id, statement.account, JSON.stringify(lines.map((line, index) => ({ id: newId(), position: index + 1, ...line })))])
  const before = await passOver(run, id, locale)
  await recognise(run, id)
  return { id, added: lines.length - before, matched: await matchLines(run, { statementId: id }) }
}

/** Entries of one reference, day and amount are told apart by their order: the second of a statement is the second of whichever else tells of it. */
function numbered(lines: readonly ToldLine[]): (ToldLine & { nth: number })[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const key = JSON.stringify([line.reference, line.day, line.amount]), nth = (seen.get(key) ?? 0) + 1
    seen.set(key, nth)
    return { ...line, nth }
  })
}

/**
 * Statements overlap: what one before has told of the same account, under the same reference, day and amount, as often, is passed over, and says so. It
 * stays in the statement, which comes to its closing balance with it; finance may take it up again.
 */
async function passOver(run: Run, statementId: string, locale: string): Promise<number> {
  const found = await run(
    `select l.id, b.to_day::text as day, b.statement_id as "statementId" from bank_line l, lateral (
       select s.to_day, s.statement_id from bank_line x join bank_statement s on s.id = x.statement_id
       where x.account = l.account and x.entry_reference = l.entry_reference and x.statement_id <> l.statement_id and x.day = l.day and x.amount = l.amount and x.nth = l.nth and x.currency = l.currency order by x.created_at limit 1) b
     where l.statement_id = $1`, [statementId])
  await run(`update bank_line l set state = $1, reason = t.reason, updated_at = now(), revision = revision + 1 from json_to_recordset($2) t (id uuid, reason text) where l.id = t.id`,
    [bankLineFlow.next(null, 'import', 'Ignored'), JSON.stringify(found.map(({ id, ...of }) => ({ id, reason: translate(locale, 'bank.toldBefore', of) })))])
  return found.length
}

/** What somebody has booked by hand, under the bank's own reference, is not to be booked again: one entry for one payment. */
async function recognise(run: Run, statementId: string): Promise<void> {
  const found = await run(
    `with pair as (
       select p.id, l.id as line, row_number() over (partition by p.id order by l.position) as line_at, row_number() over (partition by l.id order by p.id) as payment_at from bank_line l
         join payment p on p.bank_reference in (l.entry_reference, l.end_to_end_id) and p.state = 'Booked' and p.kind = 'PAYMENT' and p.bank_line_id is null and p.amount = l.amount and p.currency = l.currency where l.statement_id = $1 and l.state = 'Open')
     update payment p set bank_line_id = pair.line, updated_at = now(), revision = p.revision + 1 from pair where p.id = pair.id and pair.line_at = 1 and pair.payment_at = 1 returning pair.line as id`, [statementId])
  await run(`update bank_line set state = 'Assigned', assigned_amount = amount, updated_at = now(), revision = revision + 1 where id = any ($1)`, [found.map((row) => row.id)])
}
