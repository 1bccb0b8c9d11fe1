import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, codeOf, tally } from './acting.ts'

const dealer = 'owner@northstar.example', colleague = 'manager@northstar.example', rep = 'rep@guanxi.example', manager = 'manager@guanxi.example', desk = 'desk@guanxi.example', rival = 'owner@rival.example'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

const seen = (id: string) => `{ quote(id: "${id}") { state number total actions version { id number state } versions { number state } order { id } timeline(first: 100) { nodes { type summary } } } }`
const types = (quote: any): string[] => quote.timeline.nodes.map((event: any) => event.type).reverse()

describe('from the price to the delivery', () => {
  let products: { id: string; sku: string }[], quoteId: string, number: string, orderId: string, revision: number

  test('the dealer asks for prices, breaks and why', async () => {
    products = await cast.products(2, 40)
    expect(products).toHaveLength(2)
    const { productsBySku } = await cast.read(dealer, `query ($skus: [String!]!) { productsBySku(skus: $skus) { sku currency listPrice netPrice(quantity: 4) priceBreaks { minQuantity netPrice } priceExplanation(quantity: 4) { netPrice steps { applied reason priceAfter } } promise(quantity: 4) { date quantityFromStock } } }`, { skus: products.map(({ sku }) => sku.toLowerCase()) })
    expect(productsBySku).toHaveLength(2)
    for (const product of productsBySku) {
      expect(product.currency).toBe('USD')
      expect(Number(product.netPrice)).toBeGreaterThan(0)
      expect(Number(product.netPrice)).toBeLessThanOrEqual(Number(product.listPrice))
      expect(product.priceBreaks.filter((at: any) => at.minQuantity <= 4).at(-1).netPrice).toBe(product.netPrice)
      const { netPrice, steps } = product.priceExplanation, last = steps.findLast((step: any) => step.applied)
      expect([netPrice, Number(last.priceAfter).toFixed(2)]).toEqual([product.netPrice, Number(netPrice).toFixed(2)])
      expect(last.reason).toMatch(/\w{3}/)
      expect(product.promise.quantityFromStock).toBe(4)
    }
  })

  test('fills the cart, and requests a quote with it', async () => {
    await cast.do(dealer, 'clearCart', {})
    await cast.do(dealer, 'setCartLine', { productId: products[0]!.id, quantity: 4 })
    const { cart, refused } = await cast.do(dealer, 'addCartLines', { lines: [{ sku: products[1]!.sku.toLowerCase(), quantity: 5 }, { sku: 'no such thing', quantity: 1 }] }, 'refused { line sku code } cart { itemCount subtotal lines { quantity netPrice amount product { sku } } }')
    expect(refused).toEqual([{ line: 1, sku: 'no such thing', code: 'UNKNOWN_SKU' }])
    expect(cart.lines.map((line: any) => [line.product.sku, line.quantity])).toEqual([[products[0]!.sku, 4], [products[1]!.sku, 5]])
    expect(Number(cart.subtotal)).toBeCloseTo(cart.lines.reduce((sum: number, line: any) => sum + Number(line.netPrice) * line.quantity, 0), 2)

    const { quote } = await cast.do(dealer, 'requestQuote', { wishedDiscountPercent: '15', note: '  As soon as you can, 謝謝  ' }, 'quote { id number state total version { number state wishedDiscountPercent requestNote lines { quantity } } }')
    quoteId = quote.id
    number = quote.number
    expect(quote).toMatchObject({ state: 'Requested', total: cart.subtotal, version: { number: 0, wishedDiscountPercent: '15', requestNote: 'As soon as you can, 謝謝', lines: [{ quantity: 4 }, { quantity: 5 }] } })
    expect(number).toMatch(/^Q-NST-\d{4}$/)
    expect((await cast.read(dealer, '{ cart { itemCount } }')).cart.itemCount).toBe(0)
  })

  test('the representative drafts and edits it, with the margin in view', async () => {
    const drafted = await cast.do(rep, 'draftQuote', { id: quoteId }, 'quote { state marginPercent version { revision cost margin lines { product { id } quantity netPrice } } }')
    expect(drafted.quote.state).toBe('Draft')
    expect(Number(drafted.quote.version.cost)).toBeGreaterThan(0)
    const lines = drafted.quote.version.lines.map((line: any) => ({ productId: line.product.id, quantity: line.quantity }))
    const edited = await cast.do(rep, 'editQuote', { id: quoteId, revision: drafted.quote.version.revision, discountPercent: '15', note: 'Our best offer', internalNote: 'they will take it', lines }, 'quote { marginPercent version { revision subtotal discountAmount total } }')
    const { subtotal, discountAmount, total } = edited.quote.version
    revision = edited.quote.version.revision
    expect(Number(discountAmount)).toBeCloseTo(Number(subtotal) * 0.15, 1)
    expect(Number(total)).toBeCloseTo(Number(subtotal) - Number(discountAmount), 6)
    expect(Number(edited.quote.marginPercent)).toBeLessThan(Number(drafted.quote.marginPercent))
  })

  test('the dealer sees no draft, and the word margin does not exist for it', async () => {
    const { quote } = await cast.read(dealer, seen(quoteId))
    expect(quote.state).toBe('Requested')
    expect(quote.versions.map((version: any) => version.number)).toEqual([0])
    for (const word of ['marginPercent', 'version { cost }', 'version { internalNote }', 'version { approvalReasons }']) {
      const { data, errors } = await cast.ask(dealer, `{ quote(id: "${quoteId}") { ${word} } }`)
      expect(data ?? null).toBeNull()
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
    }
    expect((await cast.ask(dealer, '{ quotes(filter: { ownerId: [] }) { nodes { id } } }')).errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
  })

  test('submitting sends it to a manager and says why; its author cannot approve it', async () => {
    const { quote } = await cast.do(rep, 'submitQuote', { id: quoteId }, 'quote { state actions version { approvalReasons validUntil revision } }')
    expect(quote.state).toBe('PendingApproval')
    expect(quote.version.approvalReasons[0]).toMatch(/15.*10/)
    expect(quote.actions).not.toContain('approve')
    expect(await cast.refusal(rep, 'approveQuote', { id: quoteId })).toBe('OWN_APPROVAL')
    expect(await cast.refusal(rep, 'presentQuote', { id: quoteId })).toBe('ILLEGAL_MOVE')
    expect(await cast.refusal(rep, 'editQuote', { id: quoteId, revision: quote.version.revision, discountPercent: '0' })).toBe('ILLEGAL_MOVE')
    expect(quote.version.revision).toBeGreaterThan(revision)
  })

  test('the manager finds it waiting and approves it; the representative presents it', async () => {
    const { work } = await cast.read(manager, '{ work { quotesToApprove(first: 100) { nodes { id actions } } } }')
    expect(work.quotesToApprove.nodes.find((quote: any) => quote.id === quoteId).actions).toContain('approve')
    expect((await cast.do(manager, 'approveQuote', { id: quoteId, comment: 'fine' }, 'quote { state }')).quote.state).toBe('Approved')
    expect((await cast.read(dealer, seen(quoteId))).quote.versions).toHaveLength(1)
    expect((await cast.do(rep, 'presentQuote', { id: quoteId }, 'quote { state }')).quote.state).toBe('Presented')
  })

  test('the dealer sees the offer and downloads it', async () => {
    const { quote } = await cast.read(dealer, seen(quoteId))
    expect(quote).toMatchObject({ state: 'Presented', version: { number: 1 } })
    expect(quote.actions).toEqual(expect.arrayContaining(['accept', 'decline']))
    const file = await fetch(`${server.url}/partner/files/quotes/${quoteId}.pdf`, { headers: { cookie: await cast.cookie(dealer) } })
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(file.headers.get('content-disposition')).toContain(`${number}.pdf`)
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.subarray(-8).toString()).toContain('%%EOF')
    expect(bytes.length).toBeGreaterThan(5_000)
    expect(bytes.toString('latin1')).toMatch(/\/Type \/Page\b/)
  })

  test('accepted twenty times at once by two people, it becomes one order', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => cast.try(index % 2 ? dealer : colleague, 'acceptQuote', { id: quoteId, purchaseOrder: `PO-${index}` }, 'order { id number state total quote { id state } }')))
    const { done, ...refused } = tally(answers)
    expect(done).toBe(1)
    expect(Object.keys(refused).filter((code) => code !== 'ILLEGAL_MOVE' && code !== 'CONFLICT')).toEqual([])
    const { order } = answers.find((answer) => codeOf(answer) === null)!.data!.answer
    orderId = order.id
    expect(order).toMatchObject({ state: 'Placed', quote: { id: quoteId, state: 'Accepted' } })
    expect(await cast.rows('select count(*)::int as orders from sales_order where quote_id = ?', [quoteId])).toEqual([{ orders: 1 }])
    expect(await cast.rows(`select type, count(*)::int as times from event where subject_id in (?, ?) and type in ('quote.accepted', 'order.placed') group by type order by type`, [quoteId, orderId]))
      .toEqual([{ type: 'order.placed', times: 1 }, { type: 'quote.accepted', times: 1 }])
  })

  test('the desk confirms it with a day, ships it in two parts, and it arrives', async () => {
    const { promiseOrder } = await cast.read(desk, `{ promiseOrder(id: "${orderId}") { orderLineId date quantityFromStock } }`)
    expect(promiseOrder.map((line: any) => line.quantityFromStock)).toEqual([4, 5])
    const { order: confirmed } = await cast.do(desk, 'confirmOrder', { id: orderId }, 'order { state promiseDate lines { id reservedQuantity quantity promiseDate } }')
    expect(confirmed.state).toBe('Confirmed')
    expect(confirmed.promiseDate).toBe(promiseOrder.map((line: any) => line.date).sort().at(-1))
    expect(confirmed.lines.map((line: any) => line.reservedQuantity)).toEqual([4, 5])

    const { order: first } = await cast.do(desk, 'shipOrder', { id: orderId, carrier: 'UPS', trackingNumber: '1Z', lines: [{ orderLineId: confirmed.lines[0].id, quantity: 3 }] }, 'order { state lines { shippedQuantity reservedQuantity } }')
    expect(first).toEqual({ state: 'PartiallyShipped', lines: [{ shippedQuantity: 3, reservedQuantity: 1 }, { shippedQuantity: 0, reservedQuantity: 5 }] })
    expect(await cast.refusal(desk, 'shipOrder', { id: orderId, lines: [{ orderLineId: confirmed.lines[0].id, quantity: 2 }] })).toBe('OUT_OF_RANGE')
    const { order: second } = await cast.do(desk, 'shipOrder', { id: orderId }, 'order { state shipments { number lines { quantity } } }')
    expect(second.state).toBe('Shipped')
    expect(second.shipments.map((shipment: any) => shipment.lines.map((line: any) => line.quantity).sort())).toEqual([[3], [1, 5]])

    const { order: delivered } = await cast.do(desk, 'deliverOrder', { id: orderId }, 'order { state lines { deliveredQuantity } }')
    expect(delivered).toEqual({ state: 'Delivered', lines: [{ deliveredQuantity: 4 }, { deliveredQuantity: 5 }] })
  })

  test('both sides read the story, each its own', async () => {
    const asStaff = types((await cast.read(rep, seen(quoteId))).quote), asDealer = types((await cast.read(dealer, seen(quoteId))).quote)
    expect(asStaff).toEqual(['quote.requested', 'quote.drafted', 'quote.edited', 'quote.submitted', 'quote.approved', 'quote.presented', 'quote.accepted'])
    expect(asDealer).toEqual(['quote.requested', 'quote.presented', 'quote.accepted'])
    for (const email of [dealer, desk]) {
      const { order } = await cast.read(email, `{ order(id: "${orderId}") { timeline(first: 50) { nodes { type } } } }`)
      expect(types(order)).toEqual(['order.placed', 'order.confirmed', 'order.shipped', 'order.shipped', 'order.delivered'])
    }
  })

  test('the rival finds nothing of it', async () => {
    const { quote, order, quotes, orders, byNumber, search, partner } = await cast.read(rival, `{ quote(id: "${quoteId}") { id } order(id: "${orderId}") { id }
      quotes(first: 100) { nodes { id } } orders(first: 100) { nodes { id } } byNumber: quotes(filter: { search: "${number}" }) { nodes { id } totalCount { value } } search(query: "${number}") { id }
      partner: partners(first: 100) { nodes { name } } }`)
    expect({ quote, order, byNumber, search }).toEqual({ quote: null, order: null, byNumber: { nodes: [], totalCount: { value: 0 } }, search: [] })
    for (const id of [quoteId, orderId]) expect([...quotes.nodes, ...orders.nodes].map((row: any) => row.id)).not.toContain(id)
    expect(partner.nodes.map(({ name }: any) => name)).toEqual(['Rival Tools'])
    const file = await fetch(`${server.url}/partner/files/quotes/${quoteId}.pdf`, { headers: { cookie: await cast.cookie(rival) } })
    expect(file.status).toBe(404)
    for (const name of ['acceptQuote', 'declineQuote', 'cancelOrder']) expect(await cast.refusal(rival, name, { id: name.endsWith('Order') ? orderId : quoteId })).toBe('NOT_FOUND')
    const { home, partners } = await cast.read(rival, '{ home { recentOrders(first: 100) { nodes { id } } needsYou { id } } partners(first: 5) { nodes { timeline(first: 100) { nodes { subjectId } } } } }')
    for (const id of [orderId, quoteId]) expect(JSON.stringify([home, partners])).not.toContain(id)
  })
})
