import type { Run } from '../kit/read/reader.ts'
import type { Exemption, Place, Rule, Seller } from './tax.ts'

export interface TaxFacts { seller: Seller | null; exemptions: Exemption[]; rules: Rule[]; day: string }

/** All that deciding on a tax takes: who sells, which certificates a buyer has, and the rules of the places concerned on a day – today, when left out. */
export async function taxFacts(run: Run, buyer: { partnerId: string | null; accountId: string | null }, shipTo: Place, day: string | null = null): Promise<TaxFacts> {
  const [row] = await run(
    `select s.country, d.day::text as day,
       (select coalesce(json_agg(json_build_object('country', e.country, 'number', e.number, 'validFrom', e.valid_from, 'validTo', e.valid_to) order by e.valid_to desc), '[]') from tax_exemption e
         where e.partner_id = $1 or ($1::uuid is null and e.account_id = $2)) as exemptions,
       (select coalesce(json_agg(json_build_object('country', r.country, 'region', r.region, 'taxClass', r.tax_class, 'category', r.category, 'rate', trim_scale(r.rate)::text, 'fromAbroad', r.from_abroad,
           'validFrom', r.valid_from, 'validTo', r.valid_to) order by r.valid_from desc nulls last, r.id), '[]') from tax_rule r where r.country in (s.country, $3)) as rules
     from (select coalesce($4::date, app.today()) as day) d, app.seller() s`, [buyer.partnerId, buyer.accountId, shipTo.country, day])
  return { seller: row?.country ? { country: row.country as string } : null, exemptions: row!.exemptions as Exemption[], rules: row!.rules as Rule[], day: row!.day as string }
}
