import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dealer, id, manager, openSpecials, rep } from './world.ts'

// Nobody grants alone what a quote with such a margin would need others for.
const head = 'sales@guanxi.example', admin = 'admin@guanxi.example', channel = 'channel@guanxi.example', finance = 'finance@guanxi.example', colleague = 'whitfield@guanxi.example'
let world: Awaited<ReturnType<typeof openSpecials>>, nth = 30
beforeAll(async () => { world = await openSpecials() }, 120_000)
afterAll(() => world.close())
const run = async (sql: string, values: unknown[] = []) => (await world.admin.query(sql, values)).rows

interface Asks { measure: string; threshold?: number; currencies?: string[]; steps: Record<string, unknown>[] }
async function rules(...asked: Asks[]): Promise<void> {
  await run('delete from approval_rule')
  for (const { measure, threshold = null, currencies = [], steps } of asked) {
    const [{ id: rule }] = await run(`insert into approval_rule (name, measure, threshold, currencies) values ('x', $1, $2, $3) returning id`, [measure, threshold, currencies])
    for (const [index, { decider, level = null, role = null, person = null }] of steps.entries()) await run('insert into approval_rule_step (rule_id, position, decider, level, role, person_id) values ($1, $2, $3, $4, $5, $6)', [rule, index + 1, decider, level, role, person])
  }
}
const leads = (level: number) => ({ decider: 'MANAGER', level }), role = (name: string) => ({ decider: 'ROLE', role: name }), person = async (email: string) => ({ decider: 'PERSON', person: await idOf(email) })
const idOf = async (email: string): Promise<string> => (await run('select id from app_user where email = $1', [email]))[0]!.id
// below 10 % the first manager, below cost the one above
beforeEach(() => rules({ measure: 'MARGIN', threshold: 10, steps: [leads(1)] }, { measure: 'MARGIN', threshold: 0, steps: [leads(1), leads(2)] }))

/** A product of ours, and what one must cost for this margin. */
async function goods(): Promise<{ productId: string; at: (margin: number) => string }> {
  const productId = await world.product(nth++), { netPrice } = await world.quoted(dealer, productId)
  await run(`delete from product_cost where product_id = $1`, [productId])
  const cost = (Number(netPrice) * 0.6).toFixed(2)
  await run(`insert into product_cost (product_id, currency, cost, valid_from) values ($1, 'USD', $2, '2020-01-01')`, [productId, cost])
  return { productId, at: (margin) => (Number(cost) / (1 - margin / 100)).toFixed(2) }
}
async function asked(margins: number[], who = dealer, partnerId?: string) {
  const found = await Promise.all(margins.map(goods)), lines = found.map(({ productId, at }, index) => ({ productId, quantity: 1000, requestedPrice: at(margins[index]!) }))
  const { specialPrice: draft, errors } = await world.create(who, { lines }, partnerId)
  expect(errors).toEqual([])
  const { specialPrice } = await world.verb(who, 'submit', { id: draft.id })
  return { id: draft.id as string, lineIds: specialPrice.lines.map((line: { id: string }) => line.id) as string[], at: (index: number, margin: number) => found[index]!.at(margin), productId: found[0]!.productId }
}
const refusals = ({ errors }: { errors: { code: string; path?: string[] }[] }) => errors.map(({ code, path }) => `${code} ${path?.join('.')}`)
const approve = async (who: string, request: string, more = {}) => refusals(await world.verb(who, 'approve', { id: request, ...more }))
const page = async (who: string, request: string) => {
  const { data, errors } = await world.ask(who, `query ($id: ID!) { specialPrice(id: $id) { actions approvalPreview { reasons steps { decider level role person } } } specialPrices(first: 50, filter: { waitsForMe: true }) { nodes { id } } }`, { id: request })
  expect(errors).toBeUndefined()
  return data
}
const offered = async (who: string, request: string) => { const { specialPrice, specialPrices } = await page(who, request); return { actions: specialPrice?.actions.filter((verb: string) => ['approve', 'reject', 'return'].includes(verb)), waits: specialPrices.nodes.some((one: { id: string }) => one.id === request) } }
async function offeredTo(request: string, ...people: string[]) {
  const found = []
  for (const who of people) found.push(await offered(who, request))
  return found
}
const no = { actions: ['return', 'reject'], waits: false }, yes = { actions: ['return', 'approve', 'reject'], waits: true }, nothing = { actions: [], waits: false }

describe('who agrees', () => {
  it('to what no rule asks for: all who lead its owner or manage its partner', async () => {
    const { id: request } = await asked([15])
    expect(await offeredTo(request, manager, head, channel, admin, finance, rep)).toEqual([yes, yes, yes, yes, nothing, nothing])
    expect([await approve(finance, request), await approve(rep, request), await approve(channel, request)]).toEqual([['FORBIDDEN id'], ['FORBIDDEN id'], []])
  })

  it('to little margin: the manager whom the rule names, or one above', async () => {
    const { id: request } = await asked([5])
    expect(await offeredTo(request, manager, head, channel, admin)).toEqual([yes, yes, no, yes])
    expect([await approve(channel, request), await approve(manager, request)]).toEqual([['FORBIDDEN id'], []])
  })

  it('below cost: the one above, and that is told before the click and after it; who may not may still say no', async () => {
    const { id: request } = await asked([-5]), { specialPrice: { approvalPreview } } = await page(manager, request)
    expect(approvalPreview).toEqual({ reasons: [expect.stringMatching(/^Margin of -5(\.\d+)?% is below 0%\.$/)], steps: [{ decider: 'MANAGER', level: 2, role: null, person: 'Helen Tsai' }] })
    expect(await offeredTo(request, manager, head, channel)).toEqual([no, yes, no])
    const { data } = await world.ask(manager, 'mutation ($input: ApproveSpecialPriceInput!) { approveSpecialPrice(input: $input) { errors { code path message } } }', { input: { clientMutationId: id(), id: request, revision: await world.revision(request) } })
    expect(data.approveSpecialPrice.errors).toEqual([{ code: 'FORBIDDEN', path: ['id'], message: 'You may not agree to this price. Helen Tsai decides on it.' }])
    // told without figures to who may not read them, and not at all to dealers
    expect((await page(channel, request)).specialPrice.approvalPreview.reasons).toEqual(['The margin is below what is allowed without approval.'])
    expect((await world.ask(dealer, '{ specialPrices(first: 1) { nodes { approvalPreview { reasons } } } }')).errors).toBeDefined()
    expect((await run(`select u.email from mail m join app_user u on u.id = m.user_id where m.kind = 'special_asked' and m.about_id = $1`, [request]))).toEqual([{ email: head }])
    expect(refusals(await world.verb(manager, 'return', { id: request, revision: 1, note: 'x' }))).toEqual(['STALE revision'])
    expect(refusals(await world.verb(channel, 'reject', { id: request, revision: 1, note: 'x' }))).toEqual(['STALE revision'])
    expect(refusals(await world.verb(finance, 'reject', { id: request, note: 'x' }))).toEqual(['FORBIDDEN id'])
    expect(refusals(await world.verb(manager, 'return', { id: request, note: 'Which competitor?' }))).toEqual([])
  })

  it('to a product whose cost nobody knows, and to what is given away: as to no margin at all', async () => {
    const unknown = await asked([15])
    await run('delete from product_cost where product_id = $1', [unknown.productId])
    const free = await asked([15])
    expect([await approve(manager, unknown.id), await approve(manager, free.id, { lines: [{ lineId: free.lineIds[0], quantity: 1, price: '0' }] }), await approve(head, unknown.id)]).toEqual([['FORBIDDEN id'], ['FORBIDDEN lines.0.price'], []])
  })
})

const ways: [what: string, attempt: () => Promise<unknown>, outcome: unknown][] = [
  ['granted at another price than was asked for', async () => { const { id: request, lineIds, at } = await asked([15]); return approve(manager, request, { lines: [{ lineId: lineIds[0], quantity: 5, price: at(0, -1) }] }) }, ['FORBIDDEN lines.0.price']],
  ['at a better one, which is theirs to grant', async () => { const { id: request, lineIds, at } = await asked([-5]); return approve(manager, request, { lines: [{ lineId: lineIds[0], quantity: 5, price: at(0, 5) }] }) }, []],
  ['a single piece', async () => { const { id: request, lineIds, at } = await asked([-5]); return approve(manager, request, { lines: [{ lineId: lineIds[0], quantity: 1, price: at(0, -5) }] }) }, ['FORBIDDEN lines.0.price']],
  ['beside a line with much margin', async () => { const { id: request, lineIds, at } = await asked([30, 15]); return approve(manager, request, { lines: [{ lineId: lineIds[0], quantity: 9999, price: at(0, 30) }, { lineId: lineIds[1], quantity: 1, price: at(1, -1) }] }) }, ['FORBIDDEN lines.1.price']],
  ['of a line that is left out nobody is asked', async () => { const { id: request, lineIds, at } = await asked([15, -5]); return approve(manager, request, { lines: [{ lineId: lineIds[1], quantity: 0, price: at(1, -5) }] }) }, []],
  ['edited when it was sent back', async () => {
    const { id: request, productId, at } = await asked([15])
    await world.verb(manager, 'return', { id: request, note: 'More of it?' })
    await world.verb(dealer, 'edit', { id: request, revision: await world.revision(request), terms: await world.terms({ lines: [{ productId, quantity: 10, requestedPrice: at(0, -5) }] }) })
    await world.verb(dealer, 'submit', { id: request })
    return [await offered(manager, request), await approve(manager, request)]
  }, [no, ['FORBIDDEN id']]],
  ['in another currency', async () => {
    await rules({ measure: 'CURRENCY', currencies: ['USD'], steps: [leads(1), role('finance')] })
    const { id: request } = await asked([30])
    return [await approve(manager, request), await offered(finance, request), await approve(finance, request)]
  }, [['FORBIDDEN id'], yes, []]],
  ['in what the partner paid in when it was drafted', async () => {
    const { id: request } = await asked([15]), partnerId = await world.partner(dealer)
    await world.verb(manager, 'return', { id: request, note: 'When?' })
    await run(`update partner set currency = 'EUR' where id = $1`, [partnerId])
    try {
      expect(refusals(await world.verb(dealer, 'submit', { id: request }))).toEqual([])
      return [(await run('select currency from special_price where id = $1', [request]))[0]!.currency, await approve(manager, request)]
    } finally { await run(`update partner set currency = 'USD' where id = $1`, [partnerId]) }
  }, ['EUR', ['FORBIDDEN id']]],
  ['with a large discount', async () => { await rules({ measure: 'DISCOUNT', threshold: 10, steps: [await person(colleague)] }); const { id: request } = await asked([15]); return [await approve(channel, request), await approve(colleague, request)] }, [['FORBIDDEN id'], []]],
  ['asked for by the one who would decide', async () => {
    await rules({ measure: 'MARGIN', threshold: 10, steps: [await person(head)] })
    const { id: request } = await asked([5], head, await world.partner(dealer))
    return [await approve(head, request), await approve(manager, request), await approve(admin, request)]
  }, [['OWN_APPROVAL id'], ['FORBIDDEN id'], []]],
  ['a rule that came meanwhile', async () => { const { id: request } = await asked([15]); await rules({ measure: 'DISCOUNT', threshold: 1, steps: [role('finance')] }); return [await offered(manager, request), await approve(manager, request)] }, [no, ['FORBIDDEN id']]],
  ['a manager who is none any more', async () => {
    const { id: request } = await asked([-5])
    await run(`update app_user set roles = '{representative}' where email = $1`, [head])
    try { return [await approve(head, request), await approve(admin, request)] } finally { await run(`update app_user set roles = '{manager}' where email = $1`, [head]) }
  }, [['NOT_FOUND id'], []]],
  ['somebody who stands in, and sees it meanwhile', async () => {
    const { id: request } = await asked([-5]), before = await page(colleague, request), away = id()
    await run(`insert into approval_delegation (id, person_id, delegate_id, from_day, to_day, grants) values ($1, $2, $3, app.today(), app.today(), true)`, [away, await idOf(head), await idOf(colleague)])
    try { return [before.specialPrice, await offered(colleague, request), await approve(colleague, request), (await page(colleague, request)).specialPrice.actions] } finally { await run('delete from approval_delegation where id = $1', [away]) }
  }, [null, yes, [], []]],
  ['whoever stands in and may not decide by that is told nothing', async () => {
    const away = id()
    await run(`insert into approval_delegation (id, person_id, delegate_id, from_day, to_day, grants) values ($1, $2, $3, app.today(), app.today(), false)`, [away, await idOf(head), await idOf(colleague)])
    try { const { id: request } = await asked([-5]); return [await offered(colleague, request), await run(`select u.email from mail m join app_user u on u.id = m.user_id where m.kind = 'special_asked' and m.about_id = $1`, [request])] } finally { await run('delete from approval_delegation where id = $1', [away]) }
  }, [{ actions: undefined, waits: false }, [{ email: head }]]],
  ['finance that stands in, and approves quotes anyway', async () => {
    const { id: request } = await asked([-5]), before = await offered(finance, request), away = id()
    await run(`insert into approval_delegation (id, person_id, delegate_id, from_day, to_day, grants) values ($1, $2, $3, app.today(), app.today(), false)`, [away, await idOf(head), await idOf(finance)])
    try { return [before, await offered(finance, request), await approve(finance, request)] } finally { await run('delete from approval_delegation where id = $1', [away]) }
  }, [nothing, yes, []]],
  ["one's own, of which no rule asks", async () => {
    const { id: request } = await asked([15])
    await run('update special_price set owner_id = $2 where id = $1', [request, await idOf(manager)])
    return [await offered(manager, request), await approve(manager, request), await approve(head, request)]
  }, [no, ['FORBIDDEN id'], []]],
  ['two at once: one decides', async () => { const { id: request } = await asked([-5]), revision = await world.revision(request); return (await Promise.all([head, admin].map((who) => approve(who, request, { revision })))).map(String).sort() }, ['', 'ILLEGAL_MOVE id']],
]
it.each(ways)('%s', async (_what, attempt, outcome) => {
  expect(await attempt()).toEqual(outcome)
})
