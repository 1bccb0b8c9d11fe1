import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAfterContracts } from '../../server/contracts/look-after.ts'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { pdfText } from '../leak/pdf.ts'
import { type TestServer, startServer } from '../support/server.ts'

const rep = 'rep@guanxi.example', finance = 'finance@guanxi.example', admin = 'admin@guanxi.example', dealer = 'owner@northstar.example', buyer = 'buyer@northstar.example'
let server: TestServer, cast: Cast, partnerId: string, name: string
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  ;[{ id: partnerId, name }] = await cast.rows(`select id, name from partner where code = 'NST'`) as [{ id: string; name: string }]
  // what the demo's own contracts are due for
  await lookAfter()
})
afterAll(() => server.close())

const lookAfter = async () => lookAfterContracts(await poolOf(server.database.databases.system))
const body = '# Subject\n\nBetween {{company.name}} and **{{partner.name}}**, {{contract.number}}.'
const drafted = async (more: Record<string, unknown> = {}): Promise<string> => (await cast.do(rep, 'createContract', { partnerId, title: 'Spare parts', body, ...more }, 'contract { id }')).contract.id
const sent = async (more?: Record<string, unknown>) => { const id = await drafted(more); await cast.do(rep, 'sendContract', { id }); return id }
async function running(more?: Record<string, unknown>): Promise<string> {
  const id = await sent(more)
  for (const side of ['OURS', 'THEIRS']) await cast.do(rep, 'signContract', { id, side, name: side })
  return id
}
const seen = async (email: string, id: string, fields = 'state') => (await cast.read(email, `{ contract(id: "${id}") { ${fields} } }`)).contract
const refused = async (email: string, verb: string, input: object) => { const { data, errors } = await cast.try(email, verb, input as Record<string, unknown>); return errors ? [[errors[0]!.extensions.code]] : data!.answer.errors.map(({ code, path }) => [code, ...path]) }

describe('a contract', () => {
  test('is drafted, sent with its fields filled in, signed by both sides, and runs', async () => {
    const id = await drafted({ renewal: 'ASK', endOn: '2099-12-31', noticeDays: 30 })
    expect(await seen(dealer, id)).toBe(null)
    await cast.do(rep, 'sendContract', { id, recipients: [{ name: 'Olive', email: 'olive@northstar.example' }] })
    const { text, number } = await seen(dealer, id, 'state number text { body }')
    expect(text.body).toContain(`**${name}**`)
    expect(text.body).toContain(number)
    await cast.do(rep, 'signContract', { id, side: 'OURS', name: 'Chen' })
    expect((await seen(rep, id)).state).toBe('Sent')
    expect(await refused(rep, 'signContract', { id, side: 'OURS', name: 'Chen' })).toEqual([['TAKEN', 'side']])
    await cast.do(finance, 'signContract', { id, side: 'THEIRS', name: 'Olive', position: 'Owner' })
    expect(await seen(dealer, id, 'state lastNoticeOn text { signatures { side name } }')).toEqual({ state: 'Active', lastNoticeOn: '2099-12-01', text: { signatures: [{ side: 'OURS', name: 'Chen' }, { side: 'THEIRS', name: 'Olive' }] } })
    await expect.poll(() => server.mails('olive@northstar.example').length, { timeout: 15_000 }).toBe(1)
    const pdf = await fetch(`${server.url}/partner/files/contracts/${id}.pdf`, { headers: { cookie: await cast.cookie(dealer) } })
    expect(pdfText(Buffer.from(await pdf.arrayBuffer()))).toContain(name)
  })

  test('keeps the text that was sent; a revised one is sent and signed anew', async () => {
    const id = await sent()
    await cast.do(rep, 'signContract', { id, side: 'THEIRS', name: 'Olive' })
    await cast.do(rep, 'reviseContract', { id })
    const { revision } = await seen(rep, id, 'revision')
    await cast.do(rep, 'editContract', { id, revision, body: 'Something else.' })
    await cast.do(rep, 'sendContract', { id })
    expect(await seen(rep, id, 'texts { number body signatures { name } }')).toEqual({ texts: [{ number: 2, body: 'Something else.', signatures: [] }, { number: 1, body: expect.stringContaining('# Subject'), signatures: [{ name: 'Olive' }] }] })
  })

  test('refuses fields that there are not, each with its place, and what does not go together', async () => {
    expect(await refused(rep, 'createContract', { partnerId, title: 'x', body: 'One {{nothing}}\n\n{{partner.name}} {{partner.nmae}}' })).toEqual([['UNKNOWN_FIELD', 'body', '1', '5'], ['UNKNOWN_FIELD', 'body', '3', '18']])
    expect(await refused(rep, 'createContract', { title: 'x' })).toEqual([['REQUIRED', 'accountId']])
    expect(await refused(rep, 'createContract', { partnerId, body })).toEqual([['REQUIRED', 'title']])
    expect(await refused(rep, 'createContract', { partnerId, title: 'x', renewal: 'ASK' })).toEqual([['REQUIRED', 'endOn']])
    expect(await refused(rep, 'createContract', { partnerId, title: 'x', startOn: '2030-02-01', endOn: '2030-01-01' })).toEqual([['OUT_OF_RANGE', 'endOn']])
    const [order] = await cast.rows('select id, partner_id from sales_order where partner_id is not null and partner_id <> ? limit 1', [partnerId]), quoteId = await cast.quote('Draft'), [account] = await cast.rows('select id from account where partner_id is null limit 1')
    expect(await refused(admin, 'createContract', { partnerId, orderId: order.id, title: 'x' })).toEqual([['CONFLICTING', 'orderId']])
    expect(await refused(admin, 'createContract', { partnerId: order.partner_id, quoteId, title: 'x' })).toEqual([['CONFLICTING', 'quoteId']])
    expect(await refused(admin, 'createContract', { quoteId, accountId: account.id, title: 'x' })).toEqual([])
    const id = await drafted(), { revision } = await seen(rep, id, 'revision')
    expect(await refused(rep, 'editContract', { id, revision: revision - 1, title: 'y' })).toEqual([['STALE', 'revision']])
    expect(await refused(rep, 'signContract', { id, side: 'OURS', name: 'Chen' })).toEqual([['ILLEGAL_MOVE', 'id']])
    expect(await refused(rep, 'saveContractTemplate', { name: 'x', kind: 'OTHER', locale: 'en', body: 'x' })).toEqual([['FORBIDDEN']])
    expect(await refused(finance, 'saveContractTemplate', { name: 'x', kind: 'OTHER', locale: 'en', body: '{{x}}' })).toEqual([['UNKNOWN_FIELD', 'body', '1', '1']])
  })

  test('is its dealer’s own to read: not a rival’s, not a parent’s, not a buyer’s', async () => {
    const id = await running()
    // what runs is never taken back to a draft, so its dealer sees it as long as it runs
    expect(await refused(rep, 'reviseContract', { id })).toEqual([['ILLEGAL_MOVE', 'id']])
    expect((await seen(dealer, id)).state).toBe('Active')
    const list = await cast.read(dealer, '{ contracts(first: 50, filter: { state: [Active], search: "spare" }, sort: { by: END_ON }) { nodes { id number title kind state startOn endOn lastNoticeOn noticeDue value currency } totalCount { value exact } } }')
    expect(list.contracts.nodes.map((node: { id: string }) => node.id)).toContain(id)
    const [rival] = await cast.rows(`select u.email from app_user u join partner p on p.id = u.partner_id where p.code <> 'NST' and p.state = 'Active' and p.parent_id is null and 'partner_administrator' = any (u.roles) and u.active limit 1`)
    expect(await seen(rival.email, id)).toBe(null)
    expect((await cast.ask(buyer, `{ contract(id: "${id}") { state } }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    for (const email of [rival.email, buyer]) expect((await fetch(`${server.url}/partner/files/contracts/${id}.pdf`, { headers: { cookie: await cast.cookie(email) } })).status).toBe(404)
    expect((await cast.ask(dealer, `{ contract(id: "${id}") { body } }`)).errors).toBeTruthy()
  })
})

describe('time', () => {
  const day = async (id: string, days: number) => cast.rows(`update contract set start_on = app.today() - 400, end_on = app.today() + ?::int where id = ?`, [days, id])
  const events = async (id: string, type: string) => (await cast.rows('select count(*)::int as n from event where subject_id = ? and type = ?', [id, type]))[0].n
  const letters = async (id: string) => (await cast.rows(`select count(*)::int as n from document_mail where subject_id = ? and part_id is null`, [id]))[0].n

  test('reminds once of the notice and once of the end, whoever runs at once, and again for the next term', async () => {
    const id = await running({ renewal: 'ASK', endOn: '2099-12-31', noticeDays: 30, renewalMonths: 12 })
    await day(id, 50)
    await Promise.all([lookAfter(), lookAfter(), lookAfter()])
    await lookAfter()
    expect([await events(id, 'contract.noticeDue'), await letters(id)]).toEqual([1, 1])
    await expect.poll(() => server.mails(rep).some(({ text }) => text?.includes(`/crm/contracts/${id}`)), { timeout: 15_000 }).toBe(true)
    await day(id, 10)
    await lookAfter()
    await lookAfter()
    expect([await events(id, 'contract.endDue'), await letters(id)]).toEqual([1, 2])
    await cast.do(rep, 'renewContract', { id })
    await lookAfter()
    expect(await letters(id)).toBe(2)
    await day(id, 40)
    await lookAfter()
    expect([await events(id, 'contract.noticeDue'), await letters(id)]).toEqual([2, 3])
  })

  test('renews what renews itself, ends the others, each once, and leaves alone what was ended', async () => {
    const automatic = await running({ renewal: 'AUTOMATIC', endOn: '2099-12-31', renewalMonths: 12 }), asked = await running({ renewal: 'ASK', endOn: '2099-12-31' }), ended = await running({ endOn: '2099-12-31' })
    await cast.do('manager@guanxi.example', 'terminateContract', { id: ended, reason: 'Sold.' })
    for (const id of [automatic, asked, ended]) await day(id, -1)
    await Promise.all([lookAfter(), lookAfter()])
    expect(await Promise.all([automatic, asked, ended].map(async (id) => (await seen(dealer, id)).state))).toEqual(['Active', 'Expired', 'Terminated'])
    expect([await events(automatic, 'contract.renewed'), await events(asked, 'contract.expired')]).toEqual([1, 1])
    expect((await cast.rows('select end_on > app.today() + 300 as later from contract where id = ?', [automatic]))[0].later).toBe(true)
  })

  test('goes on until the end of a month where it ended with one; signed late, it is over at once', async () => {
    const id = await running({ renewal: 'AUTOMATIC', endOn: '2099-12-31', renewalMonths: 6 })
    for (const endOn of ['2100-06-30', '2100-12-31']) expect((await cast.do(rep, 'renewContract', { id }, 'contract { endOn }')).contract.endOn).toBe(endOn)
    // a short month ends it sooner, and moves none of those after it
    const monthly = await running({ renewal: 'AUTOMATIC', endOn: '2100-01-30', renewalMonths: 1 })
    for (const endOn of ['2100-02-27', '2100-03-30', '2100-04-29', '2100-05-30']) expect((await cast.do(rep, 'renewContract', { id: monthly }, 'contract { endOn }')).contract.endOn).toBe(endOn)
    for (const endOn of ['2100-06-14', '2100-07-14']) expect((await cast.do(rep, 'renewContract', { id: monthly, ...(endOn === '2100-06-14' && { endOn }) }, 'contract { endOn }')).contract.endOn).toBe(endOn)
    await cast.rows(`update contract set start_on = '2024-12-31', end_on = '2025-01-30', term_day = null where id = ?`, [monthly])
    await lookAfter()
    expect((await cast.rows(`select end_on >= app.today() as on, extract(day from end_on + 1) = least(31, extract(day from date_trunc('month', end_on + 1) + interval '1 month -1 day')) as kept from contract where id = ?`, [monthly]))[0]).toEqual({ on: true, kept: true })
    const late = await running({ endOn: '2020-02-29' })
    expect(await seen(rep, late, 'state startOn endOn')).toEqual({ state: 'Active', startOn: '2020-02-29', endOn: '2020-02-29' })
    await lookAfter()
    expect((await seen(rep, late)).state).toBe('Expired')
  })

  test('a run that is killed between reminder and commit leaves nothing, and the next one does it', async () => {
    const id = await running({ renewal: 'ASK', endOn: '2099-12-31', noticeDays: 5 })
    await day(id, 20)
    const owner = new pg.Client(server.database.adminUrl)
    await owner.connect()
    try {
      // the last thing that is written for a contract ends it all, as a kill would
      await owner.query(`create function refuse_letter() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$; create trigger refuse before insert on document_mail for each row execute function refuse_letter()`)
      await expect(lookAfter()).rejects.toThrow('killed')
      expect([await events(id, 'contract.noticeDue'), await letters(id)]).toEqual([0, 0])
    } finally {
      await owner.query('drop function refuse_letter() cascade')
      await owner.end()
    }
    await lookAfter()
    expect([await events(id, 'contract.noticeDue'), await letters(id)]).toEqual([1, 1])
  })
})
