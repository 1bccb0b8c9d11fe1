import { afterAll, beforeAll, expect, it } from 'vitest'
import { machiningCosts } from '../../server/demo/configurator/machining-centre.ts'
import { solution } from '../../server/demo/configurator/solutions.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer, cast: Cast, modelId: string, versionId: string, partnerId: string
const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example', rival = 'owner@rival.example', desk = 'desk@guanxi.example'
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  modelId = (await cast.rows('select id from product_model'))[0].id
  versionId = (await cast.rows(`select id from model_version where model_id = ? and state = 'Published'`, [modelId]))[0].id
  partnerId = (await cast.rows(`select id from partner where code = 'NST'`))[0].id
  await cast.rows(`update partner_terms set credit_limit = 1000000000`)
  await cast.rows(`update app_user set spending_limit = null`)
})
afterAll(() => server.close())

const answers = (of: Record<string, string[]>) => Object.entries(of).map(([option, choices]) => ({ option, choices }))
const offer = 'offer { total date lines { productId sku quantity netPrice } surcharges { amount } }'
async function saved(kind: Parameters<typeof solution>[0] = 'moulds', name = 'For Meier', who = dealer): Promise<any> {
  return (await cast.do(who, 'saveConfiguration', { versionId, name, answers: answers(solution(kind)) }, `configuration { id ${offer} }`)).configuration
}
const lineOf = (configuration: any, quantity = 1) => ({ productId: configuration.offer.lines[0].productId, configurationId: configuration.id, quantity })
const line = 'lines { id product { sku } configurationId quantity listPrice netPrice unitPrice amount description parts { productId sku name quantity netPrice } }'
/** The bill of material, as parts of a line tell it. */
const billIn = (parts: any[]) => parts.filter(({ sku }) => sku).map(({ sku, quantity }) => ({ sku, quantity }))
const billOf = (configuration: any) => configuration.offer.lines.map(({ sku, quantity }: any) => ({ sku, quantity }))

it('lies in the cart beside the same machine without options, at what it costs when it is configured', async () => {
  const configuration = await saved(), other = await saved('jobs', 'For Huber')
  await cast.do(dealer, 'clearCart', {})
  await cast.do(dealer, 'setCartLine', lineOf(configuration))
  await cast.do(dealer, 'setCartLine', lineOf(other, 2))
  const plain = (await cast.products(1))[0]!
  const cartLines = 'cart { subtotal lines { configurationId configuration { name outdated } quantity netPrice amount parts { sku name quantity netPrice } priceExplanation { netPrice parts { sku explanation { netPrice quantity steps { kind } } } } } }'
  const { cart } = await cast.do(dealer, 'setCartLine', { productId: plain.id, quantity: 3 }, cartLines)
  expect(cart.lines.map(({ configurationId, quantity }: any) => [configurationId, quantity])).toEqual([[configuration.id, 1], [other.id, 2], [null, 3]])
  const [built, second, alone] = cart.lines
  expect([built.netPrice, built.configuration]).toEqual([configuration.offer.total, { name: 'For Meier', outdated: false }])
  expect(billIn(built.parts)).toEqual(billOf(configuration))
  expect(built.parts.reduce((sum: number, { quantity, netPrice }: any) => sum + Math.round(Number(netPrice) * 100) * quantity, 0)).toBe(Math.round(Number(built.netPrice) * 100))
  // every part is priced at as many as are bought
  expect(second.priceExplanation.parts.map(({ sku, explanation }: any) => [sku, explanation.quantity])).toEqual(billOf(other).map(({ sku, quantity }: any) => [sku, 2 * quantity]))
  expect(built.priceExplanation.parts.every(({ explanation }: any) => explanation.steps.length > 0)).toBe(true)
  expect([alone.parts, alone.configuration]).toEqual([null, null])
  // of one configuration more, and taken out again
  const { cart: more } = await cast.do(dealer, 'setCartLine', lineOf(configuration, 4), cartLines)
  expect(more.lines.find(({ configurationId }: any) => configurationId === configuration.id).quantity).toBe(4)
  const { cart: less } = await cast.do(dealer, 'setCartLine', lineOf(configuration, 0), cartLines)
  expect(less.lines).toHaveLength(2)
  await cast.do(dealer, 'clearCart', {})
})

it.each(['moulds', 'jobs'] as const)('is ordered with the parts of its bill (%s), which are held, shipped and given back like others', async (kind) => {
  const configuration = await saved(kind)
  await cast.do(dealer, 'setCartLine', lineOf(configuration, 2))
  const { order } = await cast.do(dealer, 'placeOrder', { clientMutationId: crypto.randomUUID() }, `order { id number ${line} }`)
  const [ordered] = order.lines
  expect(order.lines).toHaveLength(1)
  expect([ordered.product.sku, ordered.configurationId, ordered.description]).toEqual([configuration.offer.lines[0].sku, configuration.id, 'For Meier'])
  expect(billIn(ordered.parts)).toEqual(billOf(configuration))
  const { order: confirmed } = await cast.do(desk, 'confirmOrder', { id: order.id }, 'order { promiseDate lines { promiseDate promiseParts { date } } }')
  const held = await cast.rows(`select p.sku, sum(r.quantity)::int as quantity, max(r.date)::text as day from reservation r join product p on p.id = r.product_id where r.order_line_id = ? and r.state = 'Held' group by 1`, [ordered.id])
  const twice = billOf(configuration).map(({ sku, quantity }: any) => ({ sku, quantity: 2 * quantity }))
  const bySku = (all: any[]) => all.map(({ sku, quantity }) => ({ sku, quantity })).sort((one, other) => (one.sku < other.sku ? -1 : 1))
  expect(bySku(held)).toEqual(bySku(twice))
  // it leaves when it has been put together
  expect(confirmed.promiseDate > held.map(({ day }) => day).sort().at(-1)).toBe(true)
  // not on the days on which its parts are there
  expect(confirmed.lines[0]).toEqual({ promiseDate: confirmed.promiseDate, promiseParts: [] })
  await cast.rows(`insert into stock (product_id, on_hand, reserved) select id, 100, 0 from product where sku = any (string_to_array(?, ',')) on conflict (product_id) do update set on_hand = stock.on_hand + 100`, [twice.map(({ sku }: any) => sku).join()])
  const stock = async () => new Map((await cast.rows(`select p.sku, s.on_hand from stock s join product p on p.id = s.product_id where p.sku = any (string_to_array(?, ','))`, [twice.map(({ sku }: any) => sku).join()])).map((row) => [row.sku, row.on_hand]))
  const before = await stock()
  await cast.do(desk, 'shipOrder', { id: order.id, lines: [{ orderLineId: ordered.id, quantity: 1 }] })
  const after = await stock()
  for (const { sku, quantity } of billOf(configuration)) expect(before.get(sku) - after.get(sku), sku).toBe(quantity)
  await cast.do(desk, 'cancelOrder', { id: order.id })
  expect(await cast.rows(`select 1 from reservation where order_line_id = ? and state = 'Held'`, [ordered.id])).toEqual([])
})

it('goes through a quote, whose parts and price stay when the configuration is changed', async () => {
  const configuration = await saved()
  const { quote } = await cast.do(rep, 'createQuote', { partnerId, lines: [{ ...lineOf(configuration), discountPercent: '2' }] }, `quote { id version { revision ${line.replace('lines {', 'lines { unitCost')} } }`)
  const [offered] = quote.version.lines
  expect([offered.netPrice, billIn(offered.parts)]).toEqual([configuration.offer.total, billOf(configuration)])
  // what costs nothing beyond the machine is told all the same
  const { quote: { version: { lines: [{ choices }] } } } = await cast.read(rep, `{ quote(id: "${quote.id}") { version { lines { choices } } } }`)
  expect(choices).toEqual(expect.arrayContaining(['Voltage: 480 V', 'Language of screens and papers: English']))
  const submitted = await cast.do(rep, 'submitQuote', { id: quote.id }, 'quote { state }')
  if (submitted.quote.state === 'PendingApproval') await cast.do('manager@guanxi.example', 'approveQuote', { id: quote.id })
  await cast.do(rep, 'presentQuote', { id: quote.id })
  await cast.do(dealer, 'saveConfiguration', { id: configuration.id, revision: 1, versionId, name: 'Otherwise', answers: answers(solution('jobs')) })
  const { order } = await cast.do(dealer, 'acceptQuote', { id: quote.id }, `order { id ${line} }`)
  expect(order.lines[0]).toMatchObject({ unitPrice: offered.unitPrice, amount: offered.amount, description: 'For Meier', parts: offered.parts })
  await cast.do(dealer, 'deleteConfiguration', { id: configuration.id })
  const { order: left } = await cast.read(dealer, `{ order(id: "${order.id}") { ${line} } }`)
  expect(left.lines[0]).toMatchObject({ configurationId: null, parts: offered.parts })
})

it('costs us what its parts and its surcharges do, to the cent; where one of them is unknown, so is the margin, and somebody is asked', async () => {
  const configuration = await saved(), chosen = Object.entries(solution('moulds')), figures = 'quote { id version { cost margin marginPercent total approvalReasons lines { unitCost marginPercent unitPrice parts { productId quantity } } } }'
  const [{ parts }] = await cast.rows(`select sum(c.cost * x.quantity)::text as parts from json_to_recordset(?::json) x ("productId" uuid, quantity int) join product_cost c on c.product_id = x."productId" and c.currency = 'USD' and c.valid_to is null`, [JSON.stringify(configuration.offer.lines)])
  const surcharges = chosen.flatMap(([option, choices]) => choices.map((choice) => Math.round(Number(machiningCosts[option]?.[choice]?.USD ?? 0) * 100)))
  expect(surcharges.filter((cost) => cost > 0).length).toBeGreaterThan(2)
  const cents = Math.round(Number(parts) * 100) + surcharges.reduce((sum, cost) => sum + cost)
  const { quote: { id, version } } = await cast.do(rep, 'createQuote', { partnerId, lines: [{ ...lineOf(configuration, 2), discountPercent: '2' }] }, figures)
  expect([version.lines[0].unitCost, version.cost, version.total - version.margin].map((amount) => Math.round(Number(amount) * 100))).toEqual([cents, 2 * cents, 2 * cents])
  // nor does it hang on the configuration, which may be gone
  await cast.do(dealer, 'deleteConfiguration', { id: configuration.id })
  expect((await cast.do(rep, 'copyQuote', { id }, figures)).quote.version).toMatchObject({ cost: version.cost, marginPercent: version.marginPercent })
  const [[option, [choice]]] = chosen.filter(([key, [one]]) => machiningCosts[key]?.[one!]) as [[string, [string]]]
  const costs = (of: object) => cast.do('product@guanxi.example', 'costModel', { id: modelId, costs: { [option]: { [choice]: of } } })
  await costs(Object.fromEntries(Object.keys(machiningCosts[option]![choice]!).map((currency) => [currency, null])))
  try {
    const other = (await cast.do(rep, 'copyQuote', { id }, figures)).quote
    expect(other.version).toMatchObject({ cost: null, margin: null, marginPercent: null, lines: [{ unitCost: null }] })
    expect((await cast.do(rep, 'submitQuote', { id: other.id }, figures)).quote.version.approvalReasons).toContainEqual(expect.stringMatching(/margin/i))
  } finally { await costs(machiningCosts[option]![choice]!) }
  // who may not read margins or costs sees none
  expect((await cast.ask(desk, `{ quote(id: "${id}") { version { cost lines { unitCost } } } productModel(id: "${modelId}") { surchargeCosts } }`)).data).toEqual({ quote: { version: { cost: null, lines: [{ unitCost: null }] } }, productModel: { surchargeCosts: null } })
})

it('is asked for by a dealer and taken up by us, at the discounts that we give', async () => {
  const configuration = await saved()
  const { quote } = await cast.do(dealer, 'requestQuote', { lines: [lineOf(configuration)] }, `quote { id version { ${line} } }`)
  expect(billIn(quote.version.lines[0].parts)).toEqual(billOf(configuration))
  const { quote: draft } = await cast.do(rep, 'draftQuote', { id: quote.id }, `quote { version { ${line} } }`)
  expect(draft.version.lines[0]).toMatchObject({ netPrice: configuration.offer.total, configurationId: configuration.id, parts: quote.version.lines[0].parts })
})

it('is the own one, and of the version that is offered', async () => {
  const configuration = await saved(), foreign = await saved('moulds', 'Not theirs', rival)
  const own = lineOf(configuration), others = { ...own, configurationId: foreign.id }
  expect(await cast.refusal(dealer, 'setCartLine', others)).toBe('NOT_FOUND')
  for (const verb of ['placeOrder', 'requestQuote']) {
    const { errors } = (await cast.try(dealer, verb, { lines: [own, others] })).data!.answer
    expect(errors, verb).toMatchObject([{ code: 'NOT_FOUND', path: ['lines', '1', 'configurationId'] }])
  }
  // nor is one dealer offered what another one configured
  expect((await cast.try(rep, 'createQuote', { partnerId, lines: [others] })).data!.answer.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['lines', '0', 'configurationId'] }])
  await cast.do(dealer, 'setCartLine', own)
  const { quote } = await cast.do(rep, 'createQuote', { partnerId, lines: [own] }, 'quote { id }')
  await cast.rows(`update model_version set state = 'Retired' where id = ?`, [versionId])
  try {
    const outdated = (path: string[]) => [{ code: 'OUTDATED', path, message: expect.stringContaining('For Meier') }]
    expect((await cast.try(dealer, 'placeOrder', {})).data!.answer.errors).toMatchObject(outdated(['lines', '0', 'configurationId']))
    expect((await cast.try(dealer, 'setCartLine', own)).data!.answer.errors).toMatchObject(outdated(['configurationId']))
    expect((await cast.try(rep, 'submitQuote', { id: quote.id })).data!.answer.errors).toMatchObject(outdated(['lines', '0', 'configurationId']))
    // what was refused lies in the cart still, and can be taken out
    expect((await cast.read(dealer, '{ cart { lines { configuration { outdated } } } }')).cart.lines).toEqual([{ configuration: { outdated: true } }])
    await cast.do(dealer, 'setCartLine', { ...own, quantity: 0 })
  } finally { await cast.rows(`update model_version set state = 'Published' where id = ?`, [versionId]) }
})

it('tells which part has no price any more', async () => {
  const configuration = await saved(), { sku, productId } = configuration.offer.lines.at(-1)
  await cast.rows('update product set orderable = false where id = ?', [productId])
  try {
    expect((await cast.try(dealer, 'placeOrder', { lines: [lineOf(configuration)] })).data!.answer.errors).toMatchObject([{ code: 'NOT_ORDERABLE', path: ['lines', '0', 'configurationId'], message: expect.stringContaining(sku) }])
  } finally { await cast.rows('update product set orderable = true where id = ?', [productId]) }
})

it('never holds the same pieces for two orders that are confirmed at once', async () => {
  const configuration = await saved(), skus = billOf(configuration).map(({ sku }: any) => sku)
  const orders = await Promise.all([1, 2, 3].map(async () => (await cast.do(dealer, 'placeOrder', { lines: [lineOf(configuration)] }, 'order { id }')).order.id))
  await cast.rows(`insert into stock (product_id, on_hand, reserved) select id, 3, 0 from product where sku = any (string_to_array(?, ',')) on conflict (product_id) do update set on_hand = stock.reserved + 3`, [skus.join()])
  await Promise.all(orders.map((id) => cast.do(desk, 'confirmOrder', { id })))
  const stocks = await cast.rows(`select p.sku, s.on_hand, s.reserved, coalesce((select sum(r.quantity) from reservation r where r.product_id = p.id and r.state = 'Held' and r.source = 'Stock'), 0)::int as held from stock s join product p on p.id = s.product_id where p.sku = any (string_to_array(?, ','))`, [skus.join()])
  for (const { on_hand, reserved, held } of stocks) {
    expect(reserved).toBe(held)
    expect(reserved).toBeLessThanOrEqual(on_hand)
  }
})

it('of the demo costs what its parts cost their buyers on that day, each at as many as the line takes', async () => {
  expect(await cast.rows(`
    select q.number, p.sku from quote q join quote_version v on v.quote_id = q.id join quote_line l on l.version_id = v.id, jsonb_to_recordset(l.parts) x ("productId" uuid, quantity int, "netPrice" numeric) join product p on p.id = x."productId",
      set_config('app.roles', 'administrator', true),
      app.net_price(p.id, p.category_path, x.quantity * l.quantity, q.partner_id, case when q.partner_id is null then q.account_id end, q.currency, (v.created_at at time zone 'Asia/Taipei')::date) n
    where v.submitted_at < now() - interval '1 hour' and n.price is distinct from x."netPrice"`)).toEqual([])
  expect(await cast.rows(`select l.id from (select id, net_price, parts from quote_line union all select id, net_price, parts from order_line) l where l.parts is not null and l.net_price <> (select sum(x.quantity * x."netPrice") from jsonb_to_recordset(l.parts) x (quantity int, "netPrice" numeric))`)).toEqual([])
  expect((await cast.rows(`select count(distinct order_id)::int as orders from order_line where parts is not null`))[0].orders).toBeGreaterThan(3)
})

it('takes of what was granted only the machine itself: parts that are built in cost what they do without', async () => {
  const plain = await saved(), [base, ...others] = plain.offer.lines, part = others.find(({ netPrice }: any) => Number(netPrice) > 1)
  const [{ today }] = await cast.rows('select app.today()::text as today')
  const terms = { reason: 'A tender', validFrom: today, validTo: today, lines: [base, part].map(({ productId }: any) => ({ productId, quantity: 5, requestedPrice: '1' })) }
  const { specialPrice: { id } } = await cast.do(dealer, 'createSpecialPrice', { terms }, 'specialPrice { id }')
  const { specialPrice: { revision } } = await cast.do(dealer, 'submitSpecialPrice', { id }, 'specialPrice { revision }')
  await cast.do('admin@guanxi.example', 'approveSpecialPrice', { id, revision })
  const { configuration: { offer: granted } } = await cast.read(dealer, `{ configuration(id: "${plain.id}") { ${offer} } }`), priceIn = (lines: any[], { productId }: any) => lines.find((one) => one.productId === productId).netPrice
  expect([priceIn(granted.lines, base), priceIn(granted.lines, part)]).toEqual(['1', part.netPrice])
  const { order } = await cast.do(dealer, 'placeOrder', { lines: [lineOf(plain, 2)] }, `order { id ${line} }`)
  expect([priceIn(order.lines[0].parts, base), priceIn(order.lines[0].parts, part), order.lines[0].netPrice]).toEqual(['1', part.netPrice, granted.total])
  expect(await cast.rows('select product_id, used_quantity from special_price_line where special_price_id = ? order by position', [id])).toEqual([{ product_id: base.productId, used_quantity: 2 }, { product_id: part.productId, used_quantity: 0 }])
})
