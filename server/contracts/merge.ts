import { UserError, UserErrors } from '../kit/errors.ts'
import { translate } from '../kit/locale.ts'
import type { Run } from '../kit/read/reader.ts'
import { countryIn, dayIn, moneyIn } from '../kit/written.ts'
import { letterheadSql } from '../documents/read-letterhead.ts'

/** What can stand in a template between double braces. */
export const mergeFields = [
  'company.name', 'company.address', 'company.taxId', 'company.phone', 'company.email', 'partner.name', 'partner.city', 'partner.country', 'account.name', 'account.city', 'account.country', 'buyer.name',
  'contract.number', 'contract.title', 'contract.start', 'contract.end', 'contract.value', 'contract.noticeDays', 'contract.renewal', 'contract.renewalMonths', 'quote.number', 'quote.total', 'order.number', 'order.total',
  'owner.name', 'owner.email', 'owner.phone', 'today',
] as const
export type MergeField = (typeof mergeFields)[number]
export type MergeValues = Partial<Record<MergeField, string | null>>

/** What stands for a field that has nothing to say, so that it is seen on paper. */
const blank = '………'
const field = /\{\{([^{}]*)\}\}/g
const isField = (name: string): name is MergeField => mergeFields.some((one) => one === name)

/** Fields that there are not, each with its line and column, counted from one. */
export function faultsIn(body: string): { name: string; line: number; column: number }[] {
  return body.split('\n').flatMap((text, index) => [...text.matchAll(field)].flatMap(({ 1: name = '', index: at }) => (isField(name.trim()) ? [] : [{ name: name.trim(), line: index + 1, column: at + 1 }])))
}
/** Throws UNKNOWN_NAME for every field that there is not, with its place. */
export function refuseUnknown(body: string, path = 'body'): void {
  const faults = faultsIn(body).map(({ name, line, column }) => new UserError('UNKNOWN_FIELD', [path, String(line), String(column)], { name, line, column }))
  if (faults.length) throw new UserErrors(faults)
}

export const fill = (body: string, values: MergeValues): string => body.replace(field, (_, name: string) => values[name.trim() as MergeField] || blank)

/** What a contract's fields say, under the asker's rights and in the contract's language; what they may not see stays blank. */
export async function valuesOf(run: Run, contractId: string): Promise<MergeValues> {
  const [row] = await run(
    `select c.locale, ${letterheadSql('c.locale')} as company, app.today()::text as today, c.number, c.title, c.start_on::text as start, c.end_on::text as "end", trim_scale(c.value)::text as value, c.currency, c.notice_days as "noticeDays", c.renewal, c.renewal_months as "renewalMonths",
       (select json_build_object('name', p.name, 'city', p.city, 'country', p.country) from partner p where p.id = c.partner_id) as partner, (select json_build_object('name', a.name, 'city', a.city, 'country', a.country) from account a where a.id = c.account_id) as account,
       (select json_build_object('number', q.number, 'currency', q.currency, 'total', (select trim_scale(v.total)::text from quote_version v where v.quote_id = q.id order by v.number desc limit 1)) from quote q where q.id = c.quote_id) as quote,
       (select json_build_object('number', o.number, 'currency', o.currency, 'total', (select trim_scale(m.total)::text from order_amount m where m.order_id = o.id)) from sales_order o where o.id = c.order_id) as "order",
       (select json_build_object('name', u.name, 'email', u.email, 'phone', u.phone) from app_user u where u.id = c.owner_id) as owner
     from contract c where c.id = $1`, [contractId])
  if (!row) return {}
  const { locale, company, partner, account, quote, order, owner } = row as Record<string, any>
  const day = (date: string | null) => date && dayIn(locale)(date)
  const country = (code: string | null | undefined) => code && countryIn(locale)(code)
  const money = (amount: string | null | undefined, currency: string | null) => amount && currency && moneyIn(locale, currency)(amount)
  return {
    'company.name': company.name, 'company.address': company.address, 'company.taxId': company.taxId, 'company.phone': company.phone, 'company.email': company.email, 'partner.name': partner?.name, 'partner.city': partner?.city, 'partner.country': country(partner?.country),
    'account.name': account?.name, 'account.city': account?.city, 'account.country': country(account?.country), 'buyer.name': (partner ?? account)?.name, 'contract.number': row.number, 'contract.title': row.title, 'contract.start': day(row.start), 'contract.end': day(row.end),
    'contract.value': money(row.value, row.currency), 'contract.noticeDays': String(row.noticeDays), 'contract.renewal': translate(locale, `contract.renewal.${row.renewal as string}`), 'contract.renewalMonths': row.renewalMonths === null ? null : String(row.renewalMonths),
    'quote.number': quote?.number, 'quote.total': money(quote?.total, quote?.currency), 'order.number': order?.number, 'order.total': money(order?.total, order?.currency), 'owner.name': owner?.name, 'owner.email': owner?.email, 'owner.phone': owner?.phone, today: day(row.today),
  }
}
