import type { Run } from '../kit/read/reader.ts'
import { rulesSql, window } from './approval.ts'
import { type ApprovalReason, type Figures, type Rule, chainFor, named, reasonsFor, usualPaymentDays } from '../approvals/approval-rules.ts'

export interface Previewed { reasons: ApprovalReason[]; steps: { decider: string; level: number | null; role: string | null; person: string | null }[] }

const previewSql = `select q.id, ${rulesSql} as rules, app.quote_managers(q.id) as above, q.owner_id as owner,
    json_build_object('total', v.total::text, 'net', (select coalesce(sum(l.net_price * l.quantity - coalesce(l.promotion_discount, 0)), 0)::text from quote_line l where l.version_id = v.id), 'cost', (select i.cost::text from quote_version_internal i where i.version_id = v.id),
      'currency', v.currency, 'recently', app.quoted(q.id, q.partner_id, q.account_id, ${window}), 'paymentDays', v.payment_days, 'usualDays', coalesce(t.payment_days, ${usualPaymentDays})) as figures
  from quote q join lateral (select * from quote_version x where x.quote_id = q.id order by x.number desc limit 1) v on exists (select 1 from quote_line l where l.version_id = v.id)
  left join partner p on p.id = q.partner_id left join partner_terms t on t.partner_id = q.partner_id where q.id = any ($1::uuid[])`

/** What the rules would make of quotes if they were submitted now, by their owners; none of one without lines. */
export async function previews(run: Run, quoteIds: readonly string[]): Promise<Map<string, Previewed>> {
  const rows = await run(previewSql, [quoteIds]) as unknown as { id: string; rules: Rule[]; above: string[]; owner: string | null; figures: Figures }[]
  const asked = rows.map((row) => ({ ...row, chain: named(chainFor(row.figures, row.rules), row.above, [row.owner]) })), people = [...new Set(asked.flatMap(({ chain }) => chain.flatMap(({ personId }) => personId ?? [])))]
  const names = people.length ? new Map((await run('select id, name from app_user where id = any ($1::uuid[])', [people])).map(({ id, name }) => [id as string, name as string])) : new Map<string, string>()
  return new Map(asked.map(({ id, figures, rules, chain }) => [id, { reasons: reasonsFor(figures, rules), steps: chain.map(({ decider, level, role, personId }) => ({ decider, level, role, person: personId && (names.get(personId) ?? null) })) }]))
}
