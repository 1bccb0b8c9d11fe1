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

/** What others offered the customer of a version of late. The database answers with the outcome alone: the other quotes stay where they are. */
export async function otherOffers(tx: { run: Run }, versionId: string): Promise<OtherOffer[]> {
  const rows = await tx.run(
    `select o.product_id as "productId", p.sku, coalesce(p.name_i18n ->> app.setting('locale'), p.name) as name, trim_scale(round(o.price, 6))::text as price, o.currency, o.offered_on::text as "offeredOn",
       trim_scale(o.difference)::text as difference, o.who, o.direct from app.other_offers($1, ${window}) o join product p on p.id = o.product_id order by p.sku, o.offered_on desc`, [versionId])
  return rows as unknown as OtherOffer[]
}
