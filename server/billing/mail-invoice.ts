import { newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import { dayIn, moneyIn } from '../kit/written.ts'
import type { Work } from './work.ts'

/** Puts an issued invoice into the post, to the buyer's address; one without an address is printed by hand. */
export async function mailInvoice({ run, userId }: Work, id: string): Promise<void> {
  const [row] = await run(
    `select i.kind, i.number, i.locale, i.currency, trim_scale(i.gross)::text as gross, i.due_date::text as due, i.buyer_name as name, coalesce(p.email, case when p.id is null then a.email end) as address
     from invoice i left join partner p on p.id = i.partner_id left join account a on a.id = i.account_id where i.id = $1`, [id])
  const { kind, number, locale, currency, gross, due, name, address } = row as Record<'kind' | 'number' | 'locale' | 'currency' | 'gross' | 'due' | 'name' | 'address', string>
  if (!address) return
  const values = { number, gross: moneyIn(locale, currency)(gross), due: dayIn(locale)(due) }
  const letter = kind === 'INVOICE' ? 'invoice' : 'creditNote'
  await run(`insert into document_mail (id, subject_type, subject_id, to_name, to_address, locale, subject, body, created_by_id) values ($1, 'invoice', $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, name, address, locale, translate(locale, `letters.${letter}.subject`, values), translate(locale, `letters.${letter}.text`, values), userId])
  await run('update invoice set sent_at = now() where id = $1', [id])
}
