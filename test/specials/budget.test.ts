import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reconcileAll } from '../../server/reconcile.ts'
import { dealer, id, openSpecials, rival, seller } from './world.ts'

let world: Awaited<ReturnType<typeof openSpecials>>
beforeAll(async () => { world = await openSpecials() }, 120_000)
afterAll(() => world.close())

describe('a special price', () => {
  it('is one price in catalogue, explanation, cart and order, for as many as are left', async () => {
    const productId = await world.product(20), { netPrice: full } = await world.quoted(dealer, productId), others = await world.quoted(rival, productId)
    const request = await world.granted(productId, 10, '1')
    expect(await world.quoted(dealer, productId, 10)).toMatchObject({ netPrice: '1', steps: expect.arrayContaining([expect.objectContaining({ kind: 'SPECIAL', applied: true, name: request.number, reason: expect.stringContaining('10') })]) })
    expect((await world.quoted(dealer, productId, 11)).steps[0]).toMatchObject({ kind: 'SPECIAL', applied: false })
    expect((await world.quoted(rival, productId)).netPrice).toBe(others.netPrice)
    const catalogue = async () => (await world.ask(dealer, 'query ($id: ID!) { product(id: $id) { netPrice ten: netPrice(quantity: 10) eleven: netPrice(quantity: 11) priceBreaks { minQuantity netPrice } } }', { id: productId })).data.product
    const eleven = (await world.quoted(dealer, productId, 11)).netPrice
    expect(await catalogue()).toMatchObject({ netPrice: '1', ten: '1', eleven, priceBreaks: expect.arrayContaining([{ minQuantity: 1, netPrice: '1' }, { minQuantity: 11, netPrice: eleven }]) })
    const { rows: [product] } = await world.admin.query<{ sku: string }>('select sku from product where id = $1', [productId])
    const { errors } = (await world.ask(dealer, 'mutation ($input: AddCartLinesInput!) { addCartLines(input: $input) { errors { code } cart { subtotal } } }', { input: { clientMutationId: id(), lines: [{ sku: product!.sku, quantity: 4 }] } })).data.addCartLines
    expect(errors).toEqual([])
    const { data: { cart } } = await world.ask(dealer, '{ cart { lines { product { id } netPrice } } }')
    expect(cart.lines.find(({ product }: { product: { id: string } }) => product.id === productId).netPrice).toBe('1')
    const placed = (await world.order(dealer, [{ productId, quantity: 4 }], '4')).order
    expect(placed.lines).toMatchObject([{ netPrice: '1', amount: '4' }])
    expect(await world.read(dealer, request.id)).toMatchObject({ usedUp: false, lines: [{ usedQuantity: 4, leftQuantity: 6 }], uses: { nodes: [{ quantity: 4, releasedQuantity: 0 }] } })
    expect(await catalogue()).toMatchObject({ priceBreaks: expect.arrayContaining([{ minQuantity: 7, netPrice: (await world.quoted(dealer, productId, 7)).netPrice }]) })
    // two lines draw on the same rest, the first of them first
    const two = (await world.order(dealer, [{ productId, quantity: 4 }, { productId, quantity: 3 }])).order
    expect(two.lines.map(({ netPrice }: { netPrice: string }) => netPrice)).toEqual(['1', (await world.quoted(dealer, productId, 3)).netPrice])
    expect(await world.read(dealer, request.id)).toMatchObject({ lines: [{ usedQuantity: 8, leftQuantity: 2 }] })
    expect((await world.admin.query('select type from event where subject_id = $1 and type like $2', [request.id, '%sed%'])).rows).toEqual([{ type: 'specialPrice.nearlyUsed' }])
    // a day that is over is answered as it was granted, and one before as it was then
    expect((await world.ask('admin@guanxi.example', 'query ($id: ID!, $partner: ID!, $date: Date!) { productPrice(productId: $id, partnerId: $partner, date: $date) { netPrice } }', { id: productId, partner: await world.partner(dealer), date: await world.today(-1) })).data.productPrice.netPrice).toBe(full)
  })

  it('of five pieces is had by five of forty who order at once; the others are told the new total', { timeout: 60_000 }, async () => {
    const productId = await world.product(21), full = (await world.quoted(dealer, productId)).netPrice, request = await world.granted(productId, 5, '2')
    await world.server.signIn(seller)
    const answers = await Promise.all(Array.from({ length: 40 }, (_, nth) => world.order(nth % 2 ? dealer : seller, [{ productId, quantity: 1 }], '2')))
    const placed = answers.filter(({ order }) => order)
    expect(placed.map(({ order: { total } }) => total)).toEqual(Array(5).fill('2'))
    expect(answers.filter(({ errors }) => errors.length).map(({ errors }) => errors)).toEqual(Array(35).fill([{ code: 'PRICE_CHANGED', path: ['expectedTotal'], now: full }]))
    expect(await world.read(dealer, request.id)).toMatchObject({ usedUp: true, lines: [{ usedQuantity: 5, leftQuantity: 0 }] })
    expect((await world.quoted(dealer, productId)).netPrice).toBe(full)
    // what is called off is there for the next
    expect((await world.ask(dealer, 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { errors { code } } }', { input: { clientMutationId: id(), id: placed[0]!.order.id, reason: 'x' } })).data.cancelOrder.errors).toEqual([])
    expect(await world.read(dealer, request.id)).toMatchObject({ usedUp: false, lines: [{ leftQuantity: 1 }] })
    expect((await world.order(dealer, [{ productId, quantity: 1 }], '2')).order.total).toBe('2')
  })

  it('is given back in part for what is called off, and never more than it was', async () => {
    const productId = await world.product(22), request = await world.granted(productId, 10, '3')
    const { lines: [line] } = (await world.order(dealer, [{ productId, quantity: 10 }])).order
    await world.admin.query('update order_line set canceled_quantity = 4 where id = $1', [line.id])
    expect(await world.read(dealer, request.id)).toMatchObject({ lines: [{ usedQuantity: 6 }], uses: { nodes: [{ quantity: 10, releasedQuantity: 4 }] } })
  })

  it('is given back for what comes back, whatever was called off before; and the books agree', async () => {
    const productId = await world.product(23), request = await world.granted(productId, 10, '3'), { id: orderId, lines: [line] } = (await world.order(dealer, [{ productId, quantity: 10 }])).order
    await world.admin.query('update order_line set canceled_quantity = 2 where id = $1', [line.id])
    const authorization = id(), returned = id()
    await world.admin.query(`insert into return_authorization (id, number, order_id, state, reason) values ($1, 'R-SP', $2, 'Approved', 'NOT_NEEDED')`, [authorization, orderId])
    await world.admin.query(`insert into return_line (id, return_id, position, order_line_id, quantity, condition) values ($1, $2, 1, $3, 5, 'UNOPENED')`, [returned, authorization, line.id])
    // what is on its way back is not here yet
    expect(await world.read(dealer, request.id)).toMatchObject({ lines: [{ usedQuantity: 8 }] })
    for (const [received, used] of [[3, 5], [5, 3]]) {
      await world.admin.query('update return_line set received_quantity = $2 where id = $1', [returned, received])
      expect(await world.read(dealer, request.id)).toMatchObject({ lines: [{ usedQuantity: used, leftQuantity: 10 - used! }] })
    }
    const differing = async () => (await reconcileAll(world.server.database.adminUrl)).filter(({ check: { kind }, differences }) => kind === 'special prices' && differences.length).map(({ check: { name } }) => name)
    expect(await differing()).toEqual([])
    await world.admin.query('update special_price_line set used_quantity = used_quantity + 1 where special_price_id = $1', [request.id])
    expect(await differing()).toEqual(['what was used is the sum of its uses', 'the price has what was granted left'])
    await world.admin.query('update special_price_line set used_quantity = used_quantity - 1 where special_price_id = $1', [request.id])
    await world.admin.query(`set session_replication_role = replica; update special_price_use set released_quantity = 6 where special_price_id = '${request.id}'; set session_replication_role = default`)
    expect(await differing()).toEqual(['what was used is the sum of its uses', 'an order takes no more than it has'])
  })
})
