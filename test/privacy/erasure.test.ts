import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personal, policies } from '../../server/records.ts'
import { Cast } from '../api/acting.ts'
import { idOf, userId, writeCast } from '../support/cast.ts'
import { type TestServer, startServer } from '../support/server.ts'

// A person with a name like no other, in every place that takes a text; then told, then erased.
const admin = 'admin@guanxi.example', owner = 'owner@northstar.example', rep = 'rep@guanxi.example'
const earlier = 'Quillfeather', words = ['Zephyrine', 'Wobblethorpe', 'zw@canary.example', '555 0199 4711', 'Vice-Wizard'], name = 'Zephyrine Wobblethorpe', kept = 'of the blue lathe'
const account = idOf('account NST seller')

let server: TestServer, cast: Cast, client: pg.Client, contact: string, quote: string, order: string, amounts: unknown
beforeAll(async () => {
  server = await startServer(({ adminUrl }) => writeCast(adminUrl)); cast = new Cast(server)
  client = new pg.Client(server.database.adminUrl)
  await client.connect()
  contact = (await cast.do(owner, 'createContact', { accountId: account, firstName: 'Zephyrine', lastName: earlier, email: words[2], phone: `+1 ${words[3]}`, title: words[4] }, 'contact { id name email } ')).contact.id
  await cast.do(owner, 'updateContact', { id: contact, lastName: 'Wobblethorpe' }, 'contact { name phone }')
  await cast.do(rep, 'addNote', { subjectType: 'account', subjectId: account, text: `Met ${name} ${kept}; call +1 ${words[3]}` })
  await client.query('insert into contact_note (contact_id, note) values ($1, $2)', [contact, `${name} likes tea`])
  for (const channel of ['EMAIL', 'SMS']) await cast.do(owner, 'giveConsent', { contactId: contact, channel, purpose: 'MARKETING', source: 'PAPER', evidence: `signed ${name}` })
  await cast.do(rep, 'withdrawConsent', { contactId: contact, channel: 'SMS', purpose: 'MARKETING', source: 'PHONE', evidence: `${name} rang` })
  await cast.do(rep, 'setDoNotContact', { id: contact, reason: `${name} is cross` })
  const lines = [{ productId: idOf('product LATHE'), quantity: 1 }]
  quote = (await cast.do(owner, 'requestQuote', { lines, accountId: account, note: `For ${name} ${kept}` }, 'quote { id }')).quote.id
  order = (await cast.do(owner, 'placeOrder', { lines, accountId: account, note: `Ring ${name.toUpperCase()} ${kept}` }, 'order { id }')).order.id
  await client.query(`update quote set contact_id = $1 where id = $2`, [contact, quote])
  await client.query(`insert into import_reject (import, step, file, line, value, code, sentence) values ('x', 'x', 'x', 1, $1, 'REFUSED', 'bad')`, [words[2]])
  // a letter to the person, and one about the same quote to somebody else
  await client.query(`insert into document_mail (id, subject_type, subject_id, part_id, to_name, to_address, locale, subject, body, state, attempts, created_at, next_attempt_at)
    select gen_random_uuid(), 'quote', $1, $1, x.name, x.address, 'en', 'Our offer', 'Dear ' || x.name, 'sent', 1, now(), now() from (values ($2, $3), ('Ada Else', 'ada@else.example')) x (name, address)`, [quote, name, words[2]])
  amounts = (await client.query('select * from order_amount order by order_id')).rows
})
afterAll(async () => { await client.end(); await server.close() })

/** The texts of all rows in the database, and what the trail can still read. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`)
  const texts: Record<string, string> = {}
  for (const { name: table } of rows) texts[table] = (await client.query<{ text: string | null }>(`select string_agg(t::text, E'\\n') as text from ${table} t`)).rows[0]!.text ?? ''
  texts.trail = (await client.query(`select string_agg(trail.decrypt(a.personal, k.key), E'\\n') as text from audit_entry a join person_key k using (person_id)`)).rows[0]!.text ?? ''
  return texts
}
const naming = (texts: Record<string, string>, of: readonly string[]) => Object.entries(texts).flatMap(([table, text]) => of.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${table}: ${word}`))
const exported = async (email: string, id = contact, kind = 'contacts') => fetch(`${server.url}/crm/files/${kind}/${id}/personal-data.json`, { headers: { cookie: await cast.cookie(email) } })

describe('an export', () => {
  test('tells every word that is held, wherever it is, and notes that it was taken', async () => {
    const response = await exported(admin)
    expect([response.status, response.headers.get('content-disposition'), response.headers.get('cache-control')]).toEqual([200, `attachment; filename="personal-data-${contact}.json"`, 'private, no-store'])
    const { holds } = await response.json() as { holds: Record<string, unknown[]> }
    const held = Object.keys(await everything()).filter((table) => table.startsWith('public.')).map((table) => table.slice(7))
    const texts = await everything(), copies = ['mutation_receipt', 'audit_entry', 'person_key']
    for (const table of held.filter((one) => !copies.includes(one))) {
      const there = [...words, earlier].filter((word) => texts[`public.${table}`]!.includes(word))
      expect(there.filter((word) => !JSON.stringify(holds[table] ?? []).includes(word)), table).toEqual([])
    }
    expect(Object.entries(holds).filter(([, rows]) => rows.length).map(([table]) => table)).toEqual(expect.arrayContaining(['contact', 'contact_note', 'account_contact', 'consent', 'event', 'quote', 'quote_version', 'sales_order', 'import_reject', 'history']))
    expect(JSON.stringify(holds.history)).toContain(earlier)
    expect((holds.document_mail as { to_name: string }[]).map(({ to_name }) => to_name)).toEqual([name])
    const acts = (await client.query(`select record_type, record_id from audit_entry where action = 'export'`)).rows
    expect(acts).toEqual([{ record_type: 'contact', record_id: contact }])
  })

  test('is for administrators, of people that there are', async () => {
    for (const email of [rep, 'head@guanxi.example', 'marketing@guanxi.example']) expect((await exported(email)).status).toBe(404)
    expect((await exported(admin, idOf('nobody'))).status).toBe(404)
    expect((await fetch(`${server.url}/crm/files/contacts/${contact}/personal-data.json`)).status).toBe(401)
  })

  test('has no secret of who signs in', async () => {
    const person = await (await exported(admin, userId('NST', 'owner'), 'users')).text()
    expect(person).toContain('owner@northstar.example')
    expect(person).not.toMatch(/password_hash|token_hash|\$argon2/)
  })
})

describe('an erasure', () => {
  const erase = (email: string, confirmation: string) => cast.refusal(email, 'eraseContact', { id: contact, confirmation }, 'contact { id }')

  test('is for administrators, and confirmed with the name', async () => {
    for (const email of [rep, 'head@guanxi.example', 'marketing@guanxi.example']) expect(await erase(email, name)).toBe('FORBIDDEN')
    expect(await erase(admin, 'Zephyrine')).toBe('BAD_USER_INPUT')
    expect(naming(await everything(), words).length).toBeGreaterThan(10)
  })

  test('leaves the name nowhere, and the rest where it was', async () => {
    const { contact: left } = await cast.do(admin, 'eraseContact', { id: contact, confirmation: ` zephyrine  wobblethorpe` }, 'contact { name email phone title note erasedAt doNotContactSince doNotContactReason accounts { id } consents { decision channel evidence } actions mayContact(channel: EMAIL, purpose: MARKETING) }')
    expect(left).toMatchObject({ name: 'Erased person', email: null, phone: null, title: null, note: null, doNotContactReason: null, accounts: [], consents: [{ decision: 'Withdrawn', channel: 'SMS', evidence: null }], actions: ['export'], mayContact: false })
    expect(naming(await everything(), [...words, earlier])).toEqual([])
    // what else stood in the same texts, and what is due, is as it was
    expect((await client.query('select request_note from quote_version where quote_id = $1', [quote])).rows).toEqual([{ request_note: `For — ${kept}` }])
    expect((await client.query('select note from sales_order where id = $1', [order])).rows).toEqual([{ note: `Ring — ${kept}` }])
    expect((await client.query('select * from order_amount order by order_id')).rows).toEqual(amounts)
    expect((await client.query(`select count(*)::int as n from person_key where person_id = $1 and key is null`, [contact])).rows).toEqual([{ n: 1 }])
  })

  test('is found by nobody any more', async () => {
    const { contacts, search, erased } = await cast.read(admin, `{ contacts(first: 100) { nodes { id } } search(query: "—") { id } erased: contacts(filter: { erased: true }) { nodes { id } } }`)
    expect([...contacts.nodes, ...search].map(({ id }: any) => id)).not.toContain(contact)
    expect(erased.nodes).toEqual([{ id: contact }])
    const { events } = await cast.read(admin, `{ events(first: 20) { nodes { type summary data } } }`)
    expect(events.nodes.find(({ type }: any) => type === 'contact.erased')).toEqual({ type: 'contact.erased', summary: 'The personal data of a contact was erased', data: {} })
  })

  test('stays: nothing more is written on who was erased', async () => {
    for (const [verb, input] of [['eraseContact', { id: contact, confirmation: '—' }], ['updateContact', { id: contact, firstName: 'Back' }], ['linkContact', { contactId: contact, accountId: account }],
      ['giveConsent', { contactId: contact, channel: 'EMAIL', purpose: 'MARKETING', source: 'PAPER' }], ['setDoNotContact', { id: contact, reason: 'x' }], ['clearDoNotContact', { id: contact }]] as const) expect(await cast.refusal(admin, verb, input), verb).toBe('ILLEGAL_MOVE')
  })
})

describe('an account that is a person', () => {
  test('is erased with all that was written on its quotes and orders', async () => {
    const { account: { id } } = await cast.do(owner, 'createAccount', { name: 'Ottilie Snorkelbein', kind: 'PERSON', email: 'os@canary.example', phone: '555 0177 2323' }, 'account { id name }')
    await cast.do(owner, 'placeOrder', { lines: [{ productId: idOf('product LATHE'), quantity: 1 }], accountId: id, note: 'Ottilie Snorkelbein waits' }, 'order { id }')
    const { holds } = await (await exported(admin, id, 'accounts')).json() as { holds: Record<string, unknown[]> }
    expect(['account', 'event', 'sales_order', 'history'].filter((table) => !JSON.stringify(holds[table]).includes('Snorkelbein'))).toEqual([])
    expect(await cast.refusal(admin, 'eraseAccount', { id, confirmation: 'Ottilie' })).toBe('BAD_USER_INPUT')
    expect(await cast.refusal(rep, 'eraseAccount', { id, confirmation: 'Ottilie Snorkelbein' })).toBe('FORBIDDEN')
    await cast.do(admin, 'eraseAccount', { id, confirmation: 'Ottilie Snorkelbein' }, 'account { name number }')
    expect(naming(await everything(), ['Snorkelbein', 'os@canary.example', '555 0177 2323'])).toEqual([])
  })

  test('and no other account, nor one with contacts', async () => {
    const name = (await client.query('select name from account where id = $1', [account])).rows[0].name
    expect(await cast.refusal(admin, 'eraseAccount', { id: account, confirmation: name })).toBe('ILLEGAL_MOVE')
  })
})

describe('who signs in', () => {
  const person = userId('NST', 'seller2'), address = 'seller2@northstar.example'

  test('is erased only when inactive; what they did stays without their name', async () => {
    await client.query(`update app_user set name = 'Barnaby Fizzlewick', phone = '555 0188 9090' where id = $1`, [person])
    await cast.do(address, 'placeOrder', { lines: [{ productId: idOf('product LATHE'), quantity: 1 }] }, 'order { id }')
    expect(await cast.refusal(admin, 'eraseUser', { id: person, confirmation: 'Barnaby Fizzlewick' })).toBe('ILLEGAL_MOVE')
    await cast.do(admin, 'deactivateUser', { id: person })
    expect(await cast.refusal(admin, 'eraseUser', { id: person, confirmation: 'Barnaby' })).toBe('BAD_USER_INPUT')
    const { user } = await cast.do(admin, 'eraseUser', { id: person, confirmation: 'Barnaby Fizzlewick' }, 'user { id active }')
    expect(user).toEqual({ id: person, active: false })
    expect(naming(await everything(), ['Fizzlewick', address, '555 0188 9090'])).toEqual([])
    expect((await client.query('select count(*)::int as n from sales_order where created_by_id = $1', [person])).rows[0].n).toBeGreaterThan(0)
    expect(await cast.refusal(admin, 'eraseUser', { id: person, confirmation: '—' })).toBe('ILLEGAL_MOVE')
    expect(await cast.refusal(admin, 'activateUser', { id: person })).toBe('ILLEGAL_MOVE')
    expect(await cast.refusal(admin, 'updatePartnerUser', { id: person, name: 'Back Again' })).toBe('ILLEGAL_MOVE')
  })
})

test('every table that can be about somebody says so', async () => {
  const { rows } = await client.query<{ table: string; column: string }>(`select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`)
  const declared = (kind: 'contact' | 'user') => personal.filter((one) => one[kind]).map(({ table }) => table)
  const tables = (column: RegExp) => [...new Set(rows.filter((row) => column.test(row.column)).map(({ table }) => table))].filter((table) => policies.some((policy) => policy.table === table))
  /** Tables that only look as if, and why. */
  const others: Record<string, string> = { partner: 'an organisation', cart: 'what is in it says nothing of its owner', cart_line: 'as above', account_team_member: 'who works on an account is business', letterhead: "the company's own address", letterhead_text: 'as above' }
  expect(tables(/^contact_id$/).filter((table) => !declared('contact').includes(table))).toEqual([])
  expect(tables(/^user_id$/).filter((table) => !declared('user').includes(table) && !others[table])).toEqual([])
  expect(tables(/email|phone|first_name|last_name|^address$|recipient/).filter((table) => !personal.some((one) => one.table === table) && !others[table])).toEqual([])
})

test('what the trail keeps encrypted of a person, an erasure takes out of the table', () => {
  const missing = policies.flatMap(({ table, audit }) => {
    if (!('record' in audit) || !audit.personal) return []
    const about = personal.filter((one) => one.table === table).flatMap(({ contact: first = [], user = [], account: whole = [] }) => [...first, ...user, ...whole])
    return audit.personal.filter((column) => !about.some(({ erase, texts, remove }) => erase?.[column] || texts?.includes(column) || remove === 'true')).map((column) => `${table}.${column}`)
  })
  expect(missing).toEqual([])
})
