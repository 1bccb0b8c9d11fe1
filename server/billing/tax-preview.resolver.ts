import { Ctx, Extensions, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { translate } from '../kit/locale.ts'
import { Decimal, round, sum } from '../kit/money.ts'
import { addField, resolved } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Order } from '../orders/order.ts'
import { QuoteVersion } from '../quotes/quote-version.ts'
import { taxFacts } from '../tax/load.ts'
import { type Category, type TaxClass, taxOf, totalsOf } from '../tax/tax.ts'
import { TaxCategoryEnum } from '../tax/tax-rule.ts'

@everyone @ObjectType({ description: 'The tax of one category and rate.' })
class TaxGroupPreview {
  @Field(() => TaxCategoryEnum) category!: Category
  @Field(() => DecimalScalar) rate!: string
  @Field(() => DecimalScalar) net!: string
  @Field(() => DecimalScalar) tax!: string
  @Field(() => String, { nullable: true, description: 'Why no tax is charged.' }) sentence!: string | null
}
@everyone @ObjectType({ description: 'What tax an invoice of today would charge. What holds is the invoice.' })
class TaxPreview {
  @Field(() => DecimalScalar) net!: string
  @Field(() => DecimalScalar) tax!: string
  @Field(() => DecimalScalar) gross!: string
  @Field(() => [TaxGroupPreview]) groups!: TaxGroupPreview[]
}

/** A document by its id: who buys, where to, its lines with the discount of the whole taken off each in proportion. */
const documents = {
  order: `select o.id, o.partner_id as "partnerId", o.account_id as "accountId", o.currency, coalesce(p.tax_id, case when p.id is null then b.tax_id end) as "taxId", coalesce(d.country, p.country, b.country) as country, d.region,
      a.total / nullif(a.subtotal, 0) as share, (select json_agg(json_build_object('taxClass', x.tax_class, 'amount', l.amount::text) order by l.position) from order_line l join product x on x.id = l.product_id where l.order_id = o.id) as lines
    from sales_order o join order_amount a on a.order_id = o.id left join partner p on p.id = o.partner_id left join account b on b.id = o.account_id left join address d on d.id = o.ship_to_id where o.id = $1`,
  version: `select v.id, q.partner_id as "partnerId", q.account_id as "accountId", v.currency, coalesce(p.tax_id, case when p.id is null then b.tax_id end) as "taxId", coalesce(p.country, b.country) as country, null as region,
      v.total / nullif(v.subtotal, 0) as share, (select json_agg(json_build_object('taxClass', x.tax_class, 'amount', l.amount::text) order by l.position) from quote_line l join product x on x.id = l.product_id where l.version_id = v.id) as lines
    from quote_version v join quote q on q.id = v.quote_id left join partner p on p.id = q.partner_id left join account b on b.id = q.account_id where v.id = $1`,
}

/** Takes the discount of the whole off each class in proportion, so that together they are the total. */
function sharedOut(classes: [TaxClass, string[]][], share: string | null, currency: string): { taxClass: TaxClass; amount: Decimal }[] {
  let soFar = new Decimal(0), given = new Decimal(0)
  return classes.map(([taxClass, amounts]) => {
    soFar = soFar.plus(sum(amounts))
    const upTo = round(soFar.times(share ?? 1), currency), amount = upTo.minus(given)
    given = upTo
    return { taxClass, amount }
  })
}

async function preview({ run, locale }: RequestContext, kind: keyof typeof documents, id: string): Promise<TaxPreview | null> {
  const [row] = await run(documents[kind], [id])
  if (!row?.lines || !row.country) return null
  const { partnerId, accountId, taxId, country, region, currency, share } = row as Record<'partnerId' | 'accountId' | 'taxId' | 'region', string | null> & { country: string; currency: string; share: string | null }
  const shipTo = { country, region }, facts = await taxFacts(run, { partnerId, accountId }, shipTo)
  if (!facts.seller) return null
  const byKind = new Map<TaxClass, string[]>()
  for (const { taxClass, amount } of row.lines as { taxClass: TaxClass; amount: string }[]) byKind.set(taxClass, [...(byKind.get(taxClass) ?? []), amount])
  const lines = sharedOut([...byKind], share, currency).map(({ taxClass, amount }) => ({ amount, tax: taxOf(facts.seller!, { taxId, exemptions: facts.exemptions }, shipTo, taxClass, facts.day, facts.rules) }))
  if (lines.some(({ tax }) => tax === null)) return null
  const totals = totalsOf(lines.map(({ amount, tax }) => ({ amount, ...tax! })), currency)
  return { ...totals, groups: totals.groups.map(({ reason, ...group }) => ({ ...group, sentence: reason && translate(locale, `tax.${reason}`, { certificate: lines.find(({ tax }) => tax!.reason === reason)?.tax?.certificate ?? '' }) })) }
}

addField(Order, 'taxes', resolved(['id'], { partner: true }))
addField(QuoteVersion, 'taxes', resolved(['id'], { partner: true }))

@Resolver(() => Order)
export class OrderTaxResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => TaxPreview, { nullable: true, description: 'What an invoice of all of it would charge today; null where that can not be said, or the money is not the viewer\'s to see.' })
  taxes(@Root() order: { $id: string }, @Ctx() context: RequestContext): Promise<TaxPreview | null> {
    return preview(context, 'order', order.$id)
  }
}

@Resolver(() => QuoteVersion)
export class QuoteTaxResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => TaxPreview, { nullable: true, description: 'What an invoice of all of it would charge today; null where that can not be said.' })
  taxes(@Root() version: { $id: string }, @Ctx() context: RequestContext): Promise<TaxPreview | null> {
    return preview(context, 'version', version.$id)
  }
}
