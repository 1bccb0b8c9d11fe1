import type { Operation } from '../operation.ts'
import { record } from '../quote-record.ts'
import { inOurForm } from './form.ts'

const happened = (type: string, subject: string, row: string, data: string) => `insert into event (id, type, actor_id, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
    select uuidv7(), '${type}', me, u.name, app.setting('channel'), '${subject}', ${row}.id, ${row}.account_id, ${row}.partner_id, ${row}.owner_id, ${row}.seller_id, true, ${data} from app_user u where u.id = me`

/** Raises what the dealer is told when the offer can't be accepted any more. */
const schema = `
  create function bench.accept_quote(mutation_id text, quote_id uuid, version_id uuid, purchase_order text) returns sales_order language plpgsql volatile as $f$
  #variable_conflict use_column
  declare me uuid := app.user_id(); mine uuid := app.partner_id(); q quote; v quote_version; o sales_order; input_hash text := encode(sha256(convert_to(json_build_array(quote_id, version_id, purchase_order)::text, 'UTF8')), 'hex');
  begin
    perform set_config('app.operation', 'acceptQuote', true);
    update quote_version r set state = 'Accepted', decided_by_id = me, decided_at = now(), purchase_order = accept_quote.purchase_order, revision = r.revision + 1
    where r.id = accept_quote.version_id and r.quote_id = accept_quote.quote_id and r.number = (select max(n.number) from quote_version n where n.quote_id = accept_quote.quote_id)
      and r.state = 'Presented' and not r.superseded and r.valid_until >= app.today() returning * into v;
    if not found then raise exception 'This offer can not be accepted.'; end if;
    update quote r set public_state = 'Accepted', updated_at = now() where r.id = v.quote_id returning * into q;
    ${happened('quote.accepted', 'quote', 'q', `jsonb_build_object('number', q.number, 'version', v.number)`)};
    with next as (insert into document_counter as c (scope, kind, partner_id, value) values (mine::text, 'order', mine, 1) on conflict (scope, kind) do update set value = c.value + 1 returning value)
    insert into sales_order (id, number, state, partner_id, account_id, owner_id, seller_id, created_by_id, quote_id, quote_version_id, purchase_order, currency, channel)
    select uuidv7(), 'O-' || p.code || '-' || lpad(n.value::text, greatest(4, length(n.value::text)), '0'), 'Placed', p.id, q.account_id, coalesce(q.owner_id, p.representative_id), coalesce(q.seller_id, me), me, q.id, v.id, v.purchase_order, p.currency, app.setting('channel')
    from next n, partner p where p.id = q.partner_id returning * into o;
    insert into order_amount (order_id, partner_id, seller_id, subtotal, total) values (o.id, o.partner_id, o.seller_id, v.subtotal, v.total);
    insert into order_line (id, order_id, position, product_id, description, quantity, list_price, net_price, discount_percent, unit_price, amount)
    select uuidv7(), o.id, l.position, l.product_id, l.description, l.quantity, l.list_price, l.net_price, l.discount_percent, l.unit_price, l.amount from quote_line l where l.version_id = v.id;
    ${happened('order.placed', 'order', 'o', `jsonb_build_object('number', o.number, 'waits', false)`)};
    insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash, answer)
    values (me, mutation_id, 'acceptQuote', input_hash, jsonb_build_object('question', input_hash, 'plain', '{}'::jsonb, 'outcome', jsonb_build_object('quote', jsonb_build_object('id', q.id), 'order', jsonb_build_object('id', o.id)),
      'planned', jsonb_build_object('order', jsonb_build_object('__typename', 'Order', 'id', o.id, 'number', o.number), 'quote', ${record})));
    return o;
  end $f$;
  create function bench.quote_actions(q quote) returns text[] language sql stable as $$
    select array_remove(array[${['accept', 'decline'].map((verb) => `case when q.public_state = 'Presented' and q.partner_id = app.partner_id() and (select v.valid_until >= app.today() from quote_version v where v.quote_id = q.id order by v.number desc limit 1) then '${verb}' end`).join(', ')}], null) $$;`

const query = `mutation AcceptQuote($input: BenchAcceptQuoteInput!) { __typename acceptQuote: benchAcceptQuote(input: $input) { order: result { __typename id: rowId number quote: quoteByQuoteId { __typename
  actions createdAt owner: appUserByOwnerId { __typename email id: rowId name phone } seller: appUserBySellerId { __typename id: rowId name }
  versions: quoteVersionsByQuoteIdList(orderBy: NUMBER_DESC) { __typename currency discountAmount discountPercent id: rowId
    lines: quoteLinesByVersionIdList(orderBy: POSITION_ASC) { __typename amount description discountPercent id: rowId listPrice netPrice position product: productByProductId { __typename id: rowId name sku } promotionDiscount configurationId parts quantity unitPrice }
    note number requestNote state subtotal superseded total validUntil wishedDiscountPercent }
  account: accountByAccountId { __typename id: rowId name } currency id: rowId number partner: partnerByPartnerId { __typename id: rowId name } state: publicState updatedAt: publicAt } } } }`

export const accepted: NonNullable<Operation['postgraphile']> = {
  schema, query,
  variables: ({ input: { clientMutationId, id, versionId, purchaseOrder } }) => ({ input: { mutationId: clientMutationId, quoteId: id, versionId, purchaseOrder } }),
  // a plain product was configured of nothing
  normalise: inOurForm(({ __typename, acceptQuote: { order: { quote: { versions, ...quote }, ...order } } }) => ({
    __typename,
    acceptQuote: {
      __typename: 'AcceptQuotePayload', errors: [], order,
      quote: { ...quote, versions: versions.map((version: any) => ({ ...version, lines: version.lines.map((line: any) => ({ ...line, configuration: null, choices: null })) })), order, pdf: `/partner/files/quotes/${quote.id}.pdf`, total: versions[0].total, validUntil: versions[0].validUntil, version: { __typename: 'QuoteVersion', id: versions[0].id } },
    },
  })),
}
