import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { newId } from '../../../server/kit/ids.ts'
import { type Operation, write } from '../operation.ts'
import { accepted as asked } from '../postgraphile/accept.ts'
import { record } from '../quote-record.ts'
import { quietly, takeBack, tidy } from '../reset.ts'
import { alike, dealers, idOf } from '../world.ts'

/** Lines of an offer; offers of each dealer, one after the other's. */
const size = 10, each = 500, presented = each * alike, from = 900_000_000
const partners = `array['${dealers.map(({ partnerId }) => partnerId).join(`','`)}']::uuid[]`, partner = `(${partners})[1 + n % ${alike}]`
const first = idOf('quote', from), last = idOf('quote', from + presented - 1)
const offers = `id between '${first}' and '${last}'`
const numbered = (kind: 'quote' | 'version' | 'offered', n: string) => `('${idOf(kind, 0).slice(0, 24)}' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** Quotes that wait for the dealers' answers. */
const present = [
  `insert into quote (id, number, partner_id, account_id, owner_id, currency, public_state, public_at, created_at, updated_at)
    select ${numbered('quote', `${from} + n`)}, 'Q-offer-' || n, p.id, a.id, p.representative_id, 'USD', 'Presented', now(), now(), now() from generate_series(0, ${presented - 1}) n join partner p on p.id = ${partner}
    join (select id, partner_id, row_number() over (partition by partner_id order by id) as place, count(*) over (partition by partner_id) as places from account where partner_id = any (${partners})) a on a.partner_id = p.id and a.place = 1 + n / ${alike} % a.places`,
  `insert into quote_version (id, quote_id, number, state, partner_id, currency, subtotal, total, valid_until, note, presented_at)
    select ${numbered('version', `${from} + n`)}, ${numbered('quote', `${from} + n`)}, 1, 'Presented', ${partner}, 'USD', ${size * 900}, ${size * 900}, current_date + 30, 'Delivered free of charge', now() from generate_series(0, ${presented - 1}) n`,
  `insert into quote_line (id, version_id, position, product_id, quantity, list_price, net_price, discount_percent, unit_price, amount)
    select ${numbered('offered', `(${from} + n) * 10::bigint + l`)}, ${numbered('version', `${from} + n`)}, l, p.id, 10, 110, 100, 10, 90, 900 from generate_series(0, ${presented - 1}) n, generate_series(1, ${size}) l
    join (select id, row_number() over (order by id) as place from product limit 5000) p on true where p.place = 1 + (n * 13 + l * 7) % 5000`,
]
const withdraw = [`delete from quote_line where version_id in (select id from quote_version where quote_id between '${first}' and '${last}')`, `delete from quote_version where quote_id between '${first}' and '${last}'`, `delete from quote where ${offers}`]
const reopen = [
  `delete from person_key where person_id between '${first}' and '${last}'`, `delete from event where subject_id between '${first}' and '${last}'`,
  `update quote_version set state = 'Presented', revision = 1, decided_by_id = null, decided_at = null, purchase_order = null where quote_id between '${first}' and '${last}' and state = 'Accepted'`,
  `update quote set public_state = 'Presented', updated_at = created_at, public_at = created_at where ${offers} and public_state = 'Accepted'`,
]

const me = 'app.user_id()', mine = 'app.partner_id()'
const happened = (type: string, subject: string, row: string, data: string) => `insert into event (id, type, actor_id, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
  select $1, '${type}', ${me}, u.name, app.setting('channel'), '${subject}', r.id, r.account_id, r.partner_id, r.owner_id, r.seller_id, true, ${data} from ${row} r, app_user u where r.id = $2 and u.id = ${me}`
const statements = {
  version: `update quote_version v set state = 'Accepted', decided_by_id = ${me}, decided_at = now(), purchase_order = $2, revision = v.revision + 1
    where v.quote_id = $1 and v.number = (select max(n.number) from quote_version n where n.quote_id = $1) and v.state = 'Presented' and not v.superseded and v.valid_until >= app.today()`,
  quote: `update quote set public_state = 'Accepted', updated_at = now() where id = $1`,
  accepted: happened('quote.accepted', 'quote', 'quote', `(select jsonb_build_object('number', r.number, 'version', v.number) from quote_version v where v.quote_id = r.id and v.state = 'Accepted')`),
  // the counter's lock is held from here to the commit
  order: `with next as (insert into document_counter as c (scope, kind, partner_id, value) values (${mine}::text, 'order', ${mine}, 1) on conflict (scope, kind) do update set value = c.value + 1 returning value)
    insert into sales_order (id, number, state, partner_id, account_id, owner_id, seller_id, created_by_id, quote_id, quote_version_id, purchase_order, currency, channel)
    select $1, 'O-' || p.code || '-' || lpad(n.value::text, greatest(4, length(n.value::text)), '0'), 'Placed', p.id, q.account_id, coalesce(q.owner_id, p.representative_id), coalesce(q.seller_id, ${me}), ${me}, q.id, v.id, v.purchase_order, p.currency, app.setting('channel')
    from next n, quote q join partner p on p.id = q.partner_id join quote_version v on v.quote_id = q.id and v.state = 'Accepted' where q.id = $2`,
  amount: `insert into order_amount (order_id, partner_id, seller_id, subtotal, total) select o.id, o.partner_id, o.seller_id, v.subtotal, v.total from sales_order o join quote_version v on v.id = o.quote_version_id where o.id = $1`,
  lines: `insert into order_line (id, order_id, position, product_id, description, quantity, list_price, net_price, discount_percent, unit_price, amount)
    select ($2::uuid[])[l.position], o.id, l.position, l.product_id, l.description, l.quantity, l.list_price, l.net_price, l.discount_percent, l.unit_price, l.amount from sales_order o join quote_line l on l.version_id = o.quote_version_id where o.id = $1`,
  placed: happened('order.placed', 'order', 'sales_order', `jsonb_build_object('number', r.number, 'waits', false)`),
  receipt: `insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash, answer)
    select ${me}, $1, 'acceptQuote', $2, jsonb_build_object('question', $3::text, 'plain', '{}'::jsonb, 'outcome', jsonb_build_object('quote', jsonb_build_object('id', q.id), 'order', jsonb_build_object('id', o.id)),
      'planned', jsonb_build_object('order', jsonb_build_object('__typename', 'Order', 'id', o.id, 'number', o.number), 'quote', ${record})) from sales_order o join quote q on q.id = o.quote_id where o.id = $4
    returning answer ->> 'planned' as planned`,
}
const hashed = (text: string) => createHash('sha256').update(text).digest('hex')

async function answer(client: pg.PoolClient, opening: { write: string }, { input: { clientMutationId, ...input } }: any): Promise<string> {
  const id = newId(), ids = Array.from({ length: size }, newId)
  const ask = (name: keyof typeof statements, values: unknown[]) => client.query({ name: `e ${name}`, text: statements[name], values })
  const [, , , , , , , , { rows }] = await Promise.all([
    client.query(`${opening.write}; select set_config('app.operation', 'acceptQuote', true)`),
    ask('version', [input.id, input.purchaseOrder]), ask('quote', [input.id]), ask('accepted', [newId(), input.id]), ask('order', [id, input.id]), ask('amount', [id]), ask('lines', [id, ids]), ask('placed', [newId(), id]),
    ask('receipt', [clientMutationId, hashed(JSON.stringify(input)), hashed('AcceptQuote'), id]),
    client.query('commit'),
  ])
  return `{"__typename":"Mutation","acceptQuote":{"__typename":"AcceptQuotePayload","errors":[],${(rows[0]!.planned as string).slice(1)}}`
}

/** How many offers each asker has taken; they are presented anew after each turn. */
const taken: number[] = []
function offer(asker: number): number {
  taken[asker] = ((taken[asker] ?? -1) + 1) % each
  return from + taken[asker] * alike + asker
}

export const accept: Operation = {
  key: 'e', title: 'a presented quote of 10 lines is accepted, which makes the order', viewer: 'dealers', target: write, writes: true,
  facts: (client) => quietly(client, [...withdraw, ...present]),
  variables(n, _, asker) {
    const offered = offer(asker)
    return { input: { clientMutationId: randomUUID(), id: idOf('quote', offered), versionId: idOf('version', offered), purchaseOrder: `PO-${n}` } }
  },
  guanxi: { operation: 'AcceptQuote' },
  floor: { answer },
  postgraphile: asked,
  async reset(client) { await takeBack(client); await quietly(client, reopen) },
  async after(client) { await quietly(client, withdraw); await tidy(client) },
}
