import type { Operation } from '../operation.ts'
import { pricing } from '../pricing.ts'

/** What its users do for a change of several tables: a function that writes all of it. */
const schema = `
  create function bench.request_quote(mutation_id text, account_id uuid, wished_discount_percent numeric, lines json) returns quote language plpgsql volatile as $f$
  #variable_conflict use_column
  declare me uuid := app.user_id(); mine uuid := app.partner_id(); priced json; found quote; version uuid := uuidv7(); input_hash text := encode(sha256(convert_to(json_build_array(account_id, wished_discount_percent, lines)::text, 'UTF8')), 'hex');
  begin
    perform set_config('app.operation', 'requestQuote', true);
    with line as materialized (select w.position, w.quantity, p.id, p.category_path from rows from (json_to_recordset(lines) as ("productId" uuid, quantity int)) with ordinality w(product, quantity, position) join product p on p.id = w.product and p.orderable),
      ${pricing('mine', 'request_quote.account_id')}
    select json_agg(json_build_object('position', p.position, 'id', p.id, 'quantity', p.quantity, 'list', coalesce(p.list, p.net), 'net', p.net, 'line', uuidv7())) into priced from priced p;
    with next as (insert into document_counter as c (scope, kind, partner_id, value) values (mine::text, 'quote', mine, 1) on conflict (scope, kind) do update set value = c.value + 1 returning value)
    insert into quote (id, number, partner_id, account_id, owner_id, seller_id, created_by_id, public_state, currency)
    select uuidv7(), 'Q-' || p.code || '-' || lpad(n.value::text, greatest(4, length(n.value::text)), '0'), p.id, request_quote.account_id, p.representative_id, me, me, 'Requested', p.currency from next n, partner p where p.id = mine
    returning * into found;
    insert into quote_version (id, quote_id, number, state, partner_id, seller_id, currency, subtotal, total, wished_discount_percent, created_by_id)
    select version, found.id, 0, 'Requested', mine, me, found.currency, t.total, t.total, request_quote.wished_discount_percent, me
    from (select sum(round(l.net * l.quantity, app.exponent(found.currency))) as total from json_to_recordset(priced) as l (quantity int, net numeric)) t;
    insert into quote_line (id, version_id, position, product_id, quantity, list_price, net_price, unit_price, amount)
    select l.line, version, l.position, l.id, l.quantity, l.list, l.net, l.net, round(l.net * l.quantity, app.exponent(found.currency)) from json_to_recordset(priced) as l (position int, id uuid, line uuid, quantity int, list numeric, net numeric);
    insert into event (id, type, actor_id, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
    select uuidv7(), 'quote.requested', me, u.name, app.setting('channel'), 'quote', found.id, found.account_id, found.partner_id, found.owner_id, found.seller_id, true, jsonb_build_object('number', found.number) from app_user u where u.id = me;
    insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash, answer)
    values (me, mutation_id, 'requestQuote', input_hash, jsonb_build_object('plain', '{}'::jsonb, 'outcome', jsonb_build_object('quote', jsonb_build_object('id', found.id)),
      'planned', jsonb_build_object('quote', jsonb_build_object('__typename', 'Quote', 'id', found.id, 'number', found.number)), 'question', input_hash));
    return found;
  end $f$;`

export const requested: NonNullable<Operation['postgraphile']> = {
  schema,
  query: 'mutation RequestQuote($input: BenchRequestQuoteInput!) { __typename requestQuote: benchRequestQuote(input: $input) { quote: result { __typename id: rowId number } } }',
  variables: ({ input: { clientMutationId, accountId, wishedDiscountPercent, lines } }) => ({ input: { mutationId: clientMutationId, accountId, wishedDiscountPercent, lines } }),
  normalise: ({ __typename, requestQuote: { quote } }) => ({ __typename, requestQuote: { __typename: 'QuotePayload', errors: [], quote } }),
}
