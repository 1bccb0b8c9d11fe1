import type { Transaction } from '../access/command.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { User } from '../people/user.ts'
import { type Figures, type Rule, type Step, chainFor, covers, named, netOf, reasonsFor, usualPaymentDays } from '../approvals/approval-rules.ts'
import { QuoteApproval } from './quote-approval.ts'
import type { QuoteLine } from './quote-line.ts'
import { QuoteVersion } from './quote-version.ts'
import { type QuoteVerb, quoteFlow } from './quote.flow.ts'
import { Quote } from './quote.ts'

/** Days within which all that a buyer's family was quoted is added up. */
export const window = 30

/** What is asked of a quote today: the rules that concern it, who stands above its owner, and what its buyer was quoted beside it. */
export interface Asked { rules: Rule[]; above: string[]; recently: Record<string, string>; usualDays: number }

/** The rules of a buyer and a team that are in force, as JSON; `q` is the quote, `p` its partner. */
export const rulesSql = `(select coalesce(json_agg(json_build_object('id', r.id, 'measure', r.measure, 'threshold', trim_scale(r.threshold)::text, 'amounts', r.amounts, 'currencies', r.currencies, 'discountedOnly', r.discounted_only,
    'steps', (select coalesce(json_agg(json_build_object('decider', s.decider, 'level', s.level, 'role', s.role, 'personId', s.person_id, 'remindDays', s.remind_days, 'escalateDays', s.escalate_days) order by s.position), '[]') from approval_rule_step s where s.rule_id = r.id))
    order by r.measure, r.created_at, r.id), '[]') from approval_rule r
  where r.active and coalesce(r.valid_from, '-infinity') <= app.today() and coalesce(r.valid_to, 'infinity') >= app.today() and (r.partner_type is null or r.partner_type = p.type)
    and (r.level_id is null or r.level_id = p.level_id) and (r.team_id is null or r.team_id = q.owner_id or r.team_id = any (app.people_above(q.owner_id))))`

/** Reads what is asked of a quote, once the buyer's family is locked: of two quotes submitted at once, one sees the other. */
export async function askedOf(tx: Transaction, quote: { id: string; partner?: { id: string } | null; account?: { id: string } | null }): Promise<Asked> {
  const partnerId = quote.partner?.id ?? null, accountId = quote.account?.id ?? null
  void tx.run('select app.lock_quoted($1, $2)', [partnerId, accountId])
  const [row] = await tx.run(
    `select ${rulesSql} as rules, app.quote_managers(q.id) as above, app.quoted(q.id, q.partner_id, q.account_id, ${window}) as recently, coalesce(t.payment_days, ${usualPaymentDays}) as "usualDays"
     from quote q left join partner p on p.id = q.partner_id left join partner_terms t on t.partner_id = q.partner_id where q.id = $1`, [quote.id])
  return row as unknown as Asked
}

export const figuresOf = (version: Pick<QuoteVersion, 'total' | 'currency' | 'paymentDays'>, lines: readonly QuoteLine[], cost: string | null, { recently, usualDays }: Asked): Figures =>
  ({ total: version.total, net: netOf(lines).toFixed(), cost, currency: version.currency, recently, paymentDays: version.paymentDays ?? null, usualDays })

/** The people who decide on a quote with these figures, one after the other. */
export const chainOf = (figures: Figures, { rules, above }: Pick<Asked, 'rules' | 'above'>, own: readonly (string | null)[]): Step[] => named(chainFor(figures, rules), above, own)

/** Writes the steps of a chain behind those that are there; of those that wait, the first one's turn has come. */
export function ask(tx: Transaction, versionId: string, chain: readonly Step[], after = 0): void {
  const now = new Date()
  tx.add(QuoteApproval, ...chain.map((step, index) => ({
    id: newId(), versionId, step: after + index + 1, state: after + index ? 'Waiting' : 'Pending', decider: step.decider, level: step.level, role: step.role, person: step.personId,
    remindDays: step.remindDays, escalateDays: step.escalateDays, requestedBy: tx.viewer.userId, waitingSince: after + index ? null : now,
  })))
}

interface Standing { rules: Rule[]; above: string[]; figures: Figures | null; steps: (Step & { step: number; state: string })[] }

/** What today's rules ask of a version beyond the steps that it has – rules may have changed since it was submitted –, and its last step. */
async function missing(tx: Transaction, quote: Quote, version: QuoteVersion): Promise<{ chain: Step[]; last: number }> {
  const [row] = await tx.run(
    `select ${rulesSql} as rules, app.quote_managers(q.id) as above, i.approval_figures as figures,
       (select coalesce(json_agg(json_build_object('step', a.step, 'state', a.state, 'decider', a.decider, 'level', a.level, 'role', a.role, 'personId', a.person_id) order by a.step), '[]') from quote_approval a where a.version_id = $2) as steps
     from quote q left join partner p on p.id = q.partner_id left join quote_version_internal i on i.version_id = $2 where q.id = $1`, [quote.id, version.id])
  const { rules, above, figures, steps } = row as unknown as Standing, last = steps.at(-1)?.step ?? 0
  // from before the rules were data: nothing to ask them again
  if (!figures) return { chain: [], last }
  const needed = chainOf(figures, { rules, above }, [version.submittedById ?? null, quote.owner?.id ?? null])
  const chain = needed.filter((step) => !steps.some((known) => known.state !== 'Withdrawn' && covers(known, step)))
  if (chain.length) void tx.run('update quote_version_internal set approval_reasons = $2 where version_id = $1', [version.id, JSON.stringify(reasonsFor(figures, rules))])
  return { chain, last }
}

/** Sends a version back to those whom stricter rules now ask, and tells so; false when nobody more is asked. */
export async function askAgain(tx: Transaction, quote: Quote, version: QuoteVersion): Promise<boolean> {
  const { chain, last } = await missing(tx, quote, version)
  if (!chain.length) return false
  version.state = quoteFlow.next(version.state, 'route', 'PendingApproval')
  await tx.em.flush()
  ask(tx, version.id, chain, last)
  if (last) await tx.run(`update quote_approval set state = 'Pending', waiting_since = now() where version_id = $1 and step = $2`, [version.id, last + 1])
  tx.record('quote.routed', quote.subject(), { number: quote.number, version: version.number })
  return true
}

/** Locks a quote on which somebody was asked to decide. Whom, the chain says, and not whose quote it is; so it may be one that the viewer sees only therefore. */
export async function loadToDecide(tx: Transaction, id: string, verb: QuoteVerb): Promise<{ quote: Quote; version: QuoteVersion; today: string; for: string }> {
  if (!isId(id)) throw notFound('id')
  const [[row], quote, [version], [found]] = await Promise.all([
    tx.run('select id from quote where id = $1 for update', [id]), tx.em.findOne(Quote, id), tx.em.find(QuoteVersion, { quoteId: id }, { orderBy: { number: 'desc' }, limit: 1 }),
    tx.run('select app.today()::text as today, app.decides_for((select v.id from quote_version v where v.quote_id = $1 order by v.number desc limit 1)) as for', [id]),
  ])
  if (!row || !quote || !version) throw notFound('id')
  quoteFlow.next(version.superseded ? 'Requested' : version.state, verb)
  const { userId } = tx.viewer
  if (!found!.for) throw new UserError([version.submittedById, quote.owner?.id].includes(userId) ? 'OWN_APPROVAL' : 'FORBIDDEN', ['id'])
  return { quote, version, today: found!.today as string, for: found!.for as string }
}

/** The decision on the step whose turn it is; answers what is still to be decided. */
export async function settle(tx: Transaction, quote: Quote, version: QuoteVersion, outcome: 'Approved' | 'Rejected' | 'Returned', whose: string, comment: string | null): Promise<boolean> {
  const steps = await tx.em.find(QuoteApproval, { versionId: version.id }, { orderBy: { step: 'asc' } }), step = steps.find(({ state }) => state === 'Pending')
  if (!step) throw notFound('id')
  const waiting = steps.filter(({ state }) => state === 'Waiting'), { userId } = tx.viewer
  const { chain, last } = outcome === 'Approved' ? await missing(tx, quote, version) : { chain: [], last: 0 }
  ask(tx, version.id, chain, last)
  Object.assign(step, { state: outcome, approver: tx.em.getReference(User, userId), for: whose === userId ? null : tx.em.getReference(User, whose), decidedAt: new Date(), comment })
  if (outcome !== 'Approved') for (const other of waiting) Object.assign(other, { state: 'Withdrawn', decidedAt: new Date() })
  await tx.em.flush()
  if (outcome !== 'Approved') return false
  const next = waiting[0]?.step ?? (chain.length ? last + 1 : null)
  if (next === null) return false
  await tx.run(`update quote_approval set state = 'Pending', waiting_since = now() where version_id = $1 and step = $2`, [version.id, next])
  return true
}

/** A version that is withdrawn waits for nobody. */
export async function withdraw(tx: Transaction, version: QuoteVersion): Promise<void> {
  const open = await tx.em.find(QuoteApproval, { versionId: version.id, state: { $in: ['Pending', 'Waiting'] } })
  for (const step of open) Object.assign(step, { state: 'Withdrawn', decidedAt: new Date() })
}
