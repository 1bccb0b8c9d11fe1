import { Field, ID, Int, ObjectType } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { related, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Configuration } from './configuration.ts'

@everyone @ObjectType({ description: 'What goes into one of something that was configured: a product, or a choice that costs beyond the products.' })
export class LinePart {
  @Field(() => ID, { nullable: true }) productId!: string | null
  @Field(() => String, { nullable: true }) sku!: string | null
  @Field(() => String) name!: string
  @Field(() => Int, { description: 'For one of the line.' }) quantity!: number
  @Field(() => DecimalScalar, { nullable: true, description: 'Of one piece.' }) listPrice!: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Of one piece, for the buyer, when the line was priced.' }) netPrice!: string | null
}

/** The parts of a line as they were when it was priced, in a language. */
export const partsSql = (parts: string, locale = `app.setting('locale')`) => `(select json_agg(json_build_object('productId', p.id, 'sku', p.sku, 'name', coalesce(p.name_i18n ->> ${locale}, p.name, x.part -> 'name' ->> ${locale}, x.part -> 'name' ->> 'en', '…'),
  'quantity', (x.part ->> 'quantity')::int, 'listPrice', x.part ->> 'listPrice', 'netPrice', x.part ->> 'netPrice') order by x.place) from jsonb_array_elements(${parts}) with ordinality x (part, place) left join product p on p.id = (x.part ->> 'productId')::uuid where x.part ?| array['productId', 'surcharge'])`
/** What was chosen, in words, as it was when the line was priced. */
export const choicesSql = (parts: string, locale = `app.setting('locale')`) => `(select json_agg(coalesce(x.part -> 'name' ->> ${locale}, x.part -> 'name' ->> 'en') order by x.place) from jsonb_array_elements(${parts}) with ordinality x (part, place) where x.part ? 'name')`

/** Products and choices alike, in words. */
export const contentsSql = (parts: string) => `(select json_agg(coalesce((x.part ->> 'quantity') || ' × ' || coalesce(p.name_i18n ->> app.setting('locale'), p.name), x.part -> 'name' ->> app.setting('locale'), x.part -> 'name' ->> 'en') order by x.place)
  from jsonb_array_elements(${parts}) with ordinality x (part, place) left join product p on p.id = (x.part ->> 'productId')::uuid where p.id is not null or x.part ? 'name')`

export const choicesOf = sql(() => [String], (row) => choicesSql(`${row}.parts`), { description: 'What was chosen for it, in words; null for a plain product.' })
export const partsOf = sql(() => [LinePart], (row) => partsSql(`${row}.parts`), { description: 'What one of it is built of; null for a plain product.' })
export const configurationOf = related(() => Configuration, (child, parent) => `${child}.id = ${parent}.configuration_id`, undefined, { description: 'Where it was configured; null as well when that was deleted meanwhile.' })
