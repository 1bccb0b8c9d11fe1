import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import type { Run } from '../kit/read/reader.ts'
import { type Taxable, TaxPreview, buyersTax, taxPreview } from '../tax/tax-preview.ts'
import { QuoteVersion } from './quote-version.ts'

const reading = `
  select q.partner_id as "partnerId", q.account_id as "accountId", v.currency, ${buyersTax} as country, null as region, v.total / nullif(v.subtotal, 0) as share,
    (select json_agg(json_build_object('taxClass', x.tax_class, 'amount', l.amount::text) order by l.position) from quote_line l join product x on x.id = l.product_id where l.version_id = v.id) as lines
  from quote_version v join quote q on q.id = v.quote_id left join partner p on p.id = q.partner_id left join account b on b.id = q.account_id where v.id = $1`

/** What an invoice of all of a version would charge on a day – today, when left out – as whoever runs this may see it. */
export async function versionTaxes(run: Run, locale: string, versionId: string, day: string | null = null): Promise<TaxPreview | null> {
  const [row] = await run(reading, [versionId])
  return taxPreview(run, locale, row as Taxable | undefined, day)
}

addField(QuoteVersion, 'taxes', resolved(['id'], { partner: true }))

@Resolver(() => QuoteVersion)
export class QuoteTaxResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => TaxPreview, { nullable: true, description: 'What an invoice of all of it would charge today; null where that can not be said.' })
  taxes(@Root() version: { $id: string }, @Ctx() { run, locale }: RequestContext): Promise<TaxPreview | null> {
    return versionTaxes(run, locale, version.$id)
  }
}
