import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { pdfText } from '../leak/pdf.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Offering, dealer, rep } from './offering.ts'

let server: TestServer, cast: Cast, offers: Offering
beforeAll(async () => { server = await startServer(); cast = new Cast(server); offers = new Offering(cast) })
afterAll(() => server.close())

const pdfOf = async (path: string, headers = {}) => Buffer.from(await (await fetch(server.url + path, { headers })).arrayBuffer())
const told = async (id: string, email = rep) => (await cast.read(email, `{ quote(id: "${id}") { state timeline(first: 20) { nodes { type channel actorName summary } } } }`)).quote

describe('an offer that is sent', () => {
  test('is presented, and reaches its recipient with its pages and a link', async () => {
    const { id, link } = await offers.sent()
    expect(link).toMatchObject({ state: 'Open', openCount: 0, signer: null })
    await expect.poll(() => server.mails(dealer).some(({ attachments }) => attachments.length === 1), { timeout: 60_000 }).toBe(true)
    const [mail] = server.mails(dealer)
    expect(mail!.html).toContain(link.path)
    expect(mail!.text).toContain(link.path)
    const [pdf] = mail!.attachments
    expect([pdf!.mimeType, Buffer.from(pdf!.content as ArrayBuffer).subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
    // the very same bytes behind the link
    expect(createHash('sha256').update(await pdfOf(`${link.path}?pdf=1`)).digest('hex')).toBe(createHash('sha256').update(Buffer.from(pdf!.content as ArrayBuffer)).digest('hex'))
    const { state, timeline } = await told(id)
    expect(state).toBe('Presented')
    expect(timeline.nodes.map(({ type }: any) => type)).toEqual(expect.arrayContaining(['quote.presented', 'quote.sent']))
    await expect.poll(async () => (await cast.read(rep, `{ quote(id: "${id}") { mails { state toAddress } } }`)).quote.mails, { timeout: 10_000 }).toEqual([{ state: 'sent', toAddress: dealer }])
    // whom we write to is ours to know
    expect((await told(id, dealer)).timeline.nodes.map(({ type }: any) => type)).not.toContain('quote.sent')
    // the first pages of a process wait for their fonts
  }, 90_000)

  test('sent again goes to the same link, in the words that were chosen', async () => {
    const { id, link } = await offers.sent()
    // a language that there is not is the buyer's own
    expect((await cast.read(rep, `{ quoteLetter(id: "${id}", locale: "no such") { locale } }`)).quoteLetter.locale).toMatch(/^(en|zh-Han[ts])$/)
    await cast.do(rep, 'sendQuote', { id, subject: 'Once more', text: 'As we said on the phone.', locale: 'zh-Hant' })
    await expect.poll(() => server.mails(dealer).some(({ subject }) => subject === 'Once more'), { timeout: 15_000 }).toBe(true)
    expect(server.mails(dealer).find(({ subject }) => subject === 'Once more')!.text).toContain('As we said on the phone.')
    expect((await offers.links(id)).map(({ id: one }) => one)).toEqual([link.id])
  })

  test('goes to no stranger, to nobody of another partner, and to nobody who wants to be left alone', async () => {
    const id = await cast.quote('Approved'), [rival] = await cast.rows(`select u.id from app_user u join partner p on p.id = u.partner_id where p.code <> 'NST' and u.active limit 1`)
    const refused = async (recipients: object[]) => (await cast.try(rep, 'sendQuote', { id, recipients })).data!.answer.errors.map(({ code, path }) => [code, ...path])
    expect(await refused([{ name: 'Stranger', email: 'stranger@rival.example' }])).toEqual([['NOT_FOUND', 'recipients', '0', 'userId']])
    expect(await refused([{ userId: rival.id }])).toEqual([['NOT_FOUND', 'recipients', '0', 'userId']])
    expect(await refused([])).toEqual([['REQUIRED', 'recipients']])
    const { id: direct } = await offers.direct()
    const [contact] = await cast.rows(`select ac.contact_id as id from quote q join account_contact ac on ac.account_id = q.account_id join contact c on c.id = ac.contact_id where q.id = ? and c.email is not null limit 1`, [direct])
    await cast.rows('update contact set do_not_contact_since = now() where id = ?', [contact.id])
    expect((await cast.try(rep, 'sendQuote', { id: direct, recipients: [{ contactId: contact.id }, { name: '', email: 'nothing' }] })).data!.answer.errors.map(({ code, path }) => [code, ...path]))
      .toEqual([['DO_NOT_CONTACT', 'recipients', '0', 'contactId'], ['REQUIRED', 'recipients', '1', 'name'], ['BAD_USER_INPUT', 'recipients', '1', 'email']])
  })
})

describe('the page', () => {
  test('shows the offer in its reader’s language, runs nothing, and counts that it was opened', async () => {
    const { id, link } = await offers.sent(), { status, html, headers } = await offers.open(link.path)
    const [quote] = await cast.rows('select q.number, v.total::text from quote q join quote_version v on v.quote_id = q.id and v.number = 1 where q.id = ?', [id])
    expect(status).toBe(200)
    expect(html).toContain(quote.number)
    expect(html).not.toMatch(/<script|https?:\/\/(?!127)/)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; form-action 'self'/)
    expect([headers.get('referrer-policy'), headers.get('cache-control'), headers.get('set-cookie')]).toEqual(['no-referrer', 'no-store', null])
    expect((await offers.open(`${link.path}?lang=zh-Hans`)).html).toContain('接受并正式订购')
    expect((await offers.links(id))[0]!.openCount).toBe(2)
  })

  test('says at each field what is missing, and keeps what was typed', async () => {
    const { id, link } = await offers.sent(), { status, html } = await offers.answer(link.path, { signer: '  ', agreed: '', purchaseOrder: '"><b>PO-7' })
    expect(status).toBe(422)
    expect(html).toContain('id="fault-signer"')
    expect(html).toContain('id="fault-agreed"')
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;PO-7"')
    const other = await offers.answer(link.path, { sha256: 'ab'.repeat(32) })
    expect(other.status).toBe(422)
    expect(await offers.orders(id)).toEqual([])
  })
})

describe('a yes', () => {
  test('of a dealer’s person makes the order, with name, time, connection and the hash of the pages', async () => {
    const { id, link } = await offers.sent(), shown = createHash('sha256').update(await pdfOf(`${link.path}?pdf=1`)).digest('hex')
    expect((await offers.answer(link.path, { signer: 'Olive Owner', position: 'Owner', purchaseOrder: 'PO-4711' })).status).toBe(303)
    const [order, ...others] = await offers.orders(id)
    expect(others).toEqual([])
    expect(order).toMatchObject({ channel: 'link', state: 'Placed', purchase_order: 'PO-4711' })
    expect((await offers.links(id))[0]).toMatchObject({ state: 'Accepted', signer: 'Olive Owner', ip: expect.stringMatching(/127\.0\.0\.1|::1/), sha256: shown })
    expect((await told(id)).timeline.nodes).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'quote.accepted', channel: 'link', actorName: 'Olive Owner' })]))
    expect((await told(id, dealer)).state).toBe('Accepted')
    // whoever opens it again sees what was accepted
    const again = await offers.open(link.path)
    expect(again.html).toContain(order.number)
    expect(again.html).toContain(shown)
    const cookie = await cast.cookie(rep), { certificate } = (await offers.links(id))[0]!
    expect(pdfText(await pdfOf(`${certificate}?locale=en`, { cookie }))).toContain('Olive Owner')
    expect(createHash('sha256').update(await pdfOf(`/crm/files/quotes/${id}/accepted.pdf`, { cookie })).digest('hex')).toBe(shown)
  })

  test('of an account that buys directly makes a direct order', async () => {
    const { id, link } = await offers.direct()
    expect((await offers.answer(link.path, { signer: 'Ada Buyer' })).status).toBe(303)
    const [order] = await offers.orders(id), [quote] = await cast.rows(`select q.account_id, q.owner_id, v.total::text from quote q join quote_version v on v.quote_id = q.id where q.id = ?`, [id])
    expect(order).toMatchObject({ partner_id: null, account_id: quote.account_id, total: quote.total, channel: 'link' })
    expect((await cast.read(rep, `{ order(id: "${order.id}") { state owner { email } lines { amount } timeline(first: 5) { nodes { type } } } }`)).order).toMatchObject({ state: 'Placed', owner: { email: rep }, timeline: { nodes: [{ type: 'order.placed' }] } })
  })

  test('of twenty windows, while the dealer accepts in the portal: one order', async () => {
    const { id, link } = await offers.sent()
    const answers = await Promise.all([...Array.from({ length: 20 }, () => offers.answer(link.path, {})), cast.refusal(dealer, 'acceptQuote', { id })])
    expect(answers.slice(0, 20).every((answer) => [303, 410, 200].includes((answer as { status: number }).status))).toBe(true)
    expect(await offers.orders(id)).toHaveLength(1)
    expect(await cast.rows(`select count(*)::int as n from event where subject_id = ? and type = 'quote.accepted'`, [id])).toEqual([{ n: 1 }])
  }, 60_000)

  test('of a buyer above the limit waits for their own house', async () => {
    const { id, link } = await offers.sent(), [buyer] = await cast.rows(`select u.id from app_user u join partner p on p.id = u.partner_id where p.code = 'NST' and 'buyer' = any (u.roles) and u.active`)
    await cast.rows('update app_user set spending_limit = 1 where id = ?', [buyer.id])
    await cast.rows('update quote_link set user_id = ? where id = ?', [buyer.id, link.id])
    await cast.rows('update quote set seller_id = ? where id = ?', [buyer.id, id])
    await offers.answer(link.path, {})
    expect((await offers.orders(id)).map(({ state }) => state)).toEqual(['PendingPartnerApproval'])
  })
})

test('a no is told with its reason, and makes no order', async () => {
  const { id, link } = await offers.sent()
  expect((await offers.answer(link.path, { answer: 'no', reason: 'Too late for us.' })).status).toBe(303)
  expect((await told(id)).state).toBe('Declined')
  expect((await cast.rows('select decline_reason from quote_version where quote_id = ? and number = 1', [id]))[0].decline_reason).toBe('Too late for us.')
  expect(await offers.orders(id)).toEqual([])
})
