import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

// Every way by which a quote might come past those who have to agree to it.
const rep = 'rep@guanxi.example', colleague = 'whitfield@guanxi.example', manager = 'manager@guanxi.example', head = 'sales@guanxi.example', finance = 'finance@guanxi.example', admin = 'admin@guanxi.example', desk = 'desk@guanxi.example', dealer = 'owner@northstar.example'
let server: TestServer, cast: Cast, partnerId: string, product: { id: string; price: number }
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  partnerId = (await cast.rows(`select id from partner where code = 'NST'`))[0].id;
  [product] = await cast.rows(`select p.id, l.price::float as price from product p join list_price l on l.product_id = p.id and l.currency = 'USD' and l.valid_to is null where p.orderable and p.lifecycle = 'ACTIVE' and l.price between 60000 and 90000 order by l.price, p.sku limit 1`) as [typeof product]
})
afterAll(() => server.close())
// each begins with nothing quoted of late
beforeEach(async () => { await cast.rows(`update quote_version set submitted_at = submitted_at - interval '60 days' where submitted_at > now() - interval '31 days'`) })

interface Wanted { discount?: string; quantity?: number; paymentDays?: number; who?: string; buyer?: Record<string, string> }
const idsOf = async (email: string): Promise<string> => (await cast.rows('select id from app_user where email = ?', [email]))[0].id
const stateOf = async (id: string): Promise<string> => (await cast.read(admin, `{ quote(id: "${id}") { state } }`)).quote.state
const draft = async ({ discount = '1', quantity = 1, who = rep, paymentDays, buyer = { partnerId } }: Wanted = {}): Promise<string> => {
  const { quote } = await cast.do(who, 'createQuote', { ...buyer, lines: [{ productId: product.id, quantity, discountPercent: discount }] }, 'quote { id version { revision } }')
  if (paymentDays !== undefined) await cast.do(who, 'editQuote', { id: quote.id, revision: quote.version.revision, paymentDays })
  return quote.id
}
const submit = async (id: string, who = rep): Promise<string> => (await cast.do(who, 'submitQuote', { id }, 'quote { state }')).quote.state
const edit = async (id: string, values: Record<string, unknown>, who = rep) => {
  const { quote } = await cast.read(who, `{ quote(id: "${id}") { version { revision } } }`)
  return cast.refusal(who, 'editQuote', { id, revision: quote.version.revision, ...values })
}
const approved = async (wanted: Wanted = {}): Promise<string> => {
  const id = await draft({ discount: '20', ...wanted })
  expect(await submit(id)).toBe('PendingApproval')
  await cast.do(manager, 'approveQuote', { id })
  return id
}
/** How many of the product come just below the limit of 250,000. */
const below = () => Math.floor(250_000 / (product.price * 1.05))

const ways: [what: string, attempt: () => Promise<unknown>, outcome: unknown][] = [
  ['a copy of an approved quote has no approval', async () => submit((await cast.do(rep, 'copyQuote', { id: await approved() }, 'quote { id }')).quote.id), 'PendingApproval'],
  ['nor has a copy for another buyer', async () => {
    const [other] = await cast.rows(`select id from partner where state = 'Active' and currency = 'USD' and code <> 'NST' and representative_id = ? limit 1`, [await idsOf(rep)])
    const { quote } = await cast.do(rep, 'copyQuote', { id: await approved(), partnerId: other?.id ?? partnerId }, 'quote { id version { lines { discountPercent } } }')
    expect(quote.version.lines[0].discountPercent).toBe('20')
    return submit(quote.id)
  }, 'PendingApproval'],
  ['what was submitted is not edited', async () => { const id = await draft({ discount: '20' }); await submit(id); return edit(id, { discountPercent: '50' }) }, 'ILLEGAL_MOVE'],
  ['nor is what was approved', async () => edit(await approved(), { discountPercent: '50' }), 'ILLEGAL_MOVE'],
  ['lowered after approval, it is a new version without one', async () => { const id = await approved(); await cast.do(rep, 'reviseQuote', { id }); await edit(id, { discountPercent: '30' }); return submit(id) }, 'PendingApproval'],
  ['revised and left as it was, too', async () => { const id = await approved(); await cast.do(rep, 'reviseQuote', { id }); return submit(id) }, 'PendingApproval'],
  ['split in two', async () => { expect(await submit(await draft({ quantity: below() }))).toBe('Approved'); return submit(await draft({ quantity: below() })) }, 'PendingApproval'],
  ['split between two who quote', async () => { expect(await submit(await draft({ quantity: below() }))).toBe('Approved'); return submit(await draft({ quantity: below(), who: admin }), admin) }, 'PendingApproval'],
  ['split between a partner and its sub-dealer', async () => {
    const [sub] = await cast.rows(`select id from partner where code = 'SUB'`)
    expect(await submit(await draft({ quantity: below() }))).toBe('Approved')
    return submit(await draft({ quantity: below(), buyer: { partnerId: sub.id }, who: admin }), admin)
  }, 'PendingApproval'],
  ['split between a buyer and the account above it', async () => {
    const accounts = await cast.rows(`select a.id from account a where a.partner_id is null and a.parent_id is null and a.kind = 'ORGANISATION' order by a.id limit 2`)
    await cast.rows('update account set parent_id = ? where id = ?', [accounts[0].id, accounts[1].id])
    const [first, second] = await Promise.all(accounts.map(({ id }) => draft({ quantity: 2, buyer: { accountId: id }, who: admin })))
    const { quote: { total } } = await cast.read(admin, `{ quote(id: "${first}") { total } }`)
    await cast.rows(`update approval_rule set amounts = ? where measure = 'AMOUNT'`, [JSON.stringify({ TWD: Number(total) * 1.5 })])
    try { return [await submit(first!, admin), await submit(second!, admin)] } finally { await cast.rows(`update approval_rule set amounts = '{"USD": 250000, "EUR": 230000, "TWD": 8000000}' where measure = 'AMOUNT'`) }
  }, ['Approved', 'PendingApproval']],
  ['split over two currencies', async () => {
    expect(await submit(await draft({ quantity: below() }))).toBe('Approved')
    await cast.rows(`update partner set currency = 'EUR' where id = ?`, [partnerId])
    try { return await submit(await draft({ quantity: below() })) } finally { await cast.rows(`update partner set currency = 'USD' where id = ?`, [partnerId]) }
  }, 'PendingApproval'],
  ['three submitted at the same moment', async () => {
    const drafts = await Promise.all([draft({ quantity: below() }), draft({ quantity: below() }), draft({ quantity: below() })])
    return (await Promise.all(drafts.map((id) => submit(id)))).filter((state) => state === 'Approved').length
  }, 1],
  ['longer terms of payment', async () => submit(await draft({ discount: '0', paymentDays: 90 })), 'PendingApproval'],
  ['terms that were changed after approval', async () => { const id = await draft({ discount: '0' }); await submit(id); return edit(id, { paymentDays: 90 }) }, 'ILLEGAL_MOVE'],
  ['who submitted it does not decide', async () => { const id = await draft({ discount: '20', who: manager }); await submit(id, manager); return cast.refusal(manager, 'approveQuote', { id }) }, 'OWN_APPROVAL'],
  ['nor whose quote it is, when another submits it', async () => { const id = await draft({ discount: '20', who: manager }); await submit(id, desk); return cast.refusal(manager, 'approveQuote', { id }) }, 'OWN_APPROVAL'],
  ['a colleague does not decide', async () => { const id = await draft({ discount: '20' }); await submit(id); return cast.refusal(colleague, 'approveQuote', { id }) }, 'NOT_FOUND'],
  ['the order desk does not, either', async () => { const id = await draft({ discount: '20' }); await submit(id); return cast.refusal(desk, 'approveQuote', { id }) }, 'FORBIDDEN'],
  ['finance decides on its own step, and on no other', async () => { const id = await draft({ discount: '20' }); await submit(id); return cast.refusal(finance, 'approveQuote', { id }) }, 'FORBIDDEN'],
  ['a long chain is not cut short', async () => {
    const id = await draft({ discount: '46' })
    await submit(id)
    const states = [(await cast.do(manager, 'approveQuote', { id }, 'quote { state }')).quote.state, await cast.refusal(manager, 'approveQuote', { id }), await cast.refusal(finance, 'approveQuote', { id }), await cast.refusal(rep, 'presentQuote', { id })]
    return [...states, (await cast.do(head, 'approveQuote', { id }, 'quote { state }')).quote.state, (await cast.do(finance, 'approveQuote', { id }, 'quote { state }')).quote.state]
  }, ['PendingApproval', 'FORBIDDEN', 'FORBIDDEN', 'ILLEGAL_MOVE', 'PendingApproval', 'Approved']],
  ['a manager who is none any more', async () => {
    const id = await draft({ discount: '20' })
    await submit(id)
    await cast.rows(`update app_user set roles = '{representative}' where email = ?`, [manager])
    cast.forget(manager)
    try { return [await cast.refusal(manager, 'approveQuote', { id }), (await cast.do(head, 'approveQuote', { id }, 'quote { state }')).quote.state] } finally { await cast.rows(`update app_user set roles = '{manager}' where email = ?`, [manager]); cast.forget(manager) }
  }, ['NOT_FOUND', 'Approved']],
  ['a delegate who submitted it', async () => {
    const id = await draft({ discount: '20', who: colleague, buyer: { partnerId } }).catch(() => draft({ discount: '20' }))
    await cast.do(admin, 'submitQuote', { id })
    const { approvalDelegation: { id: absence } } = await cast.do(manager, 'createDelegation', { delegateId: await idsOf(admin), fromDay: '2020-01-01', toDay: '2099-12-31' }, 'approvalDelegation { id }')
    try { return await cast.refusal(admin, 'approveQuote', { id }) } finally { await cast.do(manager, 'endDelegation', { id: absence }) }
  }, 'OWN_APPROVAL'],
  ['an API key that may not approve', async () => {
    const id = await draft({ discount: '20' })
    await submit(id)
    const { secret } = await cast.do(manager, 'createApiKey', { name: 'k', permissions: ['quote:read', 'quote:submit'] }, 'secret')
    return keyed(secret, 'approveQuote', id)
  }, 'FORBIDDEN'],
  ['an API key of who submitted it', async () => {
    const id = await draft({ discount: '20', who: manager })
    const { secret } = await cast.do(manager, 'createApiKey', { name: 'k2', permissions: ['quote:read', 'quote:submit', 'quote:approve'] }, 'secret')
    await keyed(secret, 'submitQuote', id)
    return [await stateOf(id), await keyed(secret, 'approveQuote', id)]
  }, ['PendingApproval', 'OWN_APPROVAL']],
  ['a rule that came between submit and approve', async () => {
    const id = await draft({ discount: '20' })
    await submit(id)
    return withRule(async () => [(await cast.do(manager, 'approveQuote', { id }, 'quote { state }')).quote.state, (await cast.do(finance, 'approveQuote', { id }, 'quote { state }')).quote.state])
  }, ['PendingApproval', 'Approved']],
  ['a rule that came between approve and present', async () => {
    const id = await approved()
    return withRule(async () => {
      const back = (await cast.do(rep, 'presentQuote', { id }, 'quote { state }')).quote.state
      await cast.do(finance, 'approveQuote', { id })
      return [back, (await cast.do(rep, 'presentQuote', { id }, 'quote { state }')).quote.state]
    })
  }, ['PendingApproval', 'Presented']],
  ['a rule that came after a quote that needed nobody', async () => {
    const id = await draft({ discount: '8' })
    expect(await submit(id)).toBe('Approved')
    return withRule(async () => (await cast.do(rep, 'presentQuote', { id }, 'quote { state }')).quote.state)
  }, 'PendingApproval'],
  ['a rule that came between approve and send: no letter leaves, and no link', async () => {
    const [one, other] = [await approved(), await approved()]
    return withRule(async () => {
      const { quote } = await cast.do(rep, 'sendQuote', { id: one }, 'quote { state }'), { quote: linked, link } = await cast.do(rep, 'createQuoteLink', { id: other }, 'quote { state } link { id }')
      return [quote.state, linked.state, link, (await cast.rows('select 1 from document_mail where subject_id in (?, ?) union all select 1 from quote_link where quote_id in (?, ?)', [one, other, one, other])).length]
    })
  }, ['PendingApproval', 'PendingApproval', null, 0]],
  ['split between two colleagues who offer to the same account', async () => {
    const [account] = await cast.rows(`select id from account where partner_id is null and parent_id is null and kind = 'ORGANISATION' and not exists (select 1 from account c where c.parent_id = account.id) order by id desc limit 1`)
    const [first, second] = await Promise.all([admin, head].map((who) => draft({ quantity: 2, buyer: { accountId: account!.id }, who })))
    const { quote: { total } } = await cast.read(admin, `{ quote(id: "${first}") { total } }`)
    await cast.rows(`update approval_rule set amounts = ? where measure = 'AMOUNT'`, [JSON.stringify({ TWD: Number(total) * 1.5 })])
    try { return [await submit(first!, admin), await submit(second!, head)] } finally { await cast.rows(`update approval_rule set amounts = '{"USD": 250000, "EUR": 230000, "TWD": 8000000}' where measure = 'AMOUNT'`) }
  }, ['Approved', 'PendingApproval']],
  ['a discount on what was configured, its surcharges included', async () => {
    const [configuration] = await cast.rows(`select c.id from configuration c where c.partner_id = ? order by c.name limit 1`, [partnerId])
    const { quote } = await cast.do(rep, 'createQuote', { partnerId, lines: [{ productId: product.id, quantity: 1, configurationId: configuration!.id, discountPercent: '11' }] }, 'quote { id version { total lines { netPrice parts { netPrice quantity } } } }')
    const [line] = quote.version.lines, parts = line.parts.reduce((sum: number, part: { netPrice: string; quantity: number }) => sum + Number(part.netPrice) * part.quantity, 0)
    return [parts.toFixed(2) === Number(line.netPrice).toFixed(2), await submit(quote.id)]
  }, [true, 'PendingApproval']],
  ['a price that is typed in instead of a discount', async () => {
    const { quote } = await cast.do(rep, 'createQuote', { partnerId, lines: [{ productId: product.id, quantity: 1, unitPrice: '1', description: 'As agreed by phone' }] }, 'quote { id }')
    return submit(quote.id)
  }, 'PendingApproval'],
  ['an old version is not presented again, and not accepted', async () => {
    const id = await approved()
    await cast.do(rep, 'presentQuote', { id })
    await cast.do(rep, 'reviseQuote', { id })
    return [await cast.refusal(rep, 'presentQuote', { id }), await cast.refusal(rep, 'sendQuote', { id }), await cast.refusal(dealer, 'acceptQuote', { id })]
  }, ['ILLEGAL_MOVE', 'ILLEGAL_MOVE', 'ILLEGAL_MOVE']],
  ['a little now and the rest by changing the order', async () => {
    expect(await submit(await draft({ quantity: below() }))).toBe('Approved')
    const id = await draft({ quantity: 1 })
    const { quote: { total } } = await cast.read(rep, `{ quote(id: "${id}") { total } }`)
    await cast.rows(`update approval_rule set amounts = ? where measure = 'AMOUNT'`, [JSON.stringify({ USD: Number(total) * (below() + 1.5) })])
    try {
      expect(await submit(id)).toBe('Approved')
      await cast.do(rep, 'presentQuote', { id })
      const { order } = await cast.do(dealer, 'acceptQuote', { id }, 'order { id lines { id } }')
      const { orderChange } = await cast.do(desk, 'requestOrderChange', { orderId: order.id, reason: 'More of it', lines: [{ orderLineId: order.lines[0].id, quantity: 2 }] }, 'orderChange { id }')
      await cast.do(desk, 'submitOrderChange', { id: orderChange.id })
      return (await cast.do(desk, 'applyOrderChange', { id: orderChange.id }, 'orderChange { state }')).orderChange.state
    } finally { await cast.rows(`update approval_rule set amounts = '{"USD": 250000, "EUR": 230000, "TWD": 8000000}' where measure = 'AMOUNT'`) }
  }, 'PendingApproval'],
  ['a rule that became milder asks no more', async () => {
    const id = await approved()
    await cast.rows(`update approval_rule set threshold = 90 where measure = 'DISCOUNT' and threshold = 10`)
    try { return (await cast.do(rep, 'presentQuote', { id }, 'quote { state }')).quote.state } finally { await cast.rows(`update approval_rule set threshold = 10 where measure = 'DISCOUNT' and threshold = 90`) }
  }, 'Presented'],
]

/** As a program with a key asks. */
async function keyed(secret: string, verb: string, id: string): Promise<string | null> {
  const query = `mutation { ${verb}(input: { clientMutationId: "${crypto.randomUUID()}", id: "${id}" }) { errors { code } } }`
  const response = await fetch(`${server.url}/graphql/crm`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify({ query }) })
  const { data, errors } = await response.json() as any
  return errors?.[0].extensions.code ?? data[verb].errors[0]?.code ?? null
}

/** With a stricter rule that finance made meanwhile. */
async function withRule<T>(work: () => Promise<T>): Promise<T> {
  const { approvalRule } = await cast.do(finance, 'saveApprovalRule', { name: 'From now on', measure: 'DISCOUNT', threshold: '5', steps: [{ decider: 'ROLE', role: 'finance' }] }, 'approvalRule { id }')
  try { return await work() } finally { await cast.do(finance, 'removeApprovalRule', { id: approvalRule.id }) }
}

it.each(ways)('%s', async (_what, attempt, outcome) => {
  expect(await attempt()).toEqual(outcome)
})
