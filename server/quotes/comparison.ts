import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { contentsSql } from '../configurator/line-part.ts'
import { everyone } from '../kit/audience.ts'
import type { Run } from '../kit/read/reader.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { type ComparedLine, type ComparedVersion, compareQuoteVersions } from './compare-versions.ts'

enum QuoteLineChange { Added = 'Added', Removed = 'Removed', Changed = 'Changed', Same = 'Same' }
registerEnumType(QuoteLineChange, { name: 'QuoteLineChange' })

@everyone @ObjectType()
class QuoteFieldDifference {
  @Field(() => String, { description: 'discountPercent, paymentDays, validUntil, currency, note, subtotal or total.' }) field!: string
  @Field(() => String, { nullable: true }) before!: string | null
  @Field(() => String, { nullable: true }) after!: string | null
}
@everyone @ObjectType()
class ComparedQuoteLine {
  @Field(() => Int) quantity!: number
  @Field(() => DecimalScalar) unitPrice!: string
  @Field(() => DecimalScalar) discountPercent!: string
  @Field(() => DecimalScalar) amount!: string
}
@everyone @ObjectType()
class QuoteLineDifference {
  @Field(() => QuoteLineChange) change!: QuoteLineChange
  @Field(() => String) sku!: string
  @Field(() => String) name!: string
  @Field(() => ComparedQuoteLine, { nullable: true }) before!: ComparedQuoteLine | null
  @Field(() => ComparedQuoteLine, { nullable: true }) after!: ComparedQuoteLine | null
  @Field(() => [String], { description: 'Which of quantity, unitPrice, discountPercent, amount, description and parts differ.' }) changed!: string[]
  @Field(() => [String], { description: 'What it is built of, or was chosen for it, and was not before.' }) added!: string[]
  @Field(() => [String], { description: 'And what is no more.' }) removed!: string[]
}
@everyone @ObjectType({ description: 'Two versions of a quote side by side.' })
export class QuoteComparison {
  @Field(() => String) currency!: string
  @Field(() => [QuoteFieldDifference]) fields!: QuoteFieldDifference[]
  @Field(() => [QuoteLineDifference], { description: 'As the later version has them; those that are gone come last.' }) lines!: QuoteLineDifference[]
}

type Named = ComparedLine & { sku: string; name: string }
const versionsSql = `select v.number, v.currency, trim_scale(v.discount_percent)::text as "discountPercent", trim_scale(v.subtotal)::text as subtotal, trim_scale(v.total)::text as total, v.payment_days as "paymentDays", v.valid_until::text as "validUntil", v.note,
  (select coalesce(json_agg(json_build_object('productId', l.product_id, 'sku', p.sku, 'name', coalesce(p.name_i18n ->> app.setting('locale'), p.name), 'quantity', l.quantity, 'unitPrice', trim_scale(l.unit_price)::text,
    'discountPercent', trim_scale(l.discount_percent)::text, 'amount', trim_scale(l.amount)::text, 'description', l.description, 'parts', ${contentsSql('l.parts')}) order by l.position), '[]') from quote_line l join product p on p.id = l.product_id where l.version_id = v.id) as lines
  from quote_version v where v.quote_id = $1 and v.number = any ($2::int[])`

/** Reads both as the viewer may see them. */
export async function comparisonOf({ run }: { run: Run }, quoteId: string, before: number, after: number): Promise<QuoteComparison | null> {
  const rows = await run(versionsSql, [quoteId, [before, after]]) as unknown as (ComparedVersion & { number: number; lines: Named[] })[]
  const one = rows.find(({ number }) => number === before), other = rows.find(({ number }) => number === after)
  if (!one || !other) return null
  const { fields, lines } = compareQuoteVersions(one, other)
  return { currency: other.currency, fields, lines: lines.map(({ change, before: was, after: is, ...differs }) => {
    const { sku, name } = (is ?? was) as Named
    return { change: QuoteLineChange[change], sku, name, before: was, after: is, ...differs }
  }) }
}
