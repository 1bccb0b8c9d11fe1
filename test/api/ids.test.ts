import { type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schemaFor } from '../../server/schema.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, codeOf, nobodysId } from './acting.ts'

const dealer = 'owner@northstar.example'

let server: TestServer, cast: Cast
/** Records of the rival, by kind. */
let theirs: Record<string, string>
let mine: { versionId: string; productId: string; quoteId: string; contactId: string; accountId: string; orderId: string; deliveredId: string; specialId: string; orderChangeId: string }
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  const one = async (sql: string) => (await cast.rows(sql))[0].id as string
  const of = (table: string) => one(`select t.id from ${table} t join partner p on p.id = t.partner_id where p.code = 'RVL' limit 1`)
  theirs = {
    account: await of('account'), contact: await of('contact'), quote: await of('quote'), order: await of('sales_order'), user: await one(`select id from app_user where email = 'sales@rival.example'`),
    subAccount: await one(`select a.id from account a join partner p on p.id = a.partner_id join partner own on own.id = p.parent_id where own.code = 'NST' limit 1`),
    partner: await one(`select id from partner where code = 'RVL'`), apiKey: (await cast.do('owner@rival.example', 'createApiKey', { name: 'x', permissions: ['catalog:read'] }, 'apiKey { id }')).apiKey.id,
    address: await one(`select d.id from address d join account a on a.id = d.account_id join partner p on p.id = a.partner_id where p.code = 'RVL' limit 1`),
    session: await one(`insert into session (id, token_hash, user_id, expires_at) select gen_random_uuid(), '\\x00', id, now() + interval '1 day' from app_user where email = 'sales@rival.example' returning id`),
    webhook: await one(`insert into webhook (id, name, url, types, user_id, partner_id, state, disabled_reason, created_at, updated_at) select gen_random_uuid(), 'x', 'https://x.example', '{*}', id, partner_id, 'Disabled', 'PERSON', now(), now() from app_user where email = 'sales@rival.example' returning id`),
    configuration: await one(`insert into configuration (id, name, version_id, partner_id, answers) select gen_random_uuid(), 'x', v.id, p.id, '{}' from model_version v, partner p where p.code = 'RVL' limit 1 returning id`),
    specialPrice: await one(`insert into special_price (id, number, state, origin, partner_id, seller_id, currency, valid_from, valid_to, reason, created_by_id) select gen_random_uuid(), 'S-901', 'Draft', 'PARTNER', partner_id, id, 'USD', '2099-01-01', '2099-02-01', 'x', id from app_user where email = 'sales@rival.example' returning id`),
    orderLine: await one(`select l.id from order_line l join sales_order o on o.id = l.order_id join partner p on p.id = o.partner_id where p.code = 'RVL' limit 1`),
    version: await one(`select v.id from quote_version v join quote q on q.id = v.quote_id join partner p on p.id = q.partner_id where p.code = 'RVL' and v.presented_at is not null limit 1`),
    product: await one(`insert into product (id, sku, name, lifecycle) values (gen_random_uuid(), 'SECRET-1', 'Not yet announced', 'PLANNED') returning id`),
  }
  theirs.delivery = await one(`insert into webhook_delivery (id, webhook_id, type, subject_type, subject_id, happened_at, state, attempts, next_attempt_at, created_at, settled_at)
    select gen_random_uuid(), id, 'order.placed', 'order', gen_random_uuid(), now(), 'Failed', 10, now(), now(), now() from webhook limit 1 returning id`)
  theirs.orderChange = await one(`insert into order_change (id, order_id, number, state, partner_id, by_dealer, currency, total_before, total_after) select gen_random_uuid(), id, 901, 'Draft', partner_id, true, currency, 1, 1 from sales_order where id = '${theirs.order}' returning id`)
  theirs.return = await one(`insert into return_authorization (id, number, order_id, state, partner_id, reason) select gen_random_uuid(), 'R-901', id, 'Requested', partner_id, 'OTHER' from sales_order where id = '${theirs.order}' returning id`)
  const quoteId = await cast.quote('Presented')
  mine = {
    accountId: await one(`select a.id from account a join partner p on p.id = a.partner_id where p.code = 'NST' limit 1`),
    versionId: await one('select version_id as id from configuration limit 1'), productId: (await cast.products(1))[0]!.id, quoteId,
    orderId: await one(`select o.id from sales_order o join partner p on p.id = o.partner_id where p.code = 'NST' and o.state = 'Confirmed' limit 1`),
    deliveredId: await one(`select o.id from sales_order o join partner p on p.id = o.partner_id where p.code = 'NST' and exists (select 1 from shipment s where s.order_id = o.id and s.delivered_at is not null) limit 1`),
    contactId: await one(`select c.id from contact c join partner p on p.id = c.partner_id where p.code = 'NST' limit 1`), specialId: '', orderChangeId: '',
  }
  mine.specialId = (await cast.do(dealer, 'createSpecialPrice', special({}), 'specialPrice { id }')).specialPrice.id
  mine.orderChangeId = (await cast.do(dealer, 'requestOrderChange', { orderId: mine.orderId, requestedDate: '2099-01-01' }, 'orderChange { id }')).orderChange.id
})
afterAll(() => server.close())

const wanted = (line: Record<string, unknown>) => ({ lines: [{ productId: mine.productId, quantity: 1, ...line }] })
const special = (terms: Record<string, unknown>, line: Record<string, unknown> = {}) => ({ terms: { validFrom: '2099-01-01', validTo: '2099-02-01', reason: 'A tender', ...terms, lines: [{ productId: mine.productId, quantity: 1, requestedPrice: '0.01', ...line }] } })

const verbs: [verb: string, kind: string, input: (id: string) => Record<string, unknown>, code?: string][] = [
  ['setCartLine', 'product', (productId) => ({ productId, quantity: 1 })],
  ['setCartAccount', 'account', (accountId) => ({ accountId })],
  ['setCartLine', 'configuration', (configurationId) => ({ productId: mine.productId, configurationId, quantity: 1 })],
  ...['requestQuote', 'placeOrder'].flatMap((verb): typeof verbs => [
    ...['account', 'subAccount'].map((kind): typeof verbs[number] => [verb, kind, (accountId) => ({ accountId, ...wanted({}) })]),
    [verb, 'product', (productId) => wanted({ productId })],
    [verb, 'configuration', (configurationId) => wanted({ configurationId })],
  ]),
  ['createSpecialPrice', 'partner', (partnerId) => ({ partnerId, ...special({}) })],
  // a sub-dealer's customer is seen, but not bought for
  ...['account', 'subAccount'].map((kind): typeof verbs[number] => ['createSpecialPrice', kind, (accountId) => special({ accountId })]),
  ['setCartAccount', 'subAccount', (accountId) => ({ accountId })],
  ['createSpecialPrice', 'product', (productId) => special({}, { productId })],
  ['editSpecialPrice', 'specialPrice', (id) => ({ id, revision: 1, ...special({}) })],
  ['editSpecialPrice', 'account', (accountId) => ({ id: mine.specialId, revision: 1, ...special({ accountId }) })],
  ['editSpecialPrice', 'product', (productId) => ({ id: mine.specialId, revision: 1, ...special({}, { productId }) })],
  ...['submitSpecialPrice', 'withdrawSpecialPrice'].map((verb): typeof verbs[number] => [verb, 'specialPrice', (id) => ({ id })]),
  ['acceptQuote', 'quote', (id) => ({ id })],
  ['acceptQuote', 'version', (versionId) => ({ id: mine.quoteId, versionId }), 'STALE'],
  ['declineQuote', 'quote', (id) => ({ id })],
  ['approveOrder', 'order', (id) => ({ id })],
  ['rejectOrder', 'order', (id) => ({ id })],
  ['cancelOrder', 'order', (id) => ({ id })],
  ['requestOrderChange', 'order', (orderId) => ({ orderId, requestedDate: '2099-01-01' })],
  ['requestOrderChange', 'orderLine', (orderLineId) => ({ orderId: mine.orderId, lines: [{ orderLineId, quantity: 1 }] })],
  ['requestOrderChange', 'product', (productId) => ({ orderId: mine.orderId, added: [{ productId, quantity: 1 }] })],
  ['requestOrderChange', 'configuration', (configurationId) => ({ orderId: mine.orderId, added: [{ productId: mine.productId, configurationId, quantity: 1 }] })],
  ['requestOrderChange', 'address', (shipToId) => ({ orderId: mine.orderId, shipToId })],
  ['editOrderChange', 'orderChange', (id) => ({ id, requestedDate: '2099-01-01' })],
  ['editOrderChange', 'orderLine', (orderLineId) => ({ id: mine.orderChangeId, lines: [{ orderLineId, quantity: 1 }] })],
  ['editOrderChange', 'product', (productId) => ({ id: mine.orderChangeId, added: [{ productId, quantity: 1 }] })],
  ['editOrderChange', 'configuration', (configurationId) => ({ id: mine.orderChangeId, added: [{ productId: mine.productId, configurationId, quantity: 1 }] })],
  ['editOrderChange', 'address', (shipToId) => ({ id: mine.orderChangeId, shipToId })],
  ...['submitOrderChange', 'approveOrderChange', 'withdrawOrderChange'].map((verb): [string, string, (id: string) => Record<string, unknown>] => [verb, 'orderChange', (id) => ({ id })]),
  ['rejectOrderChange', 'orderChange', (id) => ({ id, reason: 'X' })],
  ['requestReturn', 'order', (orderId) => ({ orderId, reason: 'OTHER', lines: [{ orderLineId: nobodysId, quantity: 1, condition: 'USED' }] })],
  ['requestReturn', 'orderLine', (orderLineId) => ({ orderId: mine.deliveredId, reason: 'OTHER', lines: [{ orderLineId, quantity: 1, condition: 'USED' }] })],
  ['cancelReturn', 'return', (id) => ({ id })],
  ['createAccount', 'user', (sellerId) => ({ name: 'X', sellerId })],
  ['createAccount', 'account', (parentId) => ({ name: 'X', parentId })],
  ['updateAccount', 'account', (id) => ({ id, name: 'X' })],
  ['updateAccount', 'account', (parentId) => ({ id: mine.accountId, parentId })],
  ['updateAccount', 'user', (sellerId) => ({ id: mine.accountId, sellerId })],
  ['createContact', 'account', (accountId) => ({ accountId, firstName: 'X', lastName: 'Y' })],
  ['createContact', 'contact', (reportsToId) => ({ accountId: mine.accountId, reportsToId, firstName: 'X', lastName: 'Y' })],
  ['updateContact', 'contact', (id) => ({ id, firstName: 'X' })],
  ['updateContact', 'contact', (reportsToId) => ({ id: mine.contactId, reportsToId })],
  ['createAddress', 'account', (accountId) => ({ accountId, city: 'X' })],
  ['updateAddress', 'address', (id) => ({ id, city: 'X' })],
  ['removeAddress', 'address', (id) => ({ id })],
  ['linkContact', 'account', (accountId) => ({ accountId, contactId: mine.contactId })],
  ['linkContact', 'contact', (contactId) => ({ contactId, accountId: mine.accountId })],
  ['unlinkContact', 'account', (accountId) => ({ accountId, contactId: mine.contactId })],
  ['unlinkContact', 'contact', (contactId) => ({ contactId, accountId: mine.accountId })],
  ['updatePartnerUser', 'user', (id) => ({ id, title: 'X' })],
  ...['inviteUser', 'revokeInvitation', 'deactivateUser', 'activateUser'].map((verb): [string, string, (id: string) => Record<string, unknown>] => [verb, 'user', (id) => ({ id })]),
  ['revokeApiKey', 'apiKey', (id) => ({ id })],
  ['giveConsent', 'contact', (contactId) => ({ contactId, channel: 'EMAIL', purpose: 'MARKETING', source: 'PHONE' })],
  ['withdrawConsent', 'contact', (contactId) => ({ contactId, channel: 'EMAIL', purpose: 'MARKETING', source: 'PHONE' })],
  ['setDoNotContact', 'contact', (id) => ({ id, reason: 'Asked us to' })],
  ['clearDoNotContact', 'contact', (id) => ({ id })],
  ['resetSecondFactor', 'user', (id) => ({ id })],
  ['endSessionsOf', 'user', (userId) => ({ userId })],
  ['endSession', 'session', (id) => ({ id })],
  ...['enableWebhook', 'disableWebhook', 'removeWebhook', 'testWebhook', 'updateWebhook', 'rotateWebhookSecret'].map((verb): [string, string, (id: string) => Record<string, unknown>] => [verb, 'webhook', (id) => ({ id })]),
  ['replayWebhook', 'webhook', (id) => ({ id, from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' })],
  ['replayWebhookDelivery', 'delivery', (id) => ({ id })],
  ['saveConfiguration', 'configuration', (id) => ({ id, versionId: mine.versionId, name: 'X', answers: [], revision: 1 })],
  ['saveConfiguration', 'version', (versionId) => ({ versionId, name: 'X', answers: [] })],
  ['deleteConfiguration', 'configuration', (id) => ({ id })],
]

/** Where an input takes an id, at whatever depth. */
const places = (type: GraphQLInputType, way = ''): string[] => {
  const named = getNamedType(type)
  if (!isInputObjectType(named)) return named.name === 'ID' ? [way] : []
  return Object.values(named.getFields()).flatMap((field) => places(field.type, `${way}.${field.name}`))
}
const holes = (value: unknown, way = ''): string[] =>
  value === '@' ? [way] : Array.isArray(value) ? value.flatMap((one) => holes(one, way)) : value && typeof value === 'object' ? Object.entries(value).flatMap(([name, one]) => holes(one, `${way}.${name}`)) : []

test('every place where a verb of a dealer takes an id stands in the table', () => {
  const taken = Object.values(schemaFor('partner').getMutationType()!.getFields()).flatMap(({ name, args }) => places(args[0]!.type).map((place) => name + place))
  const told = verbs.flatMap(([verb, , input]) => holes(input('@')).map((place) => verb + place))
  expect(taken.filter((place) => !told.includes(place))).toEqual([])
})

test.each(verbs)("%s: another dealer's %s, an id of nothing and what is no id get one and the same answer", async (verb, kind, input, code = 'NOT_FOUND') => {
  const before = await cast.everything()
  const answers = []
  for (const id of [theirs[kind]!, nobodysId, 'no id', `${theirs[kind]} `, "' or true --"]) {
    const { data, errors } = await cast.try(dealer, verb, input(id))
    expect(codeOf({ data, ...(errors ? { errors } : {}) }), `${verb} ${id}`).toBe(code)
    answers.push({ ...data!.answer, clientMutationId: null })
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await cast.everything()).toEqual(before)
})

test.each(['account', 'contact', 'quote', 'order', 'user', 'partner', 'product'])('%s(id): the same', async (kind) => {
  const own = (await cast.read(dealer, `{ list: ${kind}s(first: 1) { nodes { id } } }`)).list.nodes[0].id
  expect((await cast.read(dealer, `query ($id: ID!) { it: ${kind}(id: $id) { id } }`, { id: own })).it).toEqual({ id: own })
  for (const id of [theirs[kind]!, nobodysId, 'no id', '', '\0', "' or true --", 7]) {
    const answer = await cast.ask(dealer, `query ($id: ID!) { it: ${kind}(id: $id) { id } }`, { id })
    expect(answer).toEqual({ data: { it: null } })
  }
})

test('a filter by an id finds nothing that would not be found without it', async () => {
  const query = `query ($ids: [ID!]) { quotes(filter: { accountId: $ids }) { totalCount { value } } orders(filter: { partnerId: $ids }) { totalCount { value } } accounts(filter: { partnerId: $ids }) { totalCount { value } } products(filter: { categoryId: $ids }) { totalCount { value } } }`
  for (const id of [theirs.account, theirs.partner, nobodysId, 'no id'])
    for (const list of Object.values<any>(await cast.read(dealer, query, { ids: [id] }))) expect(list.totalCount.value).toBe(0)
  expect((await cast.ask(dealer, query, { ids: ['\0'] })).errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
})

test("a PDF by another's id, by an id of nothing and by no id at all", async () => {
  const answers = await Promise.all([theirs.quote, nobodysId, 'no-id', ''].map(async (id) => {
    const response = await fetch(`${server.url}/partner/files/quotes/${id}.pdf`, { headers: { cookie: await cast.cookie(dealer) } })
    return [response.status, await response.text()]
  }))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]![0]).toBe(404)
})
