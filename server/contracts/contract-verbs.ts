import { createHash } from 'node:crypto'
import type { Transaction } from '../access/command.ts'
import { DocumentMail } from '../documents/document-mail.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { named, subjectOf } from '../kit/event.ts'
import { isId, newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import { takeNumber } from '../partners/document-number.ts'
import { ContractTemplate } from './contract-template.ts'
import { type ContractVerb, contractFlow } from './contract.flow.ts'
import type { CreateContractInput, EditContractInput, SendContractInput, SignContractInput } from './contract.input.ts'
import { Contract } from './contract.ts'
import { fill, refuseUnknown, valuesOf } from './merge.ts'

/** Locks a contract for a verb; refuses it when its state does not allow it. */
export async function loadFor(tx: Transaction, id: string, verb: ContractVerb): Promise<Contract> {
  const contract = await tx.load(Contract, id, `contract:${verb}`, 'id', { owner: 'owner_id', partner: 'partner_id' })
  contractFlow.next(contract.state, verb)
  return contract
}

type Terms = Pick<EditContractInput, 'title' | 'kind' | 'locale' | 'body' | 'startOn' | 'endOn' | 'renewal' | 'renewalMonths' | 'noticeDays' | 'value' | 'currency'>
/** What can't be together. */
function refuseOdd({ startOn, endOn, renewal, renewalMonths, value, currency }: { [Name in keyof Terms]?: unknown }): void {
  if (startOn && endOn && endOn < startOn) throw new UserError('OUT_OF_RANGE', ['endOn'])
  if (renewal !== 'NONE' && !endOn) throw new UserError('REQUIRED', ['endOn'])
  if (renewal === 'AUTOMATIC' && !renewalMonths) throw new UserError('REQUIRED', ['renewalMonths'])
  if (value != null && Number(value) < 0) throw new UserError('OUT_OF_RANGE', ['value'])
  if (value != null && !currency) throw new UserError('REQUIRED', ['currency'])
}

/** Whose it is, and from what it comes; each that is named must be seen. */
async function origin(tx: Transaction, { partnerId, accountId, quoteId, orderId }: CreateContractInput) {
  for (const [path, id] of Object.entries({ partnerId, accountId, quoteId, orderId })) if (id && !isId(id)) throw notFound(path)
  const [row] = await tx.run(
    `select p.id as partner, p.code, p.representative_id as representative, a.id as account, a.owner_id as owner, q.id as quote, q.partner_id as "quotePartner", q.account_id as "quoteAccount", o.id as "order", o.partner_id as "orderPartner", o.account_id as "orderAccount",
       coalesce(q.currency, o.currency) as currency, coalesce((select trim_scale(m.total)::text from order_amount m where m.order_id = o.id), (select trim_scale(v.total)::text from quote_version v where v.quote_id = q.id order by v.number desc limit 1)) as value
     from (values (1)) one left join quote q on q.id = $3 left join sales_order o on o.id = $4 left join partner p on p.id = coalesce($1::uuid, q.partner_id, o.partner_id) left join account a on a.id = coalesce($2::uuid, q.account_id, o.account_id)`,
    [partnerId || null, accountId || null, quoteId || null, orderId || null])
  const found = row as Record<string, string | null>
  if (partnerId && !found.partner) throw notFound('partnerId')
  if (accountId && !found.account) throw notFound('accountId')
  if (quoteId && !found.quote) throw notFound('quoteId')
  if (orderId && !found.order) throw notFound('orderId')
  if (!found.partner && !found.account) throw new UserError('REQUIRED', ['accountId'])
  // one partner's total must not stand in a contract that another one reads
  for (const of of ['quote', 'order'])
    if (found[of] && (found[`${of}Partner`] !== found.partner || (found[`${of}Account`] && found[`${of}Account`] !== found.account))) throw new UserError('CONFLICTING', [`${of}Id`])
  return found
}

export async function create(tx: Transaction, input: CreateContractInput): Promise<{ id: string }> {
  const from = await origin(tx, input), template = input.templateId ? await tx.find(ContractTemplate, input.templateId, 'templateId') : null
  const body = input.body ?? template?.body ?? '', title = input.title?.trim() || template?.name
  if (!title) throw new UserError('REQUIRED', ['title'])
  refuseUnknown(body)
  const partner = from.partner ? { id: from.partner, code: from.code! } : null
  const contract = {
    id: newId(), number: takeNumber(tx, 'contract', partner), title, kind: input.kind ?? template?.kind ?? 'OTHER', state: contractFlow.next(null, 'create'), locale: input.locale ?? template?.locale ?? tx.viewer.locale, body,
    partner, account: named(from.account ?? null), owner: { id: tx.viewer.userId }, quote: named(from.quote ?? null), order: named(from.order ?? null), template: named(template?.id ?? null), startOn: input.startOn ?? null, endOn: input.endOn ?? null,
    renewal: input.renewal ?? 'NONE', renewalMonths: input.renewalMonths ?? null, noticeDays: input.noticeDays ?? 0, value: input.value ?? from.value ?? null, currency: input.currency ?? from.currency ?? null, createdById: tx.viewer.userId, revision: 1,
  }
  refuseOdd(contract)
  tx.add(Contract, contract)
  tx.record('contract.created', subjectOf('contract', contract), { number: contract.number, title })
  return contract
}

const changeable = ['title', 'kind', 'locale', 'body', 'startOn', 'endOn', 'renewal', 'renewalMonths', 'noticeDays', 'value', 'currency'] as const
const needed = ['title', 'kind', 'locale', 'body', 'renewal', 'noticeDays']

export function edit(tx: Transaction, contract: Contract, input: EditContractInput): void {
  if (contract.revision !== input.revision) throw new UserError('STALE', ['revision'])
  // another last day begins terms on another day
  if (input.endOn !== undefined && input.endOn !== contract.endOn) contract.termDay = null
  for (const name of changeable) if (input[name] !== undefined && !(input[name] === null && needed.includes(name))) Object.assign(contract, { [name]: input[name] })
  refuseUnknown(contract.body)
  refuseOdd(contract)
  tx.record('contract.edited', contract.subject(), { number: contract.number, title: contract.title })
}

/** Freezes the text with everything filled in, and sends it to whoever is named. Sending again sends the same text. */
export async function send(tx: Transaction, contract: Contract, { recipients, subject, text }: SendContractInput): Promise<void> {
  const again = contract.state === 'Sent'
  contract.state = contractFlow.next(contract.state, 'send')
  contract.sentAt ??= new Date()
  contract.updatedAt = new Date()
  await tx.em.flush()
  let [kept] = again ? await tx.run('select id from contract_text where contract_id = $1 order by number desc limit 1', [contract.id]) : []
  if (!kept) {
    refuseUnknown(contract.body)
    if (!contract.body.trim()) throw new UserError('REQUIRED', ['body'])
    const body = fill(contract.body, await valuesOf(tx.run, contract.id))
    ;[kept] = await tx.run('insert into contract_text (id, contract_id, number, body, sha256, created_by_id) select $1, $2, 1 + coalesce((select max(number) from contract_text where contract_id = $2), 0), $3, $4, $5 returning id',
      [newId(), contract.id, body, createHash('sha256').update(body).digest(), tx.viewer.userId])
  }
  const { locale, number, title } = contract, say = (key: string) => translate(locale, `letters.contract.${key}`, { number, title })
  for (const { name, email } of recipients ?? []) {
    tx.add(DocumentMail, {
      subjectType: 'contract', subjectId: contract.id, partId: kept!.id, linkId: null, toName: name.trim(), toAddress: email.trim(), locale, subject: subject?.trim() || say('subject'), body: text?.trim() || say('text'), state: 'queued', createdBy: tx.viewer.userId,
    })
  }
  tx.record('contract.sent', contract.subject(), { number, title, to: (recipients ?? []).map(({ name, email }) => `${name} <${email}>`).join(', ') || '–' }, true)
}

/** Notes who signed for one of the sides what was sent last; with both, it runs. */
export async function sign(tx: Transaction, contract: Contract, { side, name, position, signedOn }: SignContractInput): Promise<void> {
  const [row] = await tx.run('select app.today()::text as today, (select id from contract_text where contract_id = $1 order by number desc limit 1) as text', [contract.id])
  const { today, text } = row as { today: string; text: string }
  if (signedOn && signedOn > today) throw new UserError('OUT_OF_RANGE', ['signedOn'])
  const done = await tx.run(
    'insert into contract_signature (id, contract_id, text_id, side, name, position, signed_on, recorded_by_id) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (text_id, side) do nothing returning 1 as done',
    [newId(), contract.id, text, side, name.trim(), position?.trim() || null, signedOn ?? today, tx.viewer.userId])
  if (!done.length) throw new UserError('TAKEN', ['side'])
  const [both] = await tx.run('select count(*)::int as sides from contract_signature where text_id = $1', [text]), complete = both!.sides === 2
  contract.state = contractFlow.next(contract.state, 'sign', complete ? 'Active' : 'Sent')
  // what is over when it is signed has begun by its last day
  if (complete) contract.startOn ??= contract.endOn && contract.endOn < today ? contract.endOn : today
  contract.updatedAt = new Date()
  tx.record('contract.signed', contract.subject(), { number: contract.number, title: contract.title, name: name.trim(), side }, true)
}
