import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endPromotions } from '../../server/pricing/end-promotions.ts'
import { dealer, id, marketer, openPromotions, rep, rival } from './world.ts'

let world: Awaited<ReturnType<typeof openPromotions>>
beforeAll(async () => { world = await openPromotions() }, 120_000)
afterAll(() => world.close())

describe('what a promotion says', () => {
  it.each([
    [{ percent: null }, ['REQUIRED terms.percent']], [{ percent: '100' }, ['OUT_OF_RANGE terms.percent']], [{ kind: 'AMOUNT' }, ['REQUIRED terms.amount', 'REQUIRED terms.currency', 'CONFLICTING terms.percent']],
    [{ kind: 'BUNDLE' }, ['REQUIRED terms.items', 'CONFLICTING terms.allProducts']], [{ kind: 'BUY_GET', percent: null, buyQuantity: 3 }, ['REQUIRED terms.getQuantity']], [{ allProducts: false, items: [] }, ['EMPTY terms.items']],
    [{ items: [{ sku: 'NO-SUCH' }], allProducts: false }, ['UNKNOWN_SKU terms.items.0.sku']], [{ partnerIds: ['00000000-0000-7000-8000-000000000001'], countries: ['Taiwan'] }, ['BAD_USER_INPUT terms.countries.0', 'NOT_FOUND terms.partnerIds.0']],
    [{ validTo: '2020-01-01' }, ['OUT_OF_RANGE terms.validTo']], [{ budgetAmount: '100' }, ['REQUIRED terms.budgetCurrency']], [{ nameI18n: { fr: 'x' } }, ['BAD_USER_INPUT terms.nameI18n']],
  ])('%j is refused with %j', async (terms, faults) => {
    const { errors, promotion } = await world.create({ allProducts: true, ...terms })
    expect(errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`)).toEqual(faults)
    expect(promotion).toBeNull()
  })

  it('is a draft, which nobody gets anything off for, until it is started', async () => {
    const productId = await world.product(1), before = await world.priceFor(dealer, productId)
    const { promotion } = await world.create({ items: [{ productId }] })
    expect(promotion).toMatchObject({ state: 'Draft', actions: ['edit', 'activate'] })
    expect(await world.priceFor(dealer, productId)).toBe(before)
    await world.verb('activate', promotion.id)
    expect(Number(await world.priceFor(dealer, productId))).toBeCloseTo(Number(before) * 0.9, 0)
    await world.verb('pause', promotion.id)
    expect(await world.priceFor(dealer, productId)).toBe(before)
    expect((await world.verb('resume', promotion.id)).promotion.actions).toEqual(['edit', 'pause', 'end'])
    expect(await world.priceFor(dealer, productId)).not.toBe(before)
    expect((await world.verb('end', promotion.id)).promotion).toMatchObject({ state: 'Ended', validTo: await world.today(), actions: [] })
    expect(await world.priceFor(dealer, productId)).toBe(before)
    expect((await world.verb('resume', promotion.id)).errors).toMatchObject([{ code: 'ILLEGAL_MOVE' }])
  })

  it('that is active stands as scheduled before its first day, as used up when nothing is left, as ended after its last day, in what is shown and in what is looked for', async () => {
    const [later, now, gone, over] = [await world.started({ allProducts: true, validFrom: await world.today(5) }), await world.started({ allProducts: true }), await world.started({ allProducts: true }), await world.started({ allProducts: true })]
    await world.admin.query('update promotion set exhausted = true where id = $1', [gone])
    await world.admin.query('update promotion set valid_from = app.today() - 3, valid_to = app.today() - 1 where id = $1', [over])
    const wanted = { [later]: 'Scheduled', [now]: 'Active', [gone]: 'UsedUp', [over]: 'Ended' }
    for (const [one, standing] of Object.entries(wanted)) {
      const { nodes } = (await world.ask(marketer, 'query ($of: PromotionStanding!) { promotions(first: 50, filter: { standing: [$of] }) { nodes { id state standing } } }', { of: standing })).data.promotions
      expect(nodes.filter((row: { id: string }) => row.id in wanted)).toEqual([{ id: one, state: 'Active', standing }])
    }
    for (const one of Object.keys(wanted)) await world.verb('end', one)
  })

  it('keeps what days before were told when it pauses or ends', async () => {
    const productId = await world.product(2), promotion = await world.started({ items: [{ productId }], validFrom: await world.today(-10) })
    const on = async (days: number) => (await world.ask(marketer, 'query ($id: ID!, $date: Date!) { productPrice(productId: $id, date: $date) { netPrice listPrice } }', { id: productId, date: await world.today(days) })).data.productPrice
    const off = async (days: number) => { const { netPrice, listPrice } = await on(days); return netPrice !== listPrice }
    // started ten days late: it did not hold before
    expect([await off(-5), await off(0)]).toEqual([false, true])
    await world.admin.query(`update promotion set off_days = '{}' where id = $1`, [promotion])
    expect([await off(-5), await off(0)]).toEqual([true, true])
    await world.verb('pause', promotion)
    expect([await off(-5), await off(0)]).toEqual([true, false])
    await world.verb('end', promotion)
    expect([await off(-5), await off(0), await off(5)]).toEqual([true, false, false])
  })

  it('of what has begun only texts, the last day and the budget change', async () => {
    const productId = await world.product(3), promotion = await world.started({ items: [{ productId }] })
    const edit = async (revision: number, terms: Record<string, unknown>) => (await world.ask(marketer, 'mutation ($input: EditPromotionInput!) { editPromotion(input: $input) { errors { code path } promotion { revision name validTo budget { quantity } } } }',
      { input: { clientMutationId: id(), id: promotion, revision, terms: { name: 'Test', kind: 'PERCENT', percent: '10.00', validFrom: await world.today(), items: [{ productId }], ...terms } } })).data.editPromotion
    const { data } = await world.ask(marketer, 'query ($id: ID!) { promotion(id: $id) { revision } }', { id: promotion })
    const { revision } = data.promotion
    expect((await edit(revision - 1, {})).errors).toEqual([{ code: 'STALE', path: ['revision'] }])
    expect((await edit(revision, { percent: '20', allProducts: true, items: [], countries: ['TW'] })).errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`))
      .toEqual(['ILLEGAL_MOVE terms.percent', 'ILLEGAL_MOVE terms.allProducts', 'ILLEGAL_MOVE terms.items', 'ILLEGAL_MOVE terms.countries'])
    expect((await edit(revision, { validTo: await world.today(-1), validFrom: await world.today() })).errors.map(({ code }: { code: string }) => code)).toEqual(['OUT_OF_RANGE'])
    expect((await edit(revision, { name: 'Renamed', validTo: await world.today(3), budgetQuantity: 7 }))).toMatchObject({ errors: [], promotion: { name: 'Renamed', validTo: await world.today(3), budget: { quantity: 7 } } })
    await world.admin.query('update promotion set valid_from = app.today() - 5 where id = $1', [promotion])
    expect((await edit(revision + 1, { validFrom: await world.today(-5), validTo: await world.today(-1) })).errors).toEqual([{ code: 'PAST', path: ['terms', 'validTo'] }])
    await world.verb('end', promotion)
  })

  it('is ended by the job when its days are over, once', async () => {
    const promotion = await world.started({ allProducts: true, percent: '1' })
    await world.admin.query(`update promotion set valid_from = app.today() - 9, valid_to = app.today() - 1 where id = $1`, [promotion])
    const system = new pg.Pool({ connectionString: world.server.database.adminUrl })
    expect([await endPromotions(system), await endPromotions(system)]).toEqual([1, 0])
    await system.end()
    expect((await world.admin.query(`select count(*)::int as n from event where subject_id = $1 and type = 'promotion.ended'`, [promotion])).rows).toEqual([{ n: 1 }])
  })
})

describe('whom it is for', () => {
  const running = async (who: string): Promise<string[]> => (await world.ask(who, '{ runningPromotions { id } }')).data.runningPromotions.map(({ id: one }: { id: string }) => one)

  it('a dealer sees its own, and nothing of budgets or of others', async () => {
    const productId = await world.product(4), { rows: [own] } = await world.admin.query<{ id: string; country: string; level_id: string }>(`select id, country, level_id from partner where name like 'Northstar%'`)
    const byName = await world.started({ items: [{ productId }], partnerIds: [own!.id], budgetQuantity: 100 }), elsewhere = await world.started({ items: [{ productId }], countries: ['ZW'] })
    const level = await world.started({ items: [{ productId }], levelIds: [own!.level_id], countries: [own!.country] }), narrowed = await world.started({ items: [{ productId }], levelIds: [own!.level_id], countries: ['ZW'] })
    expect(await running(dealer)).toEqual(expect.arrayContaining([byName, level]))
    expect(await running(dealer)).not.toEqual(expect.arrayContaining([elsewhere]))
    expect(await running(dealer)).not.toEqual(expect.arrayContaining([narrowed]))
    expect(await running(rival)).not.toEqual(expect.arrayContaining([byName]))
    for (const field of ['budget { amount }', 'partners { id }', 'levels { id }', 'countries', 'state', 'uses { nodes { id } }', 'rank'])
      expect((await world.ask(dealer, `{ runningPromotions { ${field} } }`)).errors?.[0]?.extensions.code, field).toBe('BAD_USER_INPUT')
    const offered = await world.ask(dealer, 'query ($id: ID!) { product(id: $id) { promotions { id } } }', { id: productId })
    expect(offered.data.product.promotions.map(({ id: one }: { id: string }) => one).sort()).toEqual([byName, level].sort())
    for (const promotion of [byName, elsewhere, level, narrowed]) await world.verb('end', promotion)
    expect(await running(dealer)).toEqual([])
  })

  it('only who is trusted with it starts one', async () => {
    const { promotion } = await world.create({ allProducts: true })
    expect((await world.verb('activate', promotion.id, rep)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await world.verb('activate', '00000000-0000-7000-8000-000000000001')).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  it('tells which others are about the same', async () => {
    const productId = await world.product(5), other = await world.product(6)
    const first = await world.started({ items: [{ productId }], rank: 5 }), second = await world.started({ items: [{ productId }, { productId: other }], rank: 3 }), third = await world.started({ items: [{ productId: other }], countries: ['ZW'] })
    const { data } = await world.ask(marketer, 'query ($id: ID!) { promotion(id: $id) { conflicts { id } } }', { id: first })
    const met = data.promotion.conflicts.map(({ id: one }: { id: string }) => one)
    expect(met).toContain(second)
    expect(met).not.toContain(third)
    for (const promotion of [first, second, third]) await world.verb('end', promotion)
  })
})
