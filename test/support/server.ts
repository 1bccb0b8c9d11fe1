import type { Email } from 'postal-mime'
import { type Serving, serve } from '../../server/http.ts'
import { seedDemo } from '../../server/demo/index.ts'
import { demoTemplate } from './demo.ts'
import { type TestDatabase, cloneDatabase } from './postgres.ts'

export type App = 'crm' | 'partner'
export interface Answered<Data = any> { data: Data | null; errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[] }

export interface TestServer {
  url: string
  database: TestDatabase
  /** How many streams listen to what happens. */
  listeners(): number
  /** Signs a member of the demo cast in, by their address, and returns their cookie; once per person. */
  signIn(email: string): Promise<string>
  /** The next sign-in of this person is a new one. */
  forget(email: string): void
  /** Asks an audience's endpoint; a null cookie is nobody. */
  gql<Data = any>(app: App, cookie: string | null, query: string, variables?: Record<string, unknown>): Promise<Answered<Data>>
  /** What the server sent to an address, the latest first. */
  mails(to: string): Email[]
  close(): Promise<void>
}

type Serve = Parameters<typeof serve>[0]
export const appOf = (email: string): App => (email.endsWith('@guanxi.example') ? 'crm' : 'partner')
export const demoPassword = 'guanxi-demo'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } viewer { id } } }'

/** Everybody of the demo company. */
export const demo = ({ adminUrl, secret }: TestDatabase): Promise<unknown> => seedDemo({ adminUrl, secret, log: () => {} })

/**
 * The real server on a free port, over a database of its own that `fill` fills; some of its settings can be others, and its log can be read.
 * Nothing happens by the clock: what a test counts is not moved by a job whose minute has come.
 * beforeAll(async () => { server = await startServer() }), afterAll(() => server.close()).
 */
export async function startServer(fill: (database: TestDatabase) => Promise<unknown> = demo, changed: Partial<Serve['settings']> = {}, sink?: Serve['sink']): Promise<TestServer> {
  const database = await (fill === demo ? cloneDatabase(4, await demoTemplate()) : cloneDatabase())
  let serving: Serving
  try {
    if (fill !== demo) await fill(database)
    serving = await serve({ settings: { ...testSettings(database), ...changed }, databases: database.databases, adminUrl: database.adminUrl, clock: false, ...(sink ? { sink } : {}) })
  } catch (error) {
    await database.close()
    throw error
  }
  const url = `http://127.0.0.1:${serving.port}`
  const cookies = new Map<string, string>()

  const post = (app: App, cookie: string | null, query: string, variables?: Record<string, unknown>) => fetch(`${url}/graphql/${app}`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', ...(cookie ? { cookie } : {}) }, body: JSON.stringify({ query, variables }),
  })

  return {
    url, database, listeners: () => serving.hearing.listenerCount('event'),
    async signIn(email) {
      const known = cookies.get(email)
      if (known) return known
      const response = await post(appOf(email), null, signIn, { input: { clientMutationId: crypto.randomUUID(), email, password: demoPassword } })
      const cookie = response.headers.get('set-cookie')?.split(';')[0]
      if (!cookie) throw new Error(`${email} could not sign in: ${await response.text()}`)
      cookies.set(email, cookie)
      return cookie
    },
    forget: (email) => void cookies.delete(email),
    gql: async (app, cookie, query, variables) => (await (await post(app, cookie, query, variables)).json()) as Answered<any>,
    mails: (to) => (serving.mail.mailbox?.mails ?? []).filter((received) => received.to === to).map(({ mail }) => mail),
    async close() {
      await serving.close()
      await database.close()
    },
  }
}

/** The settings of a server of the tests. */
export const testSettings = ({ adminUrl, secret }: TestDatabase): Parameters<typeof serve>[0]['settings'] => ({
  databaseUrl: adminUrl, port: 0, host: '127.0.0.1', secret, dataFolder: '/nowhere', seed: 'none', logLevel: 'silent', documents: 'any', poolSize: 4,
  publicUrl: 'http://localhost', trustedProxies: [], smtpUrl: undefined, mailFrom: 'Guanxi <guanxi@localhost>', companyTimeZone: 'Asia/Taipei', environment: 'test',
})
