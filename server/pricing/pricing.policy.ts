import { any, reason } from '../access/condition.ts'
import { type Rule, type TablePolicy, holds, through } from '../access/policies.ts'

const buysFrom = (column: string) => reason('buysFrom', `${column} = any ((select app.price_lists())::uuid[])`)

/** Those that are for some are looked up once for a statement: asking the rows of each would be planned into every price. */
const takesPart = reason('takesPart', `state <> 'Draft' and (select app.partner_id()) is not null
  and (not (by_partner or by_level or by_country) or id = any ((select app.promotions_for(app.partner_id(), null))::uuid[]))`)
const concerned = through('promotion', 'promotion_id')
const part = (table: string, read: Rule['read']): TablePolicy =>
  ({ table, audit: { record: 'promotion', id: 'r.promotion_id' }, staff: { grant: 'select, insert, update, delete', read: holds('price:read'), write: holds('promotion:edit') }, partner: { grant: 'select', read } })

const manages = any(holds('pricelist:create'), holds('pricelist:edit'), holds('pricelist:end'), holds('pricechange:apply'), holds('pricechange:undo'))

/** A dealer sees the lists that it buys from and the promotions that it takes part in, and no other's. */
export const pricingPolicies: TablePolicy[] = [
  { table: 'list_price', audit: { record: 'product', id: 'r.product_id', type: 'Product', columns: { price: 'listPrice' } }, staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: 'true' } },
  { table: 'price_list', audit: { record: 'price_list', skip: ['updated_at', 'revision'] }, staff: { grant: 'select, insert, update', read: holds('price:read'), write: manages }, partner: { grant: 'select', read: buysFrom('id') } },
  { table: 'price_list_entry', audit: { record: 'price_list', id: 'r.price_list_id' }, staff: { grant: 'select, insert, update, delete', read: holds('price:read'), write: manages }, partner: { grant: 'select', read: buysFrom('price_list_id') } },
  { table: 'price_entry_cost', audit: { record: 'price_list', id: 'r.price_list_id', needs: 'cost:read', type: 'PriceListEntry' }, staff: { grant: 'select, insert, update, delete', read: holds('cost:read') } },
  { table: 'promotion', audit: { record: 'promotion', skip: ['updated_at'] }, staff: { grant: 'select, insert, update', read: holds('price:read'), write: holds('promotion:edit') }, partner: { grant: 'select', read: takesPart } },
  part('promotion_product', concerned), part('promotion_category', concerned), part('promotion_partner', 'partner_id = (select app.partner_id())'),
  part('promotion_level', '(level_id, (select app.partner_id())) in (select p.level_id, p.id from partner p)'), part('promotion_country', '(country, (select app.partner_id())) in (select p.country, p.id from partner p)'),
  { table: 'promotion_budget', audit: { record: 'promotion', id: 'r.promotion_id', skip: ['used_amount', 'used_quantity'] }, staff: { grant: 'select', read: holds('price:read') } },
  // written by the database alone, with the order that it belongs to; with its offset, the order is looked up use by use rather than all orders first
  { table: 'promotion_use', audit: { none: 'follows from orders, which the trail keeps' }, staff: { grant: 'select', read: any(holds('promotion:result'), reason('parent', 'exists (select 1 from sales_order parent where parent.id = order_id offset 0)')) } },
]
