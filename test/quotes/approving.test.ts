import { afterAll, beforeAll, expect, test } from 'vitest'
import { remindApprovals } from '../../server/quotes/remind-approvals.ts'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

const rep = 'rep@guanxi.example', manager = 'manager@guanxi.example', europe = 'europe@guanxi.example', head = 'sales@guanxi.example', finance = 'finance@guanxi.example', admin = 'admin@guanxi.example', colleague = 'whitfield@guanxi.example', owner = 'owner@northstar.example'
let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server); await cast.rows(`update approval_delegation set ended_at = now() where ended_at is null`) })
afterAll(() => server.close())

const idOf = async (email: string): Promise<string> => (await cast.rows('select id from app_user where email = ?', [email]))[0].id
const steps = 'state actions version { approvals { step state decider level role dueAt mine waitingSince person { email } approver { email } for { email } comment } }'
const read = async (email: string, id: string) => (await cast.read(email, `{ quote(id: "${id}") { ${steps} } }`)).quote
const away = async (who: string, delegate: string, more = {}): Promise<string> =>
  (await cast.do(who, 'createDelegation', { delegateId: await idOf(delegate), fromDay: '2020-01-01', toDay: '2099-12-31', reason: 'fair', ...more }, 'approvalDelegation { id inForce }')).approvalDelegation.id
const waiting = async (email: string) => (await cast.read(email, '{ approvals(first: 100, filter: {mine: true, state: [Pending]}) { nodes { quote { id number } } } }')).approvals.nodes.map(({ quote }: any) => quote?.id)

test('whoever stands in sees and decides, and it is kept for whom; ended, neither', async () => {
  const id = await cast.quote('PendingApproval')
  expect(await cast.refusal(europe, 'approveQuote', { id })).toBe('NOT_FOUND')
  const absence = await away(manager, europe)
  expect(await read(europe, id)).toMatchObject({ state: 'PendingApproval', version: { approvals: [{ mine: true, person: { email: manager } }] } })
  expect((await read(europe, id)).actions).toEqual(expect.arrayContaining(['approve', 'reject', 'return']))
  expect(await waiting(europe)).toContain(id)
  await cast.do(europe, 'approveQuote', { id, comment: 'fine' })
  expect(await read(manager, id)).toMatchObject({ state: 'Approved', version: { approvals: [{ state: 'Approved', approver: { email: europe }, for: { email: manager }, comment: 'fine' }] } })
  const other = await cast.quote('PendingApproval')
  await cast.do(manager, 'endDelegation', { id: absence })
  expect(await cast.refusal(europe, 'approveQuote', { id: other })).toBe('NOT_FOUND')
  expect(await waiting(europe)).not.toContain(other)
})

test('an absence that is still to come, or over, lets nobody decide; one that is handed on, neither', async () => {
  const id = await cast.quote('PendingApproval')
  await cast.do(manager, 'createDelegation', { delegateId: await idOf(europe), fromDay: '2098-01-01', toDay: '2099-12-31' })
  const first = await away(manager, 'taiwan@guanxi.example'), second = await away('taiwan@guanxi.example', europe)
  expect(await cast.refusal(europe, 'approveQuote', { id })).toBe('NOT_FOUND')
  await cast.do(manager, 'endDelegation', { id: first })
  await cast.do('taiwan@guanxi.example', 'endDelegation', { id: second })
})

test('who approves nothing themselves stands in only where that is said', async () => {
  expect(await cast.refusal(manager, 'createDelegation', { delegateId: await idOf(colleague), fromDay: '2020-01-01', toDay: '2099-12-31' })).toBe('FORBIDDEN')
  const id = await cast.quote('PendingApproval'), absence = await away(manager, colleague, { grants: true })
  expect((await cast.do(colleague, 'approveQuote', { id }, 'quote { state }')).quote.state).toBe('Approved')
  await cast.do(manager, 'endDelegation', { id: absence })
})

test.each<[string, string, Record<string, unknown>, string]>([
  ['oneself', manager, { delegateId: manager }, 'BAD_USER_INPUT'], ['a day before the first', manager, { fromDay: '2099-01-02', toDay: '2099-01-01' }, 'BAD_USER_INPUT'], ['what is over', manager, { toDay: '2020-01-02' }, 'PAST'],
  ['a dealer', manager, { delegateId: owner }, 'NOT_FOUND'], ['for another team', manager, { personId: europe }, 'FORBIDDEN'], ['for one\'s manager', rep, { personId: manager, grants: true }, 'FORBIDDEN'], ['the order desk', manager, { delegateId: 'desk@guanxi.example' }, 'FORBIDDEN'],
])('nobody is named for an absence: %s', async (_what, who, { delegateId = head, personId, ...more }, code) => {
  const input = { delegateId: await idOf(delegateId as string), ...(personId ? { personId: await idOf(personId as string) } : {}), fromDay: '2020-01-01', toDay: '2099-12-31', ...more }
  expect(await cast.refusal(who, 'createDelegation', input)).toBe(code)
})

test('a manager names somebody for one of the team, and sees their absences; others do not', async () => {
  const { approvalDelegation: { id } } = await cast.do(manager, 'createDelegation', { personId: await idOf(rep), delegateId: await idOf(europe), fromDay: '2020-01-01', toDay: '2099-12-31' }, 'approvalDelegation { id }')
  const seen = async (email: string) => (await cast.read(email, '{ approvalDelegations(first: 100) { nodes { id } } }')).approvalDelegations.nodes.some((one: any) => one.id === id)
  expect([await seen(manager), await seen(rep), await seen(europe), await seen(colleague), await seen(finance)]).toEqual([true, true, true, false, false])
  expect(await cast.refusal(europe, 'endDelegation', { id })).toBe('FORBIDDEN')
  await cast.do(rep, 'endDelegation', { id })
  expect(await cast.refusal(rep, 'endDelegation', { id })).toBe('ILLEGAL_MOVE')
})

test('a letter goes to whoever is asked and to who stands in; what was decided is told to who submitted it', async () => {
  const absence = await away(manager, europe), id = await cast.quote('PendingApproval'), [{ number }] = await cast.rows('select number from quote where id = ?', [id])
  const told = (to: string, about: RegExp) => server.mails(to).some(({ subject, text }) => about.test(subject ?? '') && subject!.includes(number) && text!.includes(`/crm/quotes/${id}`))
  await expect.poll(() => told(manager, /waits for your approval/) && told(europe, /waits/), { timeout: 15_000 }).toBe(true)
  await cast.do(europe, 'rejectQuote', { id })
  await expect.poll(() => told(rep, /decision/), { timeout: 15_000 }).toBe(true)
  await cast.do(manager, 'endDelegation', { id: absence })
})

test('what waits too long is reminded of once in its time, and then goes on to whoever stands above', async () => {
  const id = await cast.quote('PendingApproval'), system = await poolOf(server.database.databases.system)
  await cast.rows(`update quote_approval set waiting_since = now() + interval '1 hour' where state = 'Pending'`)
  await cast.rows(`update quote_approval set remind_days = 2, escalate_days = 5, waiting_since = now() - interval '3 days' where state = 'Pending' and version_id in (select id from quote_version where quote_id = ?)`, [id])
  expect([await remindApprovals(system), await remindApprovals(system)]).toEqual([{ reminded: 1, escalated: 0 }, { reminded: 0, escalated: 0 }])
  await cast.rows(`update quote_approval set waiting_since = now() - interval '6 days' where state = 'Pending' and version_id in (select id from quote_version where quote_id = ?)`, [id])
  // two servers at once
  const done = await Promise.all([remindApprovals(system), remindApprovals(system)])
  expect(done.map(({ escalated }) => escalated).sort()).toEqual([0, 1])
  expect((await read(head, id)).version.approvals).toMatchObject([{ decider: 'MANAGER', level: 2, person: { email: head } }])
  expect((await cast.read(rep, `{ quote(id: "${id}") { timeline(first: 3) { nodes { type } } } }`)).quote.timeline.nodes.map(({ type }: any) => type)).toContain('quote.escalated')
})

test('a margin is told without figures to who may not know it', async () => {
  const id = await cast.quote('PendingApproval')
  const reasons = async (email: string) => (await cast.read(email, `{ quote(id: "${id}") { version { approvalReasons } approvalPreview { reasons } } }`)).quote
  const open = await reasons(rep), shielded = await reasons('channel@guanxi.example'), margin = open.version.approvalReasons.findIndex((text: string) => /Margin of/.test(text))
  expect(margin).toBeGreaterThanOrEqual(0)
  for (const told of [shielded.version.approvalReasons, shielded.approvalPreview.reasons]) expect(told[margin]).toBe('The margin is below what is allowed without approval.')
})

test('a preview says what the rules would make of a draft, and by whom', async () => {
  const id = await cast.quote('Draft', '47')
  const { quote } = await cast.read(rep, `{ quote(id: "${id}") { approvalPreview { reasons steps { decider level role person } } } }`)
  expect(quote.approvalPreview.steps).toMatchObject([{ decider: 'MANAGER', level: 1, person: 'Mei Lin' }, { level: 2, person: 'Helen Tsai' }, { decider: 'ROLE', role: 'finance' }])
  expect(quote.approvalPreview.reasons[0]).toMatch(/47%/)
})

test('rules are kept by finance and administrators, with every fault of the form told at its place', async () => {
  expect(await cast.refusal(manager, 'saveApprovalRule', { name: 'x', measure: 'DISCOUNT', threshold: '5', steps: [{ decider: 'MANAGER', level: 1 }] })).toBe('FORBIDDEN')
  const { data } = await cast.try(finance, 'saveApprovalRule', { name: 'x', measure: 'DISCOUNT', steps: [{ decider: 'ROLE' }, { decider: 'PERSON' }] })
  expect(data!.answer.errors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['REQUIRED threshold', 'REQUIRED steps.0.role', 'REQUIRED steps.1.personId'])
  const { approvalRule: rule } = await cast.do(finance, 'saveApprovalRule', { name: 'Twice', measure: 'DISCOUNT', threshold: '12', steps: [{ decider: 'MANAGER', level: 1 }, { decider: 'PERSON', personId: await idOf('desk@guanxi.example') }] }, 'approvalRule { id revision steps { decider level person { email } } }')
  expect(rule.steps).toMatchObject([{ level: 1 }, { person: { email: 'desk@guanxi.example' } }])
  const findings = async () => (await cast.read(finance, '{ approvalFindings { ruleId message } }')).approvalFindings.filter((one: any) => one.ruleId === rule.id).map((one: any) => one.message)
  expect(await findings()).toEqual([expect.stringContaining('can decide on nothing')])
  await cast.do(finance, 'saveApprovalRule', { id: rule.id, revision: rule.revision, name: 'Twice', measure: 'DISCOUNT', threshold: '12', steps: [{ decider: 'MANAGER', level: 1 }] })
  expect(await findings()).toEqual([expect.stringContaining('Large discount')])
  expect(await cast.refusal(finance, 'saveApprovalRule', { id: rule.id, revision: rule.revision, name: 'Twice', measure: 'DISCOUNT', threshold: '12', steps: [{ decider: 'MANAGER', level: 1 }] })).toBe('STALE')
  await cast.do(finance, 'removeApprovalRule', { id: rule.id })
})

test('another\'s offer to the same customer warns: by name where that may be seen, and a dealer only of its own, naming no one', async () => {
  const [product] = await cast.products(1), [{ id: partnerId }] = await cast.rows(`select id from partner where code = 'NST'`), lines = [{ productId: product!.id, quantity: 2, discountPercent: '5' }]
  const [{ id: accountId }] = await cast.rows('select id from account where partner_id = ? order by id limit 1', [partnerId])
  const fields = 'otherOffers { sku price difference who direct }'
  const { quote: theirs } = await cast.do(admin, 'createQuote', { partnerId, accountId, lines: [{ ...lines[0], discountPercent: '2' }] }, 'quote { id }')
  await cast.do(admin, 'submitQuote', { id: theirs.id })
  await cast.do(admin, 'presentQuote', { id: theirs.id })
  const { quote: mine } = await cast.do(rep, 'createQuote', { partnerId, accountId, lines }, `quote { id version { ${fields} } }`)
  expect(mine.version.otherOffers).toMatchObject([{ sku: product!.sku, who: 'Daniel Chou', direct: false }])
  expect(Number(mine.version.otherOffers[0].difference)).toBeCloseTo(-3.06, 1)
  // less than the smallest coin is no difference
  const priced = async (currency: string, price: string) => {
    await cast.rows(`update quote_version set currency = ? where quote_id in (?, ?)`, [currency, mine.id, theirs.id])
    await cast.rows(`update quote_line l set unit_price = ? / (1 - v.discount_percent / 100) from quote_version v where v.id = l.version_id and v.quote_id = ?`, [price, mine.id])
    return (await cast.read(rep, `{ quote(id: "${mine.id}") { version { otherOffers { currency } } } }`)).quote.version.otherOffers.length
  }
  const unitOf = (id: string) => cast.rows(`select l.unit_price as unit, l.unit_price * (1 - v.discount_percent / 100) as price from quote_line l join quote_version v on v.id = l.version_id where v.quote_id = ?`, [id])
  const [{ price }] = await unitOf(theirs.id), [{ unit }] = await unitOf(mine.id), whole = Math.round(Number(price)), near = (whole + (whole > Number(price) ? -0.3 : 0.3)).toFixed(2)
  expect([await priced('TWD', near), await priced('USD', near)]).toEqual([0, 1])
  await cast.rows(`update quote_line l set unit_price = ? from quote_version v where v.id = l.version_id and v.quote_id = ?`, [unit, mine.id])
  await cast.do(rep, 'submitQuote', { id: mine.id, acknowledged: true })
  expect(await cast.rows('select offers_acknowledged as yes, jsonb_array_length(other_offers) as many from quote_version_internal i join quote_version v on v.id = i.version_id where v.quote_id = ?', [mine.id])).toEqual([{ yes: true, many: 1 }])
  // the rival's people, and the sub-dealer's, see neither the quote nor the offer
  for (const email of ['owner@rival.example', 'owner@substar.example']) expect((await cast.read(email, `{ quote(id: "${mine.id}") { version { otherOffers { price } } } }`)).quote).toBeNull()
  // a seller of the dealer asks for the same, and a colleague was offered it
  await cast.rows(`update quote set seller_id = (select id from app_user where email = 'manager@northstar.example') where id = ?`, [theirs.id])
  const { quote: asked } = await cast.do('seller@northstar.example', 'requestQuote', { accountId, lines: [{ productId: product!.id, quantity: 2 }] }, 'quote { id version { otherOffers { sku price who direct } } }').catch(() => cast.do(owner, 'requestQuote', { accountId, lines: [{ productId: product!.id, quantity: 2 }] }, 'quote { id version { otherOffers { sku price who direct } } }'))
  expect(asked.version.otherOffers).toMatchObject([{ sku: product!.sku, who: null, direct: null }])
})

test('versions stand side by side, for a dealer those that were presented', async () => {
  const id = await cast.quote('Presented', '3')
  await cast.do(rep, 'reviseQuote', { id })
  const { quote } = await cast.read(rep, `{ quote(id: "${id}") { version { number revision lines { quantity product { id } } } } }`), [line] = quote.version.lines
  await cast.do(rep, 'editQuote', { id, revision: quote.version.revision, paymentDays: 45, lines: [{ productId: line.product.id, quantity: line.quantity + 1 }] })
  const compared = `comparison(before: 1, after: 2) { fields { field before after } lines { change sku changed before { quantity } after { quantity } } }`
  const { quote: { comparison } } = await cast.read(rep, `{ quote(id: "${id}") { ${compared} } }`)
  expect(comparison.lines).toMatchObject([{ change: 'Changed', changed: ['quantity', 'amount'], before: { quantity: line.quantity }, after: { quantity: line.quantity + 1 } }])
  expect(comparison.fields.map(({ field }: any) => field)).toEqual(expect.arrayContaining(['paymentDays', 'total']))
  expect((await cast.read(owner, `{ quote(id: "${id}") { ${compared} } }`)).quote.comparison).toBeNull()
  expect((await cast.read(owner, `{ quote(id: "${id}") { comparison(before: 0, after: 1) { lines { change } } } }`)).quote.comparison.lines).toHaveLength(1)
})

test('what was submitted in the place of what was looked at is decided on by nobody who has not seen it', async () => {
  const id = await cast.quote('PendingApproval'), version = `quote { version { id } }`, versionOf = async () => (await cast.read(manager, `{ quote(id: "${id}") { version { id } } }`)).quote.version.id
  const seen = await versionOf()
  await cast.do(rep, 'reviseQuote', { id })
  await cast.do(rep, 'submitQuote', { id })
  for (const verb of ['approveQuote', 'rejectQuote', 'returnQuote']) expect((await cast.try(manager, verb, { id, versionId: seen })).data!.answer.errors, verb).toMatchObject([{ code: 'STALE', path: ['versionId'] }])
  const now = await versionOf()
  expect((await cast.do(manager, 'approveQuote', { id, versionId: now }, version)).quote.version.id).toBe(now)
})

test('what has no price any more is offered as it was, however often it is revised', async () => {
  const product = (await cast.products(30)).at(-1)!, [{ id: partnerId }] = await cast.rows(`select id from partner where code = 'NST'`), fields = 'lines { unitPrice promotionDiscount amount } subtotal'
  const { quote: { id } } = await cast.do(rep, 'createQuote', { partnerId, lines: [{ productId: product.id, quantity: 4, discountPercent: '10', description: 'In blue' }] }, 'quote { id }')
  await cast.rows(`with line as (update quote_line l set promotion_discount = 9, amount = l.amount - 9, promotions = '[{"id": "${id}", "amount": "9"}]' from quote_version v where v.id = l.version_id and v.quote_id = ? returning l.version_id, l.amount)
    update quote_version v set subtotal = line.amount, total = line.amount from line where v.id = line.version_id`, [id])
  const { quote: { version } } = await cast.read(rep, `{ quote(id: "${id}") { version { ${fields} } } }`)
  expect(version.lines[0].promotionDiscount).toBe('9')
  await cast.rows('delete from price_list_entry where product_id = ?', [product.id])
  await cast.rows('delete from list_price where product_id = ?', [product.id])
  for (let round = 0; round < 2; round++) {
    await cast.do(rep, 'submitQuote', { id })
    expect((await cast.do(rep, 'reviseQuote', { id }, `quote { version { ${fields} } }`)).quote.version).toEqual(version)
  }
  expect(await cast.rows('select distinct l.description, l.promotions from quote_line l join quote_version v on v.id = l.version_id where v.quote_id = ?', [id])).toEqual([{ description: 'In blue', promotions: [{ id, amount: '9' }] }])
})

test('what was agreed on payment goes along into the order', async () => {
  const id = await cast.quote('Draft')
  const { quote } = await cast.read(rep, `{ quote(id: "${id}") { version { revision } } }`)
  await cast.do(rep, 'editQuote', { id, revision: quote.version.revision, paymentDays: 45 })
  await cast.do(rep, 'submitQuote', { id })
  await cast.do(rep, 'presentQuote', { id })
  expect((await cast.do(owner, 'acceptQuote', { id }, 'order { paymentDays }')).order.paymentDays).toBe(45)
})
