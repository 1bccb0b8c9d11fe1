import type { Asked } from '../access/router.ts'
import { frozen, press, sendPdf } from '../documents/document-file.ts'
import { letterheadSql } from '../documents/read-letterhead.ts'
import type { Maker } from '../documents/send-documents.ts'
import { notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import type { Run } from '../kit/read/reader.ts'
import type { PrintedContract } from './contract-document.ts'
import { fill, valuesOf } from './merge.ts'

/** A contract as it was sent last, with who has signed that. */
const sent = `
  select c.number, c.title, c.locale, t.id as "textId", t.body, ${letterheadSql('c.locale')} as letterhead, coalesce((select p.name from partner p where p.id = c.partner_id), (select a.name from account a where a.id = c.account_id), '') as buyer,
    (select coalesce(json_agg(json_build_object('side', s.side, 'name', s.name, 'position', s.position, 'on', s.signed_on::text) order by s.side), '[]') from contract_signature s where s.text_id = t.id) as signed
  from contract c left join lateral (select * from contract_text t where t.contract_id = c.id order by t.number desc limit 1) t on true where c.id = $1`

async function printed(run: Run, id: string): Promise<(PrintedContract & { locale: string; textId: string | null }) | undefined> {
  const [found] = (await run(sent, [id])) as (PrintedContract & { locale: string; textId: string | null })[]
  return found && { ...found, draft: false }
}
const render = async (contract: PrintedContract, locale: string) => (await import('./contract-document.ts')).renderContract(contract, locale)

/** Sends a contract's pages: as they were sent last; to staff, what is still a draft, too. */
export async function contractPdf({ context, params, response }: Asked): Promise<void> {
  const id = params.id!, { run } = context
  if (!isId(id)) throw notFound('id')
  const found = await printed(run, id)
  if (!found) throw notFound('id')
  const [draft] = context.me.audience === 'crm' ? await run(`select body from contract where id = $1 and state = 'Draft'`, [id]) : []
  if (draft) Object.assign(found, { body: fill(draft.body as string, await valuesOf(run, id)), draft: true, signed: [] })
  else if (!found.textId) throw notFound('id')
  // setting pages takes long, and others wait for the connection
  await context.close()
  sendPdf(response, await press(() => render(found, found.locale)), found.number)
}

/** How contracts go out. */
export const contractMaker: Maker = {
  async enclose({ system, publicUrl }, { subject_id: id, part_id: textId, locale }) {
    // what is due is said to our own people, who look at the contract itself
    if (!textId) return { files: [], button: { label: translate(locale, 'letters.contractReminder.button'), url: `${publicUrl.replace(/\/$/, '')}/crm/contracts/${id}` } }
    const run: Run = async (sql, values) => (await system.query(sql, values)).rows, found = await printed(run, id)
    const [open] = await run(`select 1 from contract where id = $1 and state in ('Sent', 'Active')`, [id])
    // taken back, or changed, before its turn came
    if (!found || !open || found.textId !== textId) return null
    const file = await frozen(system, { subjectType: 'contract', subjectId: textId, locale: found.locale, name: found.number }, () => render({ ...found, signed: [] }, found.locale))
    return file && { files: [{ filename: `${file.name}.pdf`, content: file.bytes }] }
  },
  async failed(system, { subject_id: id, to_name: name, to_address: address }) {
    await system.query(
      `insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, public, data)
       select $1, 'contract.undelivered', 'Guanxi', 'job', 'contract', c.id, c.account_id, c.partner_id, c.owner_id, false, jsonb_build_object('number', c.number, 'to', $3::text) from contract c where c.id = $2`,
      [newId(), id, `${name} <${address}>`])
  },
}
