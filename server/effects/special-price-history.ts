import { Int } from 'type-graphql'
import { addField, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { SpecialPriceLine } from '../specials/special-price-line.ts'

/** What the partner ordered of the product in the year before today. */
const bought = (what: string) => (row: string) => `(select ${what} from special_price s join sales_order o on o.partner_id = s.partner_id and o.currency = s.currency join order_line l on l.order_id = o.id and l.product_id = ${row}.product_id
  where s.id = ${row}.special_price_id and o.state <> 'Canceled' and o.placed_at > now() - interval '1 year')`

addField(SpecialPriceLine, 'boughtQuantity', sql(() => Int, bought('coalesce(sum(l.quantity), 0)::int'), { nullable: false, description: 'How many the partner ordered within a year.' }))
addField(SpecialPriceLine, 'boughtPrice', sql(() => DecimalScalar, bought('trim_scale(round(sum(l.amount) / nullif(sum(l.quantity), 0), 2))::text'), { description: 'What one cost it then on average.' }))
