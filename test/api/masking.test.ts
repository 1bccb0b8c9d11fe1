import { Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorCodes } from '../../server/kit/errors.ts'
import { type TestServer, demo, demoPassword, startServer } from '../support/server.ts'
import { Cast, mutation, newId } from './acting.ts'
import { type Posted, expectNothingTold, expectSentence, languages, post } from './posting.ts'

// What goes wrong in the database, really provoked: outside it is a code and a sentence, in the log there is nobody's data.
const dealer = 'owner@northstar.example', secret = 'Kanarienvogel 4711'
let server: TestServer, cast: Cast, admin: pg.Client, other: pg.Client
const log: string[] = []
beforeAll(async () => {
  server = await startServer(demo, { logLevel: 'debug' }, new Writable({ write(chunk: Buffer, _encoding, done) { log.push(chunk.toString()); done() } }))
  cast = new Cast(server)
  ;[admin, other] = [new pg.Client(server.database.adminUrl), new pg.Client(server.database.adminUrl)]
  await admin.connect()
  await other.connect()
  await admin.query(`create function trap() returns trigger language plpgsql as $$ begin return new; end $$; create trigger trap before insert on account for each row execute function trap();
    create table trapped (id int primary key); grant select, insert on trapped to guanxi_partner`)
  await cast.cookie(dealer)
})
afterAll(async () => {
  await admin.end()
  await other.end()
  await server.close()
})

const create = async (accepted: string, name = secret): Promise<Posted> =>
  post(server, 'partner', { query: mutation('partner', 'createAccount', 'account { id }'), variables: { input: { clientMutationId: newId(), name } } }, { cookie: await cast.cookie(dealer), 'accept-language': accepted })

/** Everything that leaves is one refusal: its code, its sentence in the language, its status; and nothing was written. */
async function masked(code: string): Promise<string> {
  const had = await cast.everything()
  for (const [locale, accepted] of languages) {
    const answer = await create(accepted)
    expect(answer.body.errors?.map((error: any) => error.extensions), answer.text).toEqual([{ code }])
    expectSentence(answer.body.errors[0].message, code, locale)
    expectNothingTold(answer)
    expect(answer.text).not.toMatch(/Kanarienvogel|4711|trap|account_|constraint|P0001|42601/)
  }
  expect(await cast.everything()).toEqual(had)
  return code
}

const trap = (body: string) => admin.query(`create or replace function trap() returns trigger language plpgsql as $$ begin ${body}; return new; end $$`)
const say = (state: string) => `raise exception 'the name % is wrong', new.name using errcode = '${state}', detail = 'Key (name)=(' || new.name || ') in table account'`
const faults: [what: string, body: string, code: string][] = [
  ['a unique value twice', `insert into trapped values (1), (1)`, 'CONFLICT'],
  ['a serialisation failure', say('40001'), 'CONFLICT'],
  ['a value that is no number', `perform new.name::int`, 'BAD_USER_INPUT'],
  ['a value that is no id', `perform new.name::uuid`, 'BAD_USER_INPUT'],
  ['a division by nothing, which nobody foresaw', `perform 1 / (length(new.name) - length(new.name))`, 'INTERNAL'],
  ['a mistake in a statement', `execute 'selekt ' || quote_literal(new.name)`, 'INTERNAL'],
  ['a table that is not there', `execute 'select * from nowhere where name = ' || quote_literal(new.name)`, 'INTERNAL'],
  ['an error of our own', say('P0001'), 'INTERNAL'],
  ['a table without a grant', `perform 1 from credential`, 'FORBIDDEN'],
  ['a disk that is full', say('53100'), 'UNAVAILABLE'],
  ['a server that goes down', say('57P01'), 'UNAVAILABLE'],
]
test.each(faults)('%s', async (_what, body, code) => {
  await trap(body)
  expect(await masked(code)).toBe(code)
})

test('constraints: a check, a unique index, a foreign key, a column that must not be empty', async () => {
  await trap('null')
  for (const [constraint, code] of [[`check (name <> '${secret}') not valid`, 'BAD_USER_INPUT'], ['foreign key (industry) references program_level (name)', 'CONFLICT']] as const) {
    if (constraint.startsWith('foreign')) await admin.query('alter table program_level add constraint secret_name unique (name)')
    await trap(constraint.startsWith('foreign') ? `new.industry := 'nothing of this name'` : 'null')
    await admin.query(`alter table account add constraint secret_rule ${constraint}${constraint.startsWith('foreign') ? ' not valid' : ''}`)
    expect(await masked(code)).toBe(code)
    await admin.query('alter table account drop constraint secret_rule')
  }
  await trap('new.name := null')
  expect(await masked('BAD_USER_INPUT')).toBe('BAD_USER_INPUT')
  await trap(`new.id := (select id from account limit 1)`)
  expect(await masked('CONFLICT')).toBe('CONFLICT')
})

test('a row that a policy refuses', async () => {
  await trap(`new.partner_id := '01a1fff6-0000-7000-8000-000000000000'`)
  expect(await masked('FORBIDDEN')).toBe('FORBIDDEN')
})

test('a statement that takes longer than five seconds', { timeout: 40_000 }, async () => {
  await trap('perform pg_sleep(20)')
  const started = performance.now()
  expect(await masked('TIMEOUT')).toBe('TIMEOUT')
  const each = (performance.now() - started) / languages.length
  expect([each > 4_900, each < 19_000]).toEqual([true, true])
})

test('a lock that somebody else holds for longer than two seconds', { timeout: 30_000 }, async () => {
  await trap('perform pg_advisory_xact_lock(4711)')
  await other.query('begin; select pg_advisory_xact_lock(4711)')
  expect(await masked('CONFLICT')).toBe('CONFLICT')
  await other.query('rollback')
})

test('a deadlock', { timeout: 30_000 }, async () => {
  await trap('perform pg_advisory_xact_lock(1); perform pg_sleep(0.2); perform pg_advisory_xact_lock(2)')
  // so that the server's is the one that ends
  await other.query(`set deadlock_timeout = '10s'`)
  for (const [locale, accepted] of languages) {
    await other.query('begin; select pg_advisory_xact_lock(2)')
    const waiting = create(accepted)
    await expect.poll(async () => (await admin.query(`select 1 from pg_locks where locktype = 'advisory' and not granted and objid = 2`)).rowCount, { timeout: 5_000, interval: 20 }).toBe(1)
    await other.query('select pg_advisory_xact_lock(1)').catch(() => {})
    const answer = await waiting
    await other.query('rollback')
    expect(answer.body.errors[0].extensions).toEqual({ code: 'CONFLICT' })
    expectSentence(answer.body.errors[0].message, 'CONFLICT', locale)
    expectNothingTold(answer)
  }
})

test('the log tells what was wrong and where, and nobody’s data', async () => {
  await trap('null')
  const cookie = await cast.cookie(dealer), { secret: key } = await cast.do(dealer, 'createApiKey', { name: 'log', permissions: ['catalog:read'] }, 'secret')
  const wrongs = ['wrong password 0815', 'Hunter2Hunter2'], forged = `gx_0badcafe_${'Z'.repeat(43)}`, token = cookie.split('=')[1]!
  for (const password of [...wrongs, demoPassword]) await post(server, 'partner', { query: mutation('partner', 'signIn'), variables: { input: { clientMutationId: newId(), email: 'owner@rival.example', password } } })
  for (const bearer of [forged, key, `${key as string}x`, `${secret} ${forged}`]) await post(server, 'partner', { query: '{ viewer { id } }' }, { authorization: `Bearer ${bearer}` })
  for (const path of [`?token=${token}`, `?query={viewer{id}}&key=${forged}`]) await post(server, 'partner', '', { cookie, 'x-csrf': '' }, { method: 'GET', path })
  await post(server, 'partner', `{"query": "${wrongs[0]}`, { cookie })
  await post(server, 'partner', { query: `query ${'Q'.repeat(200)} { viewer { id } }`, variables: { password: wrongs[1] } }, { cookie })
  await fetch(`${server.url}/partner/files/quotes/1.pdf?key=${forged}`, { headers: { cookie } })
  // lines are written when their request has ended
  await expect.poll(() => log.length).toBeGreaterThan(30)
  const written = log.join('')
  for (const value of [secret, 'Kanarienvogel', ...wrongs, demoPassword, forged, key, token, 'owner@rival.example']) expect(written, value as string).not.toContain(value)
  // a log that is silent would pass, too
  const failures = log.flatMap((line) => line.trim().split('\n')).map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request failed')
  expect(failures.map(({ err }) => err.code)).toEqual(expect.arrayContaining(['22012', '42601', '42P01', 'P0001', '42501', '23514', '23502']))
  expect(failures.every(({ err }) => err.at.length > 0)).toBe(true)
})

test('every code that was told is one of the list', () => {
  expect(faults.filter(([, , code]) => !(errorCodes as readonly string[]).includes(code))).toEqual([])
})
