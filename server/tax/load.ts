import type { Run } from '../kit/read/reader.ts'
import type { Exemption, Place, Rule, Seller } from './tax.ts'

export interface TaxFacts { seller: Seller | null; exemptions: Exemption[]; rules: Rule[]; day: string }

/** Who buys, and the country that goods go to. */
export interface TaxQuestion { partnerId: string | null; accountId: string | null; country: string | null }

/** All that deciding on a tax takes, question by question: who sells, which certificates a buyer has, and the rules of the places concerned on a day – today, when left out. */
export async function taxFactsOf(run: Run, questions: readonly TaxQuestion[], day: string | null = null): Promise<TaxFacts[]> {
  const rows = await run(
    `select s.country, d.day::text as day,
       (select coalesce(json_agg(json_build_object('country', e.country, 'number', e.number, 'validFrom', e.valid_from, 'validTo', e.valid_to) order by e.valid_to desc), '[]') from tax_exemption e
         where e.partner_id = q.partner_id or (q.partner_id is null and e.account_id = q.account_id)) as exemptions,
       (select coalesce(json_agg(json_build_object('country', r.country, 'region', r.region, 'taxClass', r.tax_class, 'category', r.category, 'rate', trim_scale(r.rate)::text, 'fromAbroad', r.from_abroad,
           'validFrom', r.valid_from, 'validTo', r.valid_to) order by r.valid_from desc nulls last, r.id), '[]') from tax_rule r where r.country in (s.country, q.country)) as rules
     from unnest($1::uuid[], $2::uuid[], $3::char(2)[]) with ordinality q (partner_id, account_id, country, place), (select coalesce($4::date, app.today()) as day) d, app.seller() s order by q.place`,
    [questions.map(({ partnerId }) => partnerId), questions.map(({ accountId }) => accountId), questions.map(({ country }) => country), day])
  return rows.map((row) => ({ seller: row.country ? { country: row.country as string } : null, exemptions: row.exemptions as Exemption[], rules: row.rules as Rule[], day: row.day as string }))
}

/** The same for one buyer and one place. */
export async function taxFacts(run: Run, { partnerId, accountId }: { partnerId: string | null; accountId: string | null }, shipTo: Place): Promise<TaxFacts> {
  return (await taxFactsOf(run, [{ partnerId, accountId, country: shipTo.country }]))[0]!
}
