import { amount } from './operation.ts'

const named = (type: string, table: string, column: string, more = '') => `(select row_to_json(n) from (select '${type}' as "__typename", ${more}n.id, n.name from ${table} n where n.id = ${column}) n)`
const latest = (expression: string) => `(select ${expression} from quote_version v where v.quote_id = q.id order by v.number desc limit 1)`
const may = (verb: string) => `case when q.public_state = 'Presented' and q.partner_id = app.partner_id() and ${latest('v.valid_until >= app.today()')} then '${verb}' end`

/** The page of a quote `q`, as the dealer's app shows it. */
export const record = `(select row_to_json(r) from (select 'Quote' as "__typename", array_remove(array[${may('accept')}, ${may('decline')}], null) as actions, q.created_at as "createdAt",
  (select row_to_json(o) from (select 'Order' as "__typename", o.id, o.number from sales_order o where o.quote_id = q.id order by o.placed_at desc limit 1) o) as "order",
  (select row_to_json(n) from (select 'User' as "__typename", n.email, n.id, n.name, n.phone from app_user n where n.id = q.owner_id) n) as owner, '/partner/files/quotes/' || q.id || '.pdf' as pdf,
  ${named('User', 'app_user', 'q.seller_id')} as seller, (select row_to_json(v) from (select 'QuoteVersion' as "__typename", v.id from quote_version v where v.quote_id = q.id order by v.number desc limit 1) v) as version,
  (select json_agg(v order by v.number desc) from (select 'QuoteVersion' as "__typename", v.currency, ${amount('v.discount_amount')} as "discountAmount", ${amount('v.discount_percent')} as "discountPercent", v.id,
    (select json_agg(l order by l.position) from (select 'QuoteLine' as "__typename", ${amount('l.amount')} as amount, l.description, ${amount('l.discount_percent')} as "discountPercent", l.id, ${amount('l.list_price')} as "listPrice", ${amount('l.net_price')} as "netPrice", l.position,
      (select row_to_json(p) from (select 'Product' as "__typename", p.id, coalesce(p.name_i18n ->> 'en', p.name) as name, p.sku from product p where p.id = l.product_id) p) as product, ${amount('l.promotion_discount')} as "promotionDiscount", l.configuration_id as "configurationId", null::json as configuration, l.parts, case when l.parts is not null then (select json_agg(x -> 'name' ->> 'en') from jsonb_array_elements(l.parts) x where x ? 'name') end as choices, l.quantity, ${amount('l.unit_price')} as "unitPrice" from quote_line l where l.version_id = v.id) l) as lines,
    v.note, v.number, v.request_note as "requestNote", v.state, ${amount('v.subtotal')} as subtotal, v.superseded, ${amount('v.total')} as total, v.valid_until as "validUntil", ${amount('v.wished_discount_percent')} as "wishedDiscountPercent"
    from quote_version v where v.quote_id = q.id) v) as versions,
  ${named('Account', 'account', 'q.account_id')} as account, q.currency, q.id, q.number, ${named('Partner', 'partner', 'q.partner_id')} as partner, q.public_state as state, ${latest(amount('v.total'))} as total, q.public_at as "updatedAt", ${latest('v.valid_until')} as "validUntil") r)`
