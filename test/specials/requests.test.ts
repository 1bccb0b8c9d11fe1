import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import { expireSpecialPrices } from '../../server/specials/expire-special-prices.ts'
import { tellEnding } from '../../server/specials/tell-ending.ts'
import { dealer, id, manager, openSpecials, rep, rival, seller } from './world.ts'

const admin = 'admin@guanxi.example', channel = 'channel@guanxi.example'
let world: Awaited<ReturnType<typeof openSpecials>>
beforeAll(async () => { world = await openSpecials() }, 120_000)
afterAll(() => world.close())

const faults = ({ errors }: { errors: { code: string; path?: string[] }[] }) => errors.map(({ code, path }) => `${code} ${path?.join('.')}`)

describe('a request', () => {
  it.each([
    [{ lines: [] }, ['EMPTY terms.lines']], [{ validTo: '2020-01-01', validFrom: '2019-01-01' }, ['PAST terms.validTo']], [{ validFrom: '2999-01-01' }, ['OUT_OF_RANGE terms.validTo']],
    [{ accountId: '00000000-0000-7000-8000-000000000001' }, ['NOT_FOUND terms.accountId']], [{ reason: ' ' }, ['REQUIRED terms.reason']],
  ])('%j is refused with %j', async (terms, expected) => {
    expect(faults(await world.create(dealer, { lines: [{ productId: await world.product(1), quantity: 1, requestedPrice: '1' }], ...terms }))).toEqual(expected)
  })

  it.each([
    [{ quantity: 0 }, 'OUT_OF_RANGE'], [{ quantity: 2_000_000_000 }, 'OUT_OF_RANGE'], [{ requestedPrice: '-1' }, 'OUT_OF_RANGE'], [{ requestedPrice: 'cheap' }, 'BAD_USER_INPUT'], [{ requestedPrice: `1${'0'.repeat(40)}` }, 'BAD_USER_INPUT'], [{ productId: 'x' }, 'NOT_FOUND'],
  ])('a line with %j is refused with %s, and nothing is kept', async (line, code) => {
    const count = async () => (await world.admin.query('select count(*)::int as n from special_price')).rows[0].n, before = await count()
    expect((await world.create(dealer, { lines: [{ productId: await world.product(1), quantity: 1, requestedPrice: '1', ...line }] })).errors.map((error: { code: string }) => error.code)).toEqual([code])
    expect(await count()).toBe(before)
  })

  it('of ours names its partner, one that there is; asked for twice by one click it is one', async () => {
    const lines = [{ productId: await world.product(1), quantity: 1, requestedPrice: '1' }], codes = ({ errors }: { errors: { code: string; path?: string[] }[] }) => errors.map(({ code, path }) => `${code} ${path?.join('.')}`)
    expect([codes(await world.create(rep, { lines })), codes(await world.create(rep, { lines }, id())), codes(await world.create(rep, { lines }, 'x'))]).toEqual([['REQUIRED partnerId'], ['NOT_FOUND partnerId'], ['NOT_FOUND partnerId']])
    expect(codes(await world.create(dealer, { lines: Array.from({ length: 501 }, () => lines[0]) }))[0]).toMatch(/^TOO_MANY_LINES/)
    const input = { clientMutationId: id(), terms: await world.terms({ lines }) }, twice = await Promise.all([1, 2].map(() => world.command(dealer, 'create', 'CreateSpecialPriceInput', input)))
    expect(twice[0].specialPrice.id).toBe(twice[1].specialPrice.id)
  })

  it('tells every fault of its lines, each with its path', async () => {
    const productId = await world.product(1), { netPrice } = await world.quoted(dealer, productId)
    const refused = await world.create(dealer, { lines: [{ productId, quantity: 1, requestedPrice: netPrice }, { productId: id(), quantity: 1, requestedPrice: '1' }, { productId, quantity: 1, requestedPrice: '1' }] })
    expect(faults(refused)).toEqual(['OUT_OF_RANGE terms.lines.0.requestedPrice', 'NOT_FOUND terms.lines.1.productId', 'TAKEN terms.lines.2.productId'])
  })

  it('goes its way: drafted, submitted, returned, edited, submitted again, granted in part', async () => {
    const productId = await world.product(2), { netPrice } = await world.quoted(dealer, productId), lines = [{ productId, quantity: 20, requestedPrice: '5' }]
    const { specialPrice: draft } = await world.create(dealer, { lines })
    expect(draft).toMatchObject({ state: 'Draft', actions: ['edit', 'submit'], lines: [{ quantity: 20, requestedPrice: '5', netPrice }] })
    // what one side drafts, the other does not see
    expect(await world.read(admin, draft.id)).toBeNull()
    expect((await world.verb(dealer, 'submit', { id: draft.id })).specialPrice.actions).toEqual(['withdraw'])
    expect((await world.verb(dealer, 'submit', { id: draft.id })).errors).toMatchObject([{ code: 'ILLEGAL_MOVE' }])
    expect((await world.verb(admin, 'return', { id: draft.id, note: 'Which competitor?' })).specialPrice).toMatchObject({ state: 'Returned', decisionNote: 'Which competitor?' })
    const { specialPrice: again } = await world.verb(dealer, 'edit', { id: draft.id, revision: 3, terms: await world.terms({ lines, competitor: 'Acme, 4.90' }) })
    expect(again.state).toBe('Returned')
    const { specialPrice: sent } = await world.verb(dealer, 'submit', { id: draft.id })
    expect((await world.verb(admin, 'approve', { id: draft.id, revision: sent.revision - 1 })).errors).toMatchObject([{ code: 'STALE', path: ['revision'] }])
    expect((await world.verb(admin, 'approve', { id: draft.id, revision: sent.revision, lines: [{ lineId: sent.lines[0].id, quantity: 5, price: netPrice }] })).errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['lines', '0', 'price'] }])
    // of a line that is left out no price is asked; left out are not all of them
    expect((await world.verb(admin, 'approve', { id: draft.id, revision: sent.revision, lines: [{ lineId: sent.lines[0].id, quantity: 0, price: netPrice }] })).errors).toMatchObject([{ code: 'EMPTY', path: ['lines'] }])
    const twice = await Promise.all([1, 2].map(() => world.verb(admin, 'approve', { id: draft.id, revision: sent.revision, lines: [{ lineId: sent.lines[0].id, quantity: 5, price: '6' }], note: 'Five for a start' })))
    expect(twice.map(({ errors }) => errors[0]?.code).sort()).toEqual(['ILLEGAL_MOVE', undefined])
    expect(await world.read(dealer, draft.id)).toMatchObject({ state: 'Approved', actions: [], lines: [{ usedQuantity: 0, leftQuantity: 5 }] })
    expect((await world.quoted(dealer, productId, 5)).netPrice).toBe('6')
  })

  it('is withdrawn, and rejected with a reason', async () => {
    const lines = [{ productId: await world.product(3), quantity: 2, requestedPrice: '5' }]
    const { specialPrice: one } = await world.create(dealer, { lines })
    await world.verb(dealer, 'submit', { id: one.id })
    expect((await world.verb(dealer, 'withdraw', { id: one.id })).specialPrice).toMatchObject({ state: 'Withdrawn', actions: ['edit', 'submit'] })
    await world.verb(dealer, 'submit', { id: one.id })
    expect(faults(await world.verb(admin, 'reject', { id: one.id, note: '' }))).toEqual(['REQUIRED note'])
    expect((await world.verb(admin, 'reject', { id: one.id, note: 'Below cost' })).specialPrice).toMatchObject({ state: 'Rejected', actions: [] })
  })

  it('ends after its last day, with an event and a letter, once', async () => {
    const request = await world.granted(await world.product(4), 5, '5'), system = new pg.Pool({ connectionString: world.server.database.adminUrl })
    await world.admin.query('update special_price set valid_from = app.today() - 9, valid_to = app.today() - 1 where id = $1', [request.id])
    expect([await expireSpecialPrices(system), await expireSpecialPrices(system)]).toEqual([1, 0])
    await system.end()
    expect((await world.read(dealer, request.id)).state).toBe('Expired')
    expect((await world.admin.query(`select count(*)::int as n from mail where about_id = $1 and kind = 'special_expired'`, [request.id])).rows[0].n).toBeGreaterThan(0)
  })

  it('is told to who asked a week before its last day, once, as long as something is left', { timeout: 60_000 }, async () => {
    const [soon, usedUp, short] = [await world.granted(await world.product(13), 5, '5'), await world.granted(await world.product(14), 5, '5'), await world.granted(await world.product(15), 5, '5')], system = new pg.Pool({ connectionString: world.server.database.adminUrl })
    await world.admin.query(`update special_price set valid_from = app.today() - 30, valid_to = app.today() + 7, decided_at = now() - interval '20 days' where id = any ($1)`, [[soon.id, usedUp.id]])
    await world.admin.query('update special_price_line set used_quantity = approved_quantity where special_price_id = $1', [usedUp.id])
    await world.admin.query('update special_price set valid_to = app.today() + 3 where id = $1', [short.id])
    const told = await Promise.all([tellEnding(system), tellEnding(system)])
    expect([told.sort(), await tellEnding(system)]).toEqual([[0, 1], 0])
    await system.end()
    expect((await world.admin.query(`select u.email from mail m join app_user u on u.id = m.user_id where m.kind = 'special_ending' and m.about_id = any ($1)`, [[soon.id, usedUp.id, short.id]])).rows).toEqual([{ email: dealer }])
    await expect.poll(() => world.server.mails(dealer).map(({ subject }) => subject), { timeout: 30_000 }).toContain(`Special price ${soon.number} ends soon`)
  })
})

describe('who may what', () => {
  it('is decided on by managers in their scope, never by who asked', async () => {
    const partnerId = await world.partner(dealer), lines = [{ productId: await world.product(5), quantity: 2, requestedPrice: '5' }]
    const { specialPrice: mine } = await world.create(manager, { lines }, partnerId)
    expect(mine).toMatchObject({ state: 'Draft', partner: { id: partnerId } })
    // the dealer does not see what we draft for it
    expect(await world.read(dealer, mine.id)).toBeNull()
    const { specialPrice: sent } = await world.verb(manager, 'submit', { id: mine.id })
    expect(sent.actions).not.toContain('approve')
    expect((await world.verb(manager, 'approve', { id: mine.id, revision: sent.revision })).errors).toMatchObject([{ code: 'OWN_APPROVAL' }])
    expect((await world.read(dealer, mine.id)).state).toBe('Submitted')
    expect((await world.verb(rep, 'approve', { id: mine.id, revision: sent.revision })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await world.verb(admin, 'approve', { id: mine.id, revision: sent.revision })).errors).toEqual([])
  })

  it('is seen by no other dealer, nor asked for in its name, nor for its customer', async () => {
    const productId = await world.product(6), request = await world.granted(productId, 5, '5'), partnerId = await world.partner(dealer)
    expect(await world.read(rival, request.id)).toBeNull()
    expect((await world.ask(rival, '{ specialPrices(first: 50) { nodes { partner { id } } } }')).data.specialPrices.nodes.filter(({ partner }: { partner: { id: string } }) => partner.id === partnerId)).toEqual([])
    for (const verb of ['submit', 'withdraw']) expect(faults(await world.verb(rival, verb, { id: request.id }))).toEqual(['NOT_FOUND id'])
    expect(faults(await world.create(rival, { lines: [{ productId, quantity: 1, requestedPrice: '1' }] }, partnerId))).toEqual(['NOT_FOUND partnerId'])
    const { rows: [account] } = await world.admin.query<{ id: string }>('select id from account where partner_id = $1 limit 1', [partnerId])
    expect(faults(await world.create(rival, { accountId: account!.id, lines: [{ productId, quantity: 1, requestedPrice: '1' }] }))).toEqual(['NOT_FOUND terms.accountId'])
    expect((await world.read(dealer, request.id)).state).toBe('Approved')
  })

  it("of a sub-dealer is not its parent's to see, though its orders are", async () => {
    const request = await world.granted(await world.product(7), 5, '5')
    await world.admin.query('update partner set parent_id = $1 where id = $2', [await world.partner(rival), await world.partner(dealer)])
    expect(await world.read(rival, request.id)).toBeNull()
    await world.admin.query('update partner set parent_id = null where id = $1', [await world.partner(dealer)])
  })

  it('of an end customer holds for orders to that customer only', async () => {
    const productId = await world.product(8), { netPrice: full } = await world.quoted(dealer, productId)
    const { rows: accounts } = await world.admin.query<{ id: string }>('select id from account where partner_id = $1 order by id limit 2', [await world.partner(dealer)])
    await world.granted(productId, 5, '5', { accountId: accounts[0]!.id })
    const priceFor = async (accountId: string) => (await world.ask(dealer, 'query ($id: ID!, $accountId: ID) { explainPrice(productId: $id, accountId: $accountId) { netPrice } }', { id: productId, accountId })).data.explainPrice.netPrice
    expect([await priceFor(accounts[0]!.id), await priceFor(accounts[1]!.id), (await world.quoted(dealer, productId)).netPrice]).toEqual(['5', full, full])
  })

  it('its margin is told to those who may know it alone', async () => {
    const request = await world.granted(await world.product(9), 5, '5')
    const margin = async (who: string) => (await world.ask(who, 'query ($id: ID!) { specialPrice(id: $id) { lines { cost requestedMargin boughtQuantity } } }', { id: request.id }))
    expect((await margin(admin)).data.specialPrice.lines[0]).toMatchObject({ cost: expect.any(String), requestedMargin: expect.any(String) })
    expect(JSON.stringify(await margin(channel))).not.toMatch(/"(cost|requestedMargin)":"/)
    expect((await world.ask(dealer, 'query ($id: ID!) { specialPrice(id: $id) { lines { cost } } }', { id: request.id })).errors).toBeDefined()
    expect(await world.read(seller, request.id)).toBeNull()
  })
})

it('what was granted stands: its list of prices is not edited, ended, changed or filled from a file', async () => {
  const productId = await world.product(12), request = await world.granted(productId, 5, '4')
  const list = (await world.admin.query<{ id: string; revision: number }>('select l.id, l.revision from price_list l join special_price s on s.price_list_id = l.id where s.id = $1', [request.id])).rows[0]!
  const tried = async (name: string, input: object) => (await world.ask(admin, `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { errors { code path } } }`, { input: { clientMutationId: id(), ...input } })).data[name]
  for (const [name, input] of Object.entries({ editPriceList: { name: 'Ours' }, endPriceList: {}, setPriceListEntries: { rows: [{ everything: true, value: '1' }] } })) expect(faults(await tried(name, { ...list, ...input })), name).toEqual(['ILLEGAL_MOVE id'])
  expect(faults(await tried('preparePriceChange', { priceListId: list.id, percent: '-10' }))).toEqual(['ILLEGAL_MOVE priceListId'])
  const file = await fetch(`${world.server.url}/crm/files/price-lists/${list.id}/entries`, { method: 'POST', headers: { cookie: await world.server.signIn(admin), 'x-csrf': '1' }, body: 'sku,value\nX,1\n' })
  expect([file.status, faults(await file.json())]).toEqual([400, ['ILLEGAL_MOVE id']])
  expect((await world.ask(admin, 'query ($id: ID!) { priceList(id: $id) { actions } }', { id: list.id })).data.priceList.actions).toEqual([])
  expect((await world.quoted(dealer, productId)).netPrice).toBe('4')
})

it('what a quote has promised is kept, and counted when it is accepted', async () => {
  const productId = await world.product(10), partnerId = await world.partner(dealer), special = (Number((await world.quoted(dealer, productId)).netPrice) - 1).toFixed(2), request = await world.granted(productId, 3, special)
  const run = async (who: string, name: string, type: string, input: Record<string, unknown>, fields: string) => (await world.ask(who, `mutation ($input: ${type}!) { ${name}Quote(input: $input) { errors { code } ${fields} } }`, { input: { clientMutationId: id(), ...input } })).data[`${name}Quote`]
  const { quote } = await run(admin, 'create', 'CreateQuoteInput', { partnerId, lines: [{ productId, quantity: 3 }] }, 'quote { id }')
  await run(admin, 'submit', 'SubmitQuoteInput', { id: quote.id }, '')
  await run(admin, 'present', 'QuoteVerbInput', { id: quote.id }, '')
  // others order it away meanwhile
  expect((await world.order(dealer, [{ productId, quantity: 2 }])).errors).toEqual([])
  expect(await run(dealer, 'accept', 'AcceptQuoteInput', { id: quote.id }, 'order { lines { netPrice } }')).toMatchObject({ errors: [], order: { lines: [{ netPrice: String(Number(special)) }] } })
  expect(await world.read(dealer, request.id)).toMatchObject({ usedUp: true, lines: [{ usedQuantity: 5, leftQuantity: 0 }] })
})
