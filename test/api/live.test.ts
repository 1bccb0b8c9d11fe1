import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, type TestServer, appOf, startServer } from '../support/server.ts'
import { Cast } from './acting.ts'

const dealer = 'owner@northstar.example', rival = 'owner@rival.example', rep = 'rep@guanxi.example', vogt = 'vogt@guanxi.example'

let server: TestServer, cast: Cast
const open: Ear[] = []
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterEach(() => { for (const ear of open.splice(0)) ear.stop() })
afterAll(() => server.close())

interface Heard { type: string; subjectId: string; subjectType: string; at: string }

/** Listens as an app does. */
class Ear {
  readonly heard: Heard[] = []
  ended = false
  private readonly abort = new AbortController()

  static async open(email: string, app: App = appOf(email), as?: Record<string, string>): Promise<Ear> {
    const ear = new Ear()
    const response = await fetch(`${server.url}/graphql/${app}`, {
      method: 'POST', signal: ear.abort.signal, headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', ...(as ?? { cookie: await cast.cookie(email) }) },
      body: JSON.stringify({ query: 'subscription { recordChanged { type subjectId subjectType at } }' }),
    })
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) throw new Error(`no stream: ${await response.text()}`)
    void ear.listen(response)
    open.push(ear)
    // the stream is open before the server has begun to listen for it
    await new Promise((resolve) => setTimeout(resolve, 150))
    return ear
  }

  stop(): void {
    this.abort.abort()
  }

  private async listen(response: Response): Promise<void> {
    try {
      for await (const text of response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>)
        for (const [, data] of text.matchAll(/event: next\ndata: (.*)\n/g)) {
          const change = JSON.parse(data!).data?.recordChanged
          if (change) this.heard.push(change)
        }
    } catch { /* stopped */ }
    this.ended = true
  }

  of = (id: string): string[] => this.heard.filter(({ subjectId }) => subjectId === id).map(({ type }) => type)
}

test('each hears what they may see, within a second', async () => {
  const id = await cast.quote('Approved')
  const ears = { dealer: await Ear.open(dealer), rival: await Ear.open(rival), seller: await Ear.open('seller@northstar.example'), rep: await Ear.open(rep), vogt: await Ear.open(vogt), admin: await Ear.open('admin@guanxi.example') }
  await cast.do(rep, 'presentQuote', { id })
  await expect.poll(() => ears.dealer.of(id), { timeout: 1_000 }).toEqual(['quote.presented'])
  await expect.poll(() => [ears.rep.of(id), ears.admin.of(id)], { timeout: 1_000 }).toEqual([['quote.presented'], ['quote.presented']])
  await cast.do(rep, 'reviseQuote', { id })
  const { quote } = await cast.read(rep, `{ quote(id: "${id}") { version { revision } } }`)
  await cast.do(rep, 'editQuote', { id, revision: quote.version.revision, note: 'x' })
  await expect.poll(() => ears.rep.of(id), { timeout: 1_000 }).toEqual(['quote.presented', 'quote.revised', 'quote.edited'])
  // internal steps are staff's; another dealer, a colleague with rows of their own and a representative elsewhere hear nothing at all
  expect(ears.dealer.of(id)).toEqual(['quote.presented', 'quote.revised'])
  expect([ears.rival.heard, ears.seller.of(id), ears.vogt.of(id)]).toEqual([[], [], []])
})

test('a refused change is not heard of', async () => {
  const ear = await Ear.open(rep)
  const id = await cast.quote('Draft')
  await expect.poll(() => ear.of(id), { timeout: 1_000 }).toContain('quote.edited')
  const before = ear.heard.length
  expect(await cast.refusal(rep, 'presentQuote', { id })).toBe('ILLEGAL_MOVE')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(ear.heard).toHaveLength(before)
})

/** Who listens, and what ends it; nothing else happens meanwhile. */
const endings: [string, string, (id: string) => Promise<unknown>][] = [
  ['they are kept out', 'buyer@northstar.example', (id) => cast.do(dealer, 'deactivateUser', { id })],
  ['they sign out', 'seller@northstar.example', () => cast.do('seller@northstar.example', 'signOut', {})],
  ['their session is ended', 'kowalski@northstar.example', (id) => cast.rows('delete from session where user_id = ? returning 1', [id])],
  ['their partner is suspended', 'vertrieb@schwaben-cnc.example', async () => cast.do('admin@guanxi.example', 'suspendPartner', { id: (await cast.rows(`select id from partner where code = 'SCT'`))[0].id })],
  ['a colleague is kept out, of staff', 'desk@guanxi.example', (id) => cast.do('admin@guanxi.example', 'deactivateUser', { id })],
]
test.each(endings)('the stream ends within a second when %s', async (_what, email, end) => {
  const [{ id }] = await cast.rows('select id from app_user where email = ?', [email])
  const ears = { theirs: await Ear.open(email), other: await Ear.open(rival) }
  await end(id)
  await expect.poll(() => ears.theirs.ended, { timeout: 1_000 }).toBe(true)
  expect([ears.theirs.heard, ears.other.ended]).toEqual([[], false])
})

test('the stream of a key ends with the key', async () => {
  const { apiKey, secret } = await cast.do(rival, 'createApiKey', { name: 'Ear', permissions: ['order:read'] }, 'apiKey { id } secret')
  const ear = await Ear.open(rival, 'partner', { authorization: `Bearer ${secret}` })
  await cast.do(rival, 'revokeApiKey', { id: apiKey.id })
  await expect.poll(() => ear.ended, { timeout: 1_000 }).toBe(true)
})

test('who was kept out while the server did not hear is found when it hears again', async () => {
  const email = 'leitung@rheinwerk.example', ears = { theirs: await Ear.open(email), other: await Ear.open(rival) }
  const client = new pg.Client(server.database.adminUrl)
  await client.connect()
  await client.query('alter table session disable trigger session_ended')
  await client.query('delete from session where user_id = (select id from app_user where email = $1)', [email])
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guanxi live' and datname = current_database()`)
  await client.query('alter table session enable trigger session_ended')
  await client.end()
  await expect.poll(() => ears.theirs.ended, { timeout: 5_000 }).toBe(true)
  expect(ears.other.ended).toBe(false)
})

test('nobody listens without a session, nor runs anything but a subscription over a stream', async () => {
  const stream = async (query: string, cookie?: string) => {
    const response = await fetch(`${server.url}/graphql/partner`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', ...(cookie ? { cookie } : {}) }, body: JSON.stringify({ query }) })
    return { status: response.status, text: await response.text() }
  }
  const nobody = await stream('subscription { recordChanged { type } }')
  expect(nobody.text).toContain('UNAUTHENTICATED')
  const cookie = await cast.cookie(dealer)
  for (const query of ['{ quotes { nodes { id } } }', 'mutation { signOut(input: { clientMutationId: "x" }) { clientMutationId } }', '{', '', 'subscription { nothing }', 'subscription { recordChanged { type } recordChanged2: recordChanged { nothing } }']) {
    const { status, text } = await stream(query, cookie)
    expect(text, query).not.toMatch(/"nodes"|"clientMutationId"|Internal|INTERNAL|at Object|node_modules|Did you mean/)
    expect(status, query).toBeLessThan(500)
  }
  expect((await cast.read(dealer, '{ viewer { email } }')).viewer.email).toBe(dealer)
})

test('a server with listeners closes, and streams leave no connections behind', async () => {
  const busy = async () => (await cast.rows(`select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`))[0].n
  const ears = await Promise.all(Array.from({ length: 12 }, () => Ear.open(rival)))
  const id = (await cast.do(rival, 'createAccount', { name: 'Heard Ltd' }, 'account { id }')).account.id
  for (const ear of ears) await expect.poll(() => ear.of(id), { timeout: 2_000 }).toEqual(['account.created'])
  for (const ear of ears) ear.stop()
  await expect.poll(busy, { timeout: 2_000 }).toBe(0)
  // at once, not when the next event comes
  await expect.poll(server.listeners, { timeout: 2_000 }).toBe(0)
})
