import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import type { Run } from '../kit/read/reader.ts'
import { type Taxable, TaxPreview, buyersTax, taxPreviews } from '../tax/tax-preview.ts'
import { QuoteVersion } from './quote-version.ts'

const reading = `
  select v.id, q.partner_id as "partnerId", q.account_id as "accountId", v.currency, ${buyersTax} as country, null as region, v.total / nullif(v.subtotal, 0) as share,
    (select json_agg(json_build_object('taxClass', x.tax_class, 'amount', l.amount::text) order by l.position) from quote_line l join product x on x.id = l.product_id where l.version_id = v.id) as lines
  from quote_version v join quote q on q.id = v.quote_id left join partner p on p.id = q.partner_id left join account b on b.id = q.account_id where v.id = any ($1::uuid[])`

/** What an invoice of all of each version would charge on a day – today, when left out – as whoever runs this may see it. */
export async function versionTaxes(run: Run, locale: string, versionIds: readonly string[], day: string | null = null): Promise<(TaxPreview | null)[]> {
  const found = new Map((await run(reading, [versionIds])).map((row) => [row.id, row as unknown as Taxable]))
  return taxPreviews(run, locale, versionIds.map((id) => found.get(id)), day)
}

addField(QuoteVersion, 'taxes', resolved(['id'], { partner: true }))

@Resolver(() => QuoteVersion)
export class QuoteTaxResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => TaxPreview, { nullable: true, description: 'What an invoice of all of it would charge today; null where that can not be said.' })
  taxes(@Root() version: { $id: string }, @Ctx() context: RequestContext): Promise<TaxPreview | null> {
    return context.loader<string, TaxPreview | null>('versionTaxes', (ids) => versionTaxes(context.run, context.locale, ids)).load(version.$id)
  }
}
