import { letterheadSql } from '../documents/read-letterhead.ts'
import type { Run } from '../kit/read/reader.ts'
import type { Category } from '../tax/tax.ts'

export interface IssuedLine { position: number; sku: string | null; description: string; unit: string | null; quantity: string; unitPrice: string; subtotal: string; discount: string; amount: string; category: Category; rate: string }
export interface IssuedTax { category: Category; rate: string; reason: string | null; net: string; tax: string }
export interface Address { name: string; street: string | null; city: string | null; region?: string | null; postalCode: string | null; country: string | null }
export interface Seller extends Address { printedAddress: string | null; taxId: string | null; registrationId: string | null; iban: string | null; bic: string | null; phone: string | null; email: string | null; electronicAddress: string | null }
/** An invoice or a credit note as it was issued. */
export interface Issued {
  kind: 'INVOICE' | 'CREDIT_NOTE'; number: string; locale: string; currency: string; issueDate: string; dueDate: string; deliveryDate: string | null; buyerReference: string | null; orders: string[]
  seller: Seller; buyer: Address & { taxId: string | null; electronicAddress: string | null }; shipTo: { country: string | null; region: string | null }
  credited: { number: string; issueDate: string } | null; note: string | null; reason: string | null
  net: string; tax: string; gross: string; companyCurrency: string; companyTax: string; lines: IssuedLine[]; taxes: IssuedTax[]
}

const trimmed = (...columns: string[]) => columns.map((column) => `trim_scale(n.${column})::text as "${column === 'company_tax' ? 'companyTax' : column}"`).join(', ')
/** The company as it was then; what was not known of it then, as it is now. */
const then = (column: string) => `'${column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}', coalesce(n.company ->> '${column}', l.${column})`
const reading = `
  select n.kind, n.number, n.locale, n.currency, n.issue_date::text as "issueDate", n.due_date::text as "dueDate", coalesce(n.delivery_date, (select c.delivery_date from invoice c where c.id = n.credited_id), n.issue_date)::text as "deliveryDate",
    n.buyer_reference as "buyerReference", n.note, n.reason, ${trimmed('net', 'tax', 'gross', 'company_tax')}, n.company_currency as "companyCurrency",
    array(select distinct o.number from invoice_line x join sales_order o on o.id = x.order_id where x.invoice_id = n.id order by 1) as orders,
    json_build_object(${['country', 'tax_id', 'street', 'city', 'postal_code', 'registration_id', 'iban', 'bic', 'phone', 'email', 'electronic_address'].map(then).join(', ')},
      'name', coalesce(n.company -> 'texts' -> n.locale ->> 'name', n.company -> 'texts' -> 'en' ->> 'name', n.company -> 'name' ->> 'name', h.said ->> 'name'),
      'printedAddress', coalesce(n.company -> 'texts' -> n.locale ->> 'address', n.company -> 'texts' -> 'en' ->> 'address', h.said ->> 'address')) as seller,
    json_build_object('name', n.buyer_name, 'street', n.buyer_street, 'city', n.buyer_city, 'region', n.buyer_region, 'postalCode', n.buyer_postal_code, 'country', coalesce(n.buyer_country, n.ship_country), 'taxId', n.buyer_tax_id,
      'electronicAddress', coalesce(n.buyer_electronic_address, (select coalesce(p.electronic_address, p.email) from partner p where p.id = n.partner_id), (select coalesce(a.electronic_address, a.email) from account a where a.id = n.account_id and n.partner_id is null))) as buyer,
    json_build_object('country', coalesce(n.ship_country, n.buyer_country), 'region', n.ship_region) as "shipTo",
    (select json_build_object('number', c.number, 'issueDate', c.issue_date) from invoice c where c.id = n.credited_id) as credited,
    (select json_agg(json_build_object('position', x.position, 'sku', x.sku, 'description', x.description, 'unit', x.unit, 'quantity', trim_scale(x.quantity)::text, 'unitPrice', trim_scale(x.unit_price)::text, 'subtotal', trim_scale(x.subtotal)::text,
      'discount', trim_scale(x.discount)::text, 'amount', trim_scale(x.amount)::text, 'category', x.tax_category, 'rate', trim_scale(x.tax_rate)::text) order by x.position) from invoice_line x where x.invoice_id = n.id) as lines,
    (select json_agg(json_build_object('category', t.category, 'rate', trim_scale(t.rate)::text, 'reason', t.reason, 'net', trim_scale(t.net)::text, 'tax', trim_scale(t.tax)::text) order by t.category, t.rate) from invoice_tax t where t.invoice_id = n.id) as taxes
  from invoice n left join letterhead l on true cross join lateral (select ${letterheadSql('n.locale')} as said) h where n.id = $1 and n.number is not null`

/** As its reader may see it; a draft is nobody's invoice yet. */
export const issuedInvoice = async (run: Run, id: string): Promise<Issued | undefined> => (await run(reading, [id]))[0] as unknown as Issued | undefined
