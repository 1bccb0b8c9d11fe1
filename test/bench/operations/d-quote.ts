import { createHash, randomUUID } from 'node:crypto'
import { newId } from '../../../server/kit/ids.ts'
import { type Operation, write } from '../operation.ts'
import { pricing } from '../pricing.ts'
import { dealersAccounts, products } from '../facts.ts'
import { requested } from '../postgraphile/quote.ts'
import { takeBack, tidy } from '../reset.ts'

const me = `app.user_id()`, mine = `app.partner_id()`
/** Kept in the transaction for the statements that follow: priced once, and nothing travels back. */
const lines = `json_to_recordset(current_setting('bench.lines')::json) as l (position int, id uuid, quantity int, list numeric, net numeric)`
const statements = {
  price: `with line as materialized (select w.position, w.quantity, p.id, p.category_path from unnest($1::uuid[], $2::int[]) with ordinality w(product, quantity, position) join product p on p.id = w.product and p.orderable), ${pricing(`(select ${mine})`, '$3::uuid')}
    select set_config('app.operation', 'requestQuote', true), set_config('bench.lines', json_agg(json_build_object('position', position, 'id', id, 'quantity', quantity, 'list', coalesce(list, net), 'net', net))::text, true) from priced`,
  // the counter's lock is held from here to the commit
  quote: `with next as (insert into document_counter as c (scope, kind, partner_id, value) values (${mine}::text, 'quote', ${mine}, 1) on conflict (scope, kind) do update set value = c.value + 1 returning value)
    insert into quote (id, number, partner_id, account_id, owner_id, seller_id, created_by_id, public_state, currency)
    select $1, 'Q-' || p.code || '-' || lpad(n.value::text, greatest(4, length(n.value::text)), '0'), p.id, $2, p.representative_id, ${me}, ${me}, 'Requested', p.currency from next n, partner p where p.id = ${mine}`,
  version: `insert into quote_version (id, quote_id, number, state, partner_id, seller_id, currency, subtotal, total, wished_discount_percent, created_by_id)
    select $1, q.id, 0, 'Requested', q.partner_id, q.seller_id, q.currency, t.total, t.total, $3, ${me} from quote q, (select sum(round(l.net * l.quantity, app.exponent('USD'))) as total from ${lines}) t where q.id = $2`,
  lines: `insert into quote_line (id, version_id, position, product_id, quantity, list_price, net_price, unit_price, amount)
    select ($2::uuid[])[l.position], $1, l.position, l.id, l.quantity, l.list, l.net, l.net, round(l.net * l.quantity, app.exponent('USD')) from ${lines}`,
  event: `insert into event (id, type, actor_id, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
    select $1, 'quote.requested', ${me}, u.name, app.setting('channel'), 'quote', q.id, q.account_id, q.partner_id, q.owner_id, q.seller_id, true, jsonb_build_object('number', q.number) from quote q, app_user u where q.id = $2 and u.id = ${me}`,
  receipt: `insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash, answer)
    select ${me}, $1, 'requestQuote', $2, jsonb_build_object('plain', '{}'::jsonb, 'outcome', jsonb_build_object('quote', jsonb_build_object('id', q.id)), 'planned', jsonb_build_object('quote', jsonb_build_object('__typename', 'Quote', 'id', q.id, 'number', q.number)), 'question', $3::text) from quote q where q.id = $4
    returning answer -> 'planned' ->> 'quote' as quote`,
}
const hashed = (text: string) => createHash('sha256').update(text).digest('hex')

export const quote: Operation = {
  key: 'd', title: 'a quote of 10 lines is created', viewer: 'dealers', target: write, writes: true,
  facts: async (client) => ({ accounts: await dealersAccounts(client), products: await products(client) }),
  variables: (n, { accounts, products: ids }: { accounts: string[][]; products: string[] }, asker) => ({
    input: {
      clientMutationId: randomUUID(), accountId: accounts[asker]![n % accounts[asker]!.length], wishedDiscountPercent: '5',
      lines: Array.from({ length: 10 }, (_, line) => ({ productId: ids[(n * 13 + line * 7) % ids.length], quantity: 1 + ((n + line) % 9) })),
    },
  }),
  guanxi: { operation: 'RequestQuote' },
  floor: {
    async answer(client, opening, { input: { clientMutationId, ...input } }) {
      const id = newId(), version = newId(), lineIds = input.lines.map(() => newId())
      const ask = (name: keyof typeof statements, values: unknown[]) => client.query({ name: `d ${name}`, text: statements[name], values })
      const [, , , , , , { rows }] = await Promise.all([
        client.query(opening.write),
        ask('price', [input.lines.map(({ productId }: any) => productId), input.lines.map(({ quantity }: any) => quantity), input.accountId]),
        ask('quote', [id, input.accountId]), ask('version', [version, id, input.wishedDiscountPercent]), ask('lines', [version, lineIds]), ask('event', [newId(), id]),
        ask('receipt', [clientMutationId, hashed(JSON.stringify(input)), hashed('RequestQuote'), id]),
        client.query('commit'),
      ])
      return `{"__typename":"Mutation","requestQuote":{"__typename":"QuotePayload","errors":[],"quote":${rows[0]!.quote}}}`
    },
  },
  postgraphile: requested,
  reset: takeBack,
  after: tidy,
}
