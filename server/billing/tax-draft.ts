import { UserError } from '../kit/errors.ts'
import { taxFacts } from '../tax/load.ts'
import { type TaxClass, type Taxed, type Totals, taxOf, totalsOf } from '../tax/tax.ts'
import { newId } from '../kit/ids.ts'
import type { Work } from './work.ts'

/** Who buys, as the draft has it. */
interface Draft { id: string; partnerId: string | null; accountId: string | null; currency: string; taxId: string | null; shipCountry: string | null; shipRegion: string | null }

/** Takes over the buyer as it is now, and decides on the tax of every line: when a draft is made, and again when it is issued. Errors: TAX_MISSING. */
export async function taxDraft(work: Work, id: string): Promise<Totals> {
  const [draft] = (await work.run(
    `update invoice i set buyer_name = b.name, buyer_tax_id = b.tax_id, buyer_street = b.street, buyer_city = coalesce(b.address_city, b.city), buyer_region = b.region, buyer_postal_code = b.postal_code, buyer_country = coalesce(b.address_country, b.country), buyer_electronic_address = b.electronic_address,
       updated_at = now(), revision = revision + 1
     from (
       select x.id as invoice_id, coalesce(p.name, a.name) as name, coalesce(p.tax_id, case when p.id is null then a.tax_id end) as tax_id, coalesce(p.electronic_address, p.email, case when p.id is null then coalesce(a.electronic_address, a.email) end) as electronic_address, coalesce(p.city, a.city) as city, coalesce(p.country, a.country) as country,
         d.street, d.city as address_city, d.region, d.postal_code, d.country as address_country
       from invoice x left join partner p on p.id = x.partner_id left join account a on a.id = x.account_id
         left join lateral (select * from address d where (x.partner_id is not null and d.partner_id = x.partner_id) or (x.partner_id is null and d.account_id = x.account_id)
           order by lower(d.kind) = 'billing' desc, lower(d.kind) = 'main' desc, d.id limit 1) d on true) b
     where i.id = $1 and b.invoice_id = i.id
     returning i.id, i.partner_id as "partnerId", i.account_id as "accountId", i.currency, i.buyer_tax_id as "taxId", coalesce(i.ship_country, i.buyer_country) as "shipCountry", i.ship_region as "shipRegion"`, [id])) as unknown as Draft[]
  const { shipCountry, shipRegion, currency, taxId } = draft!
  if (!shipCountry) throw new UserError('REQUIRED', ['shipCountry'])
  const shipTo = { country: shipCountry, region: shipRegion }
  const [facts, lines] = await Promise.all([
    taxFacts(work.run, draft!, shipTo), work.run('select id, tax_class as "taxClass", amount::text as amount from invoice_line where invoice_id = $1 order by position', [id]),
  ])
  if (!facts.seller) throw new UserError('TAX_MISSING', ['id'], { country: '?' })
  const taxed = lines.map(({ id: lineId, taxClass, amount }) => {
    const tax = taxOf(facts.seller!, { taxId, exemptions: facts.exemptions }, shipTo, taxClass as TaxClass, facts.day, facts.rules)
    if (!tax) throw new UserError('TAX_MISSING', ['id'], { country: shipCountry })
    return { lineId: lineId as string, amount: amount as string, ...tax, reason: reasonOf(tax) }
  })
  await work.run(`update invoice_line l set tax_category = t.category, tax_rate = t.rate::numeric, tax_reason = t.reason from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as t (id, category, rate, reason) where l.id = t.id`,
    [taxed.map(({ lineId }) => lineId), taxed.map(({ category }) => category), taxed.map(({ rate }) => rate), taxed.map(({ reason }) => reason)])
  const totals = totalsOf(taxed, currency)
  await writeTotals(work, id, totals)
  return totals
}

/** A certificate's number belongs to the sentence. */
const reasonOf = ({ reason, certificate }: Taxed): string | null => (certificate ? `${reason} ${certificate}` : reason)

export async function writeTotals({ run }: Work, id: string, { net, tax, gross, groups }: Totals): Promise<void> {
  await run('delete from invoice_tax where invoice_id = $1', [id])
  await run(`insert into invoice_tax (id, invoice_id, category, rate, reason, net, tax) select * from json_populate_recordset(null::invoice_tax, $1)`,
    [JSON.stringify(groups.map((group) => ({ id: newId(), invoice_id: id, ...group })))])
  await run('update invoice set net = $2, tax = $3, gross = $4 where id = $1', [id, net, tax, gross])
}
