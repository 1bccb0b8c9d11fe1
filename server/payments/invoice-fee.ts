import { insert } from '../billing/create-invoice.ts'
import { invoiceFlow } from '../billing/invoice.flow.ts'
import { issueInvoice } from '../billing/issue-invoice.ts'
import { taxDraft } from '../billing/tax-draft.ts'
import type { Work } from '../billing/work.ts'
import type { Run } from '../kit/read/reader.ts'
import { newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import type { TaxClass } from '../tax/tax.ts'

export const feeTaxClasses: readonly TaxClass[] = ['STANDARD', 'EXEMPT', 'SERVICE']
/** As what a fee is taxed; null where it is printed on the letter and not booked. */
export const feeTaxClass = async (run: Run): Promise<TaxClass | null> => ((await run('select fee_tax_class as class from dunning_setting limit 1', []))[0]?.class ?? null) as TaxClass | null

/**
 * Books the fees of letters, where the company says so: each becomes an invoice of its own, so that it is owed, paid, credited, printed and
 * reconciled like anything else. No further reminder is written of it. Errors: TAX_MISSING, REQUIRED without the buyer's country.
 */
export async function invoiceFees(work: Work, runId: string): Promise<void> {
  const taxClass = await feeTaxClass(work.run)
  if (!taxClass) return
  const letters = await work.run(
    `select l.id, l.partner_id, l.account_id, l.locale, trim_scale(l.fee)::text as fee, app.company_currency() as currency, n.interval_days as days, coalesce(p.representative_id, a.owner_id) as owner_id
     from dunning_letter l join dunning_level n on n.level = l.level left join partner p on p.id = l.partner_id left join account a on a.id = l.account_id where l.run_id = $1 and l.sent_at is not null and l.fee > 0 and l.fee_invoice_id is null order by l.id`, [runId])
  for (const { id: letter, fee, currency, days, locale, ...whose } of letters) {
    const id = newId(), description = translate(locale as string, 'pdf.dunningFee')
    await insert(work, 'invoice', [{ id, kind: 'INVOICE', state: invoiceFlow.next(null, 'create'), ...whose, currency, payment_days: days, buyer_name: '', locale, net: 0, tax: 0, gross: 0, credited_amount: 0, paid_amount: 0, created_by_id: work.userId, created_at: new Date(), updated_at: new Date(), revision: 1 }])
    await insert(work, 'invoice_line', [{ id: newId(), invoice_id: id, position: 1, description, quantity: 1, unit_price: fee, subtotal: fee, discount: 0, amount: fee, tax_class: taxClass, tax_category: 'O', tax_rate: 0, claims: false, correction: false }])
    await taxDraft(work, id)
    await issueInvoice(work, id)
    await work.run('update dunning_letter set fee_invoice_id = $2 where id = $1', [letter, id])
  }
}
