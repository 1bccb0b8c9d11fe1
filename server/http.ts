import { existsSync } from 'node:fs'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { join } from 'node:path'
import helmet from 'helmet'
import { pino } from 'pino'
import sirv from 'sirv'
import { type Identified, identifyKey, identifySession } from './access/identify.ts'
import { sessionToken, setSessionCookie } from './access/session-cookie.ts'
import type { Settings } from './boot/settings.ts'
import { type Door, RequestContext } from './context.ts'
import { graphqlDoor, persistedOperations } from './graphql.ts'
import { classify } from './kit/graphql-errors.ts'
import { sendJson } from './kit/http.ts'
import { localeOf, translate } from './kit/locale.ts'
import { Hearing } from './kit/hearing.ts'
import { liveDoor } from './live.ts'
import { startJobs } from './jobs.ts'
import { type Databases, poolOf } from './orm.ts'
import { fileHandlers } from './files.ts'
import { type Handler, router } from './access/router.ts'
import { schemaFor } from './schema.ts'

// beside the bundle in dist/server, or built from the sources; never the sources themselves, which have pages of the same names
const portalFolder = [join(import.meta.dirname, '../dist/portal'), join(import.meta.dirname, '../portal')].find((folder) => existsSync(join(folder, 'operations'))) ?? join(import.meta.dirname, '../dist/portal')
type AppAudience = 'crm' | 'partner'

const security = helmet({
  contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'", 'data:'], connectSrc: ["'self'"], objectSrc: ["'none'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null } },
  strictTransportSecurity: false,
})

export interface Serving { close(): Promise<void>; port: number; hearing: Hearing }

/** Serves the apps and the API until closed. */
export async function serve({ settings, databases, adminUrl }: { settings: Settings; databases: Databases; adminUrl: string }): Promise<Serving> {
  const log = pino({ level: settings.logLevel }, pino.destination({ sync: false }))
  const secure = settings.publicUrl.startsWith('https:')
  const pools = { crm: await poolOf(databases.staff), partner: await poolOf(databases.partner), system: await poolOf(databases.system) }
  // the message alone: the error carries the whole client, its secrets too
  for (const pool of Object.values(pools)) pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  await pools.system.query(`insert into installation (key, value) values ('time_zone', to_jsonb($1::text)) on conflict (key) do update set value = excluded.value`, [settings.companyTimeZone])
  const orms = { crm: databases.staff, partner: databases.partner }
  const hearing = new Hearing(adminUrl, log)
  await hearing.open()
  const jobs = await startJobs({ adminUrl, databases, log })
  const statics = existsSync(portalFolder) ? sirv(portalFolder, { etag: true, dev: settings.environment === 'development' }) : undefined

  async function identify(request: IncomingMessage, audience: AppAudience): Promise<Identified | null> {
    const [scheme, key] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() === 'bearer' && key) return identifyKey(pools.system, key, audience)
    const token = sessionToken(request, audience, secure)
    return token ? identifySession(pools.system, token, audience) : null
  }

  async function contextOf(request: IncomingMessage, response: ServerResponse, audience: AppAudience): Promise<RequestContext> {
    const identified = await identify(request, audience)
    // the reader's language is what the app shows right now; the person's own where a program asks
    const asked = request.headers['accept-language']
    const locale = asked ? localeOf(asked) : identified?.viewer.locale ?? 'en'
    const door: Door = {
      audience, sessionId: identified?.sessionId ?? null, address: request.socket.remoteAddress ?? '', agent: String(request.headers['user-agent'] ?? ''), system: pools.system,
      setCookie: (token) => setSessionCookie(response, audience, secure, token), hearing, again: () => contextOf(request, response, audience),
    }
    return new RequestContext(identified?.viewer.in(locale) ?? null, locale, orms[audience], pools[audience], door)
  }

  const open = async (audience: AppAudience) => {
    const schema = schemaFor(audience)
    const persisted = persistedOperations(join(portalFolder, 'operations', `${audience}.json`))
    return {
      graphql: await graphqlDoor(schema, persisted, log),
      live: liveDoor(schema, persisted, (request, response) => contextOf(request, response, audience)),
    }
  }
  const doors = { crm: await open('crm'), partner: await open('partner') }

  async function graphql(request: IncomingMessage, response: ServerResponse, audience: AppAudience): Promise<void> {
    // a cookie travels by itself, this header does not: what another site's page sends never counts
    if (!request.headers.authorization && request.method === 'POST' && !request.headers['x-csrf']) {
      const locale = localeOf(request.headers['accept-language'])
      return sendJson(response, 403, { errors: [{ message: translate(locale, 'errors.CSRF'), extensions: { code: 'CSRF' } }] })
    }
    if (String(request.headers.accept).includes('text/event-stream')) return doors[audience].live(request, response)
    const context = await contextOf(request, response, audience)
    try {
      await doors[audience].graphql.handle(request, response, context)
    } finally {
      await context.close()
    }
  }

  const absent = (response: ServerResponse) => sendJson(response, 404, { error: 'NOT_FOUND' })
  /** A file of the built portal; every address of an app that names no file is its page. */
  const page = (name?: string): Handler => ({ request, response, params }) => {
    if (!statics) return absent(response)
    if (name && !(params[0] ?? '').includes('.')) request.url = `/${name}.html`
    statics(request, response, () => absent(response))
  }

  const route = router({
    '/': ({ response }) => void response.writeHead(302, { location: '/partner' }).end(),
    '/healthz': ({ response }) => health(response),
    '/graphql/crm': ({ request, response }) => graphql(request, response, 'crm'),
    '/graphql/partner': ({ request, response }) => graphql(request, response, 'partner'),
    '/crm{/*}?': page('crm'), '/partner{/*}?': page('partner'), '/assets/*': page(),
    ...fileHandlers,
  }, contextOf)

  async function health(response: ServerResponse): Promise<void> {
    try {
      await pools.system.query('select 1')
      sendJson(response, 200, { status: 'ok' })
    } catch {
      sendJson(response, 503, { status: 'database unavailable' }, { 'retry-after': '5' })
    }
  }

  const server: Server = createServer((request, response) => {
    security(request, response, () => {
      route(request, response).then((answered) => { if (!answered) absent(response) }).catch((error: unknown) => {
        const { code, unexpected } = classify(error)
        if (unexpected) log.error({ err: error, url: request.url?.split('?')[0] }, 'request failed')
        const locale = localeOf(request.headers['accept-language'])
        if (!response.headersSent) sendJson(response, code === 'UNAVAILABLE' ? 503 : code === 'NOT_FOUND' ? 404 : 500, { errors: [{ message: translate(locale, `errors.${code}`), extensions: { code } }] }, { 'retry-after': '5' })
        else response.end()
      })
    })
  })
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(settings.port, settings.host, resolve) })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : settings.port, hearing,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await Promise.all([hearing.close(), jobs.stop(), ...Object.values(doors).map((door) => door.graphql.stop())])
    },
  }
}
