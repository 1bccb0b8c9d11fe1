import type { Subject } from '../../kit/event.ts'
import { newId } from '../../kit/ids.ts'
import type { Run } from '../../kit/read/reader.ts'
import { invoiceFees } from '../../payments/invoice-fee.ts'
import type { World } from '../world.ts'

/** What the last reminder costs who gets it, in the company's currency. */
const fee = 500

/** The company books the fee of its last reminders: one of them is an invoice, as the server writes it. */
export async function bookFee(world: World, run: Run): Promise<void> {
  await run('update dunning_level set fee = $1 where level = 3', [fee])
  await run(`update dunning_setting set fee_tax_class = 'EXEMPT'`, [])
  const by = world.member('finance')
  const [letter] = await run(
    `update dunning_letter set fee = $1 where id = (select l.id from dunning_letter l where l.level = 3 and l.partner_id is not null order by l.sent_at desc, l.id limit 1) returning run_id`, [fee])
  if (!letter) return
  const told: unknown[][] = []
  const record = (type: string, subject: Subject, data: Record<string, unknown> = {}, isPublic = false) => {
    const id = newId()
    told.push([id, type, by.id, by.name, subject.type, subject.id, subject.partnerId, subject.accountId, subject.ownerId, subject.sellerId, isPublic, data])
    return { id }
  }
  await invoiceFees({ run, record, userId: by.id }, letter.run_id as string)
  for (const one of told) await run(`insert into event (id, at, type, actor_id, actor_name, channel, subject_type, subject_id, partner_id, account_id, owner_id, seller_id, public, data) values ($1, now(), $2, $3, $4, 'crm', $5, $6, $7, $8, $9, $10, $11, $12)`, one)
  // a company that there isn't writes to nobody
  await run(`with kept as (delete from document_mail m using dunning_letter l where l.fee_invoice_id = m.subject_id returning m.subject_id) update invoice i set sent_at = null from kept where i.id = kept.subject_id`, [])
}
