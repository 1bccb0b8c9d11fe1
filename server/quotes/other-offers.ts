import { Field, ID, ObjectType } from 'type-graphql'
import type { Run } from '../kit/read/reader.ts'
import { everyone } from '../kit/audience.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'

/** For so many days an offer is remembered. */
const window = 90

@everyone @ObjectType({ description: 'The same product, offered to the same customer by somebody else or through another channel, at another price.' })
export class OtherOffer {
  @Field(() => ID) productId!: string
  @Field(() => String) sku!: string
  @Field(() => String) name!: string
  @Field(() => DecimalScalar, { description: 'Of one, after all discounts.' }) price!: string
  @Field(() => String) currency!: string
  @Field(() => DateScalar) offeredOn!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'By how many per cent this quote is above it; below zero, below it.' }) difference!: string | null
  @Field(() => String, { nullable: true, description: "Who offered it, where the viewer may see that quote; never told to a dealer." }) who!: string | null
  @Field(() => Boolean, { nullable: true, description: 'Directly, not through a dealer; not told to a dealer.' }) direct!: boolean | null
}

/** What others offered the customers of versions of late, by version. The database answers with the outcome alone: the other quotes stay where they are. */
export async function otherOffersOf(run: Run, versionIds: readonly string[]): Promise<Map<string, OtherOffer[]>> {
  const rows = await run(
    `select v.id as "versionId", o.product_id as "productId", p.sku, coalesce(p.name_i18n ->> app.setting('locale'), p.name) as name, trim_scale(round(o.price, 6))::text as price, o.currency, o.offered_on::text as "offeredOn",
       trim_scale(o.difference)::text as difference, o.who, o.direct from unnest($1::uuid[]) as v (id), app.other_offers(v.id, ${window}) o join product p on p.id = o.product_id order by p.sku, o.offered_on desc`, [versionIds]) as unknown as (OtherOffer & { versionId: string })[]
  return new Map(versionIds.map((id) => [id, rows.filter(({ versionId }) => versionId === id)]))
}
