import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Releases, mostReleased } from '../../server/orders/credit-rules.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, tally } from '../api/acting.ts'

const owner = 'owner@northstar.example', desk = 'desk@guanxi.example', manager = 'manager@guanxi.example', finance = 'finance@guanxi.example'

let server: TestServer, cast: Cast, productId: string
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  productId = (await cast.products(1, 15))[0]!.id
})
afterAll(() => server.close())
beforeEach(() => limit(1_000_000_000))

/** What Northstar may owe beyond what it owes now. */
const limit = (left: number) => cast.rows(`update partner_terms t set credit_limit = greatest(0, coalesce((select c.balance from (select coalesce(sum(a.total), 0) as balance from sales_order o join order_amount a on a.order_id = o.id
  where o.partner_id = t.partner_id and o.billing_state <> 'Paid' and o.state in ('Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed')) c), 0) + ?) where partner_id = (select id from partner where code = 'NST')`, [left])
const ordered = () => cast.order([{ productId, quantity: 2 }])
const stateOf = async (id: string) => (await cast.rows('select o.state, h.kind, h.released_at is not null as released from sales_order o left join order_hold h on h.order_id = o.id where o.id = ? order by h.held_at', [id]))
/** An order that the desk wanted to confirm, beyond the credit. */
async function held(): Promise<string> {
  const id = await ordered()
  await cast.rows('update partner_terms set credit_limit = 1 where partner_id = (select id from partner where code = ?)', ['NST'])
  await cast.do(desk, 'confirmOrder', { id })
  return id
}

test('beyond the credit an order waits instead of being confirmed, and holds nothing', async () => {
  const before = await cast.rows('select reserved from stock where product_id = ?', [productId])
  const id = await held()
  expect(await stateOf(id)).toEqual([{ state: 'OnHold', kind: 'CREDIT', released: false }])
  expect(await cast.rows('select reserved from stock where product_id = ?', [productId])).toEqual(before)
  const { order } = await cast.read(desk, `{ order(id: "${id}") { creditCheck { over overdueDays allowed } hold { kind overAmount } actions } }`)
  expect(Number(order.creditCheck.over)).toBeGreaterThan(0)
  expect(order.creditCheck).toMatchObject({ overdueDays: null, allowed: false })
  expect(order.hold.kind).toBe('CREDIT')
  expect(order.actions).not.toContain('release')
})

test('its dealer learns that it is the credit, and neither reasons nor amounts; a parent and others learn nothing', async () => {
  const id = await held()
  const { order } = await cast.read(owner, `{ order(id: "${id}") { state hold { kind } timeline(first: 5) { nodes { type } } } }`)
  expect(order).toMatchObject({ state: 'OnHold', hold: { kind: 'CREDIT' } })
  expect(order.timeline.nodes.map(({ type }: { type: string }) => type)).toContain('order.held')
  for (const field of ['reason', 'overAmount', 'releaseReason', 'heldBy { name }']) expect((await cast.ask(owner, `{ order(id: "${id}") { hold { ${field} } } }`)).errors).toHaveLength(1)
  expect((await cast.read('owner@rival.example', `{ order(id: "${id}") { hold { kind } } }`)).order).toBeNull()
})

test('who may not answer for the credit does not release it; who may says why, up to their limit', async () => {
  const id = await held()
  expect(await cast.refusal(desk, 'releaseOrder', { id, reason: 'they are nice' })).toBe('FORBIDDEN')
  expect(await cast.refusal(finance, 'releaseOrder', { id })).toBe('REQUIRED')
  expect(await cast.refusal(finance, 'releaseOrder', { id, reason: '  ' })).toBe('REQUIRED')
  await cast.rows(`update order_amount set total = 400000, subtotal = 400000 where order_id = ?`, [id])
  expect(await cast.refusal(finance, 'releaseOrder', { id, reason: 'they pay tomorrow' })).toBe('RELEASE_LIMIT')
  await cast.rows(`update order_amount set total = (select sum(amount) from order_line where order_id = order_amount.order_id), subtotal = (select sum(amount) from order_line where order_id = order_amount.order_id) where order_id = ?`, [id])
  await cast.rows(`update partner_terms set credit_limit = null where partner_id = (select id from partner where code = 'NST')`)
  await limit(-100)
  await cast.do(finance, 'releaseOrder', { id, reason: 'they pay tomorrow' })
  expect(await stateOf(id)).toEqual([{ state: 'Placed', kind: 'CREDIT', released: true }])
  await cast.do(desk, 'confirmOrder', { id })
  expect((await stateOf(id))[0]!.state).toBe('Confirmed')
})

test('an answer holds for the total that was looked at, not for more', async () => {
  const id = await held()
  await limit(-100)
  await cast.do(finance, 'releaseOrder', { id, reason: 'this one' })
  await cast.rows('update order_amount set total = total + 1 where order_id = ?', [id])
  await cast.do(desk, 'confirmOrder', { id })
  expect((await stateOf(id))[0]!.state).toBe('OnHold')
})

test('once there is credit again, the desk is offered the release and needs nobody', async () => {
  const id = await held()
  await limit(1_000_000_000)
  expect((await cast.read(desk, `{ order(id: "${id}") { actions } }`)).order.actions).toContain('release')
  await cast.do(desk, 'releaseOrder', { id })
  expect((await stateOf(id))[0]).toMatchObject({ state: 'Placed', released: true })
})

test('a hold by hand has a reason, and whoever may release does', async () => {
  const id = await ordered()
  expect(await cast.refusal(desk, 'holdOrder', { id, reason: ' ' })).toBe('REQUIRED')
  await cast.do(desk, 'holdOrder', { id, reason: 'The address is unclear' })
  expect((await cast.read(owner, `{ order(id: "${id}") { hold { kind } } }`)).order.hold).toEqual({ kind: 'MANUAL' })
  expect((await cast.read(manager, `{ order(id: "${id}") { holdReason hold { reason heldBy { name } } } }`)).order).toMatchObject({ holdReason: 'The address is unclear', hold: { reason: 'The address is unclear' } })
  await cast.do(desk, 'releaseOrder', { id })
  await cast.do(desk, 'holdOrder', { id, reason: 'Again' })
  expect(await stateOf(id)).toHaveLength(2)
})

test('of two that are confirmed at once, each within the credit and both beyond it, one waits', async () => {
  const ids = [await ordered(), await ordered()]
  const [{ total }] = await cast.rows('select total from order_amount where order_id = ?', [ids[0]])
  await limit(Number(total) * 1.5)
  await Promise.all(ids.map((id) => cast.do(desk, 'confirmOrder', { id })))
  expect((await cast.rows('select state from sales_order where id in (?, ?) order by state', ids)).map(({ state }) => state)).toEqual(['Confirmed', 'OnHold'])
})

test('two release at once: one does', async () => {
  const id = await held()
  await limit(-100)
  const answers = await Promise.all([finance, manager].map((email) => cast.try(email, 'releaseOrder', { id, reason: 'we know them' })))
  expect(tally(answers)).toEqual({ done: 1, ILLEGAL_MOVE: 1 })
})

test('how much a role may release: the most of those that one has, nothing in other currencies, no end where it is said so', () => {
  const releases: Releases = { manager: { USD: '25000' }, finance: { USD: '250000', EUR: '1' }, administrator: null }, most = (roles: string[], currency: string) => mostReleased(releases, roles, currency)?.toNumber()
  expect(most(['manager'], 'USD')).toBe(25_000)
  expect(most(['manager', 'finance'], 'USD')).toBe(250_000)
  expect(most(['manager', 'finance'], 'EUR')).toBe(1)
  expect(most(['manager'], 'XAU')).toBe(0)
  expect(most(['order_desk'], 'USD')).toBe(0)
  expect(mostReleased(releases, ['manager', 'administrator'], 'USD')).toBeNull()
})

test('the desk sees while an order waits that it will be held, and why; once somebody answered for it, that', async () => {
  const id = await ordered(), check = async () => (await cast.read(desk, `{ order(id: "${id}") { state creditCheck { over overdueDays overdue allowed } } }`)).order.creditCheck
  expect(await check()).toBeNull()
  await limit(-100)
  await cast.rows('update partner_terms set credit_limit = 1 where partner_id = (select id from partner where code = ?)', ['NST'])
  expect(await check()).toMatchObject({ overdueDays: null, allowed: false })
  await cast.do(desk, 'confirmOrder', { id })
  await cast.do('admin@guanxi.example', 'releaseOrder', { id, reason: 'they pay tomorrow' })
  expect(await check()).toMatchObject({ allowed: true })
  expect((await cast.ask(owner, `{ order(id: "${id}") { creditCheck { allowed } } }`)).errors).toHaveLength(1)
})

const rulesOf = `{ creditRules { overdueDays revision releases { role unlimited amounts { currency amount } } } }`

test('how far credit is stretched is set by finance, and holds from then on', async () => {
  const { creditRules: { revision, overdueDays, releases } } = await cast.read(manager, rulesOf)
  expect(releases.map(({ role }: { role: string }) => role)).toEqual(['manager', 'finance', 'administrator'])
  expect(releases[2]).toEqual({ role: 'administrator', unlimited: true, amounts: [] })
  const input = { revision, overdueDays, releases: [{ role: 'finance', unlimited: false, amounts: [{ currency: 'USD', amount: '1' }] }] }
  expect(await cast.refusal(manager, 'setCreditRules', input)).toBe('FORBIDDEN')
  expect((await cast.ask(desk, rulesOf)).errors).toHaveLength(1)
  const twice = (await cast.try(finance, 'setCreditRules', { ...input, releases: [{ role: 'finance', amounts: [{ currency: 'USD', amount: '1' }, { currency: 'USD', amount: '-2' }] }] })).data!.answer.errors.map(({ code, path }) => [code, path.join('.')])
  expect(twice).toEqual([['TAKEN', 'releases.0.amounts.1.currency'], ['OUT_OF_RANGE', 'releases.0.amounts.1.amount']])
  await cast.do(finance, 'setCreditRules', input)
  expect(await cast.refusal(finance, 'setCreditRules', input)).toBe('STALE')
  const id = await held()
  expect(await cast.refusal(finance, 'releaseOrder', { id, reason: 'they pay tomorrow' })).toBe('RELEASE_LIMIT')
  await cast.do(finance, 'setCreditRules', { revision: revision + 1, overdueDays, releases })
  await limit(-100)
  await cast.do(finance, 'releaseOrder', { id, reason: 'they pay tomorrow' })
})
