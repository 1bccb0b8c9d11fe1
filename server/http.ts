import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type DestinationStream, pino } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import sirv from 'sirv'
import { type Assumed, type Identified, Sessions, identifyKey } from './access/identify.ts'
import { Attempts } from './access/attempts.ts'
import { addressOf, networksOf } from './access/network.ts'
import { deviceToken, readCookie, sessionToken, setCookie, setDeviceCookie, setSessionCookie } from './access/session-cookie.ts'
import { type View, identifyView, viewCookie, viewCookieSeconds } from './access/view-as.ts'
import { isLoopback } from './boot/listening.ts'
import type { Settings } from './boot/settings.ts'
import { type Door, RequestContext } from './context.ts'
import { Gate } from './gate.ts'
import { graphqlDoor, persistedOperations } from './graphql.ts'
import { classify } from './kit/graphql-errors.ts'
import { bearerOf, refuse, sendJson } from './kit/http.ts'
import { listen, sternServer } from './kit/http-server.ts'
import { localeOf } from './kit/locale.ts'
import { logSink, loggable } from './kit/loggable.ts'
import { allow, securityHeaders } from './kit/security-headers.ts'
import { ReadSession } from './kit/session.ts'
import { noteOf } from './kit/request-counts.ts'
import { Hearing } from './kit/hearing.ts'
import { Vault } from './kit/vault.ts'
import { liveDoor } from './live.ts'
import { metricsHandler } from './metrics.ts'
import { headOf } from './audit/head.ts'
import { StatementLog, askedFor } from './kit/statement-log.ts'
import { startSealing } from './audit/seal.ts'
import { startJobs } from './jobs.ts'
import { type Mail, openMail } from './mail.ts'
import { oidcHandlers } from './people/oidc-routes.ts'
import { SingleSignOn } from './people/oidc.ts'
import { type Databases, poolOf } from './orm.ts'
import { filesOf } from './files.ts'
import { offerHandlers } from './offers/offer-routes.ts'
import { type Handler, router } from './access/router.ts'
import { schemaFor } from './schema.ts'
import type { Reach } from './webhooks/address.ts'
import { startSending } from './webhooks/sending.ts'

// beside the bundle in dist/server, or built from the sources; never the sources themselves, which have pages of the same names
const portalFolder = [join(import.meta.dirname, '../dist/portal'), join(import.meta.dirname, '../portal')].find((folder) => existsSync(join(folder, 'operations'))) ?? join(import.meta.dirname, '../dist/portal')
type AppAudience = 'crm' | 'partner'

export interface Serving { close(): Promise<void>; port: number; hearing: Hearing; mail: Mail }

/** Serves the apps and the API until closed. Without a clock it does no work but what somebody asked for. */
export async function serve({ settings, databases, adminUrl, sink = logSink(), clock = true }: { settings: Settings; databases: Databases; adminUrl: string; sink?: DestinationStream; clock?: boolean }): Promise<Serving> {
  const log = pino({ level: settings.logLevel, serializers: { err: loggable } }, sink)
  const secure = settings.publicUrl.startsWith('https:'), security = securityHeaders(secure)
  const pools = { crm: await poolOf(databases.staff), partner: await poolOf(databases.partner), system: await poolOf(databases.system) }
  const statements = new StatementLog(settings.slowMs ?? 500, log)
  for (const pool of Object.values(pools)) {
    statements.watch(pool)
    // the message alone: the error carries the whole client, its secrets too
    pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  }
  await pools.system.query(`insert into installation (key, value) values ('time_zone', to_jsonb($1::text)) on conflict (key) do update set value = excluded.value`, [settings.companyTimeZone])
  const vault = new Vault(settings.secret), attempts = new Attempts(pools.system, vault), proxies = networksOf(settings.trustedProxies)
  const singleSignOn = settings.oidc ? new SingleSignOn(settings.oidc, settings.publicUrl) : null
  const sessions = new Sessions(pools.system), keyUse = new RateLimiterMemory({ points: 600, duration: 60 })
  const orms = { crm: databases.staff, partner: databases.partner }
  const here = isLoopback(settings.host) && isLoopback(new URL(settings.publicUrl).hostname)
  const webhookReach: Reach = settings.webhookAllowPrivate ? 'intranet' : here ? 'computer' : 'internet'
  const gate = new Gate({ poolSize: settings.poolSize, secure, log, addressOf: (request) => addressOf(request, proxies) })
  const hearing = new Hearing(adminUrl, log)
  await hearing.open()
  const mail = openMail({ settings, system: pools.system, log })
  const sealing = startSealing({ pool: pools.system, secret: settings.secret, head: headOf(settings), log })
  const statics = existsSync(portalFolder) ? sirv(portalFolder, { etag: true, brotli: true, gzip: true, dev: settings.environment === 'development' }) : undefined

  async function identify(request: IncomingMessage, audience: AppAudience): Promise<(Identified & { view?: View }) | null> {
    const key = bearerOf(request)
    // whoever shows a key is who it belongs to, or nobody, whatever cookie comes with it
    if (key !== undefined) return identifyKey(pools.system, key, audience)
    // a look that is over is nobody's request, rather than suddenly the administrator's own
    const look = readCookie(request, viewCookie(audience), secure)
    if (look) return identifyView(pools.system, look, sessionToken(request, 'crm', secure), audience)
    const token = sessionToken(request, audience, secure)
    return token ? sessions.identify(token, audience) : null
  }

  /** Who asked with this cookie a moment ago. */
  function assume(request: IncomingMessage, audience: AppAudience): Assumed | undefined {
    const token = bearerOf(request) === undefined && !readCookie(request, viewCookie(audience), secure) ? sessionToken(request, audience, secure) : undefined
    return token ? sessions.assume(token, audience) : undefined
  }

  /** Seconds to wait when a key has asked too often; 0 when it may ask. */
  async function waitOf(keyId: string | null | undefined): Promise<number> {
    if (!keyId) return 0
    return keyUse.consume(keyId).then(() => 0, ({ msBeforeNext }: { msBeforeNext: number }) => Math.ceil(msBeforeNext / 1000))
  }

  async function contextOf(request: IncomingMessage, response: ServerResponse, audience: AppAudience, { counted = true, assumed }: { counted?: boolean; assumed?: Assumed | undefined } = {}): Promise<RequestContext> {
    const identified: (Identified & { view?: View }) | null = assumed ?? await identify(request, audience), note = noteOf(request)
    if (identified) gate.recognise(request, audience, identified.viewer.data.viewedBy ?? identified.viewer.userId)
    note.user = identified?.viewer.userId
    const retryAfter = (seconds: number) => void response.setHeader('retry-after', seconds)
    const wait = counted ? await waitOf(identified?.viewer.data.keyId) : 0
    if (wait) retryAfter(wait)
    // the reader's language is what the app shows right now; the person's own where a program asks
    const asked = request.headers['accept-language']
    const locale = asked ? localeOf(asked) : identified?.viewer.locale ?? 'en'
    const setViewCookie: Door['setViewCookie'] = (of, token) => setCookie(response, viewCookie(of), secure, token, viewCookieSeconds)
    if (!identified && !response.headersSent && readCookie(request, viewCookie(audience), secure)) setViewCookie(audience, null)
    const door: Door = {
      audience, sessionId: identified?.sessionId ?? null, address: addressOf(request, proxies), agent: String(request.headers['user-agent'] ?? ''), system: pools.system,
      setCookie: (token) => setSessionCookie(response, audience, secure, token), view: identified?.view ?? null, setViewCookie,
      readAs: (viewer) => new ReadSession(pools[viewer.audience === 'crm' ? 'crm' : 'partner'], viewer.settings), schemas, note, hearing, again: () => contextOf(request, response, audience, { counted: false }), proof: assumed?.proof ?? null,
      identify: async () => { const found = await identify(request, audience); return found && { ...found, viewer: found.viewer.in(locale) } },
      device: deviceToken(request, secure) ?? null, setDevice: (token) => setDeviceCookie(response, secure, token),
      refused: wait ? 'RATE_LIMITED' : bearerOf(request) !== undefined && !identified ? 'KEY_INVALID' : null, retryAfter, attempts, vault, singleSignOn: singleSignOn !== null, webhookReach,
    }
    return new RequestContext(identified?.viewer.in(locale) ?? null, locale, orms[audience], pools[audience], door)
  }

  const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
  const webhooks = startSending({ houses: { schemas, orms, pools }, vault, reach: webhookReach, log }, hearing)
  const jobs = await startJobs({ adminUrl, dataFolder: settings.dataFolder, databases, log, mail, webhooks, clock })
  const open = async (audience: AppAudience) => {
    const schema = schemas[audience]
    const documents = { persisted: persistedOperations(join(portalFolder, 'operations', `${audience}.json`)), only: settings.documents === 'persisted' }
    return {
      graphql: await graphqlDoor(schema, documents, log),
      live: liveDoor(schema, documents),
    }
  }
  const doors = { crm: await open('crm'), partner: await open('partner') }

  async function graphql(request: IncomingMessage, response: ServerResponse, audience: AppAudience): Promise<void> {
    // a cookie travels by itself, this header does not: what another site's page sends never counts
    if (!bearerOf(request) && ['GET', 'POST'].includes(request.method!) && !request.headers['x-csrf']) return refuse(response, localeOf(request.headers['accept-language']), 'CSRF')
    const streaming = String(request.headers.accept).includes('text/event-stream')
    const context = await contextOf(request, response, audience, { assumed: streaming ? undefined : assume(request, audience) })
    try {
      const { door, locale } = context
      if (door.refused) return refuse(response, locale, door.refused)
      if (streaming) {
        gate.listen(context.viewer?.userId, response)
        return await doors[audience].live(request, response, context)
      }
      await doors[audience].graphql.handle(request, response, context)
    } finally {
      await context.close()
    }
  }

  const absent = (request: IncomingMessage, response: ServerResponse) => refuse(response, localeOf(request.headers['accept-language']), 'NOT_FOUND')
  /** A file of the built portal; every address of an app that names no file is its page. */
  const page = (name?: string): Handler => ({ request, response, params }) => {
    if (!statics) return absent(request, response)
    if (name && !(params[0] ?? '').includes('.')) request.url = `/${name}.html`
    if (name) allow(response, 'page')
    // what is built is named after its content, pages are not
    response.setHeader('cache-control', name ? 'no-cache' : 'public, max-age=31536000, immutable')
    statics(request, response, () => { response.setHeader('cache-control', 'no-store'); absent(request, response) })
  }

  const route = router({
    '/': ({ response }) => void response.writeHead(302, { location: '/partner' }).end(),
    '/healthz': ({ response }) => health(response), '/metrics': metricsHandler({ settings, gate, pools, jobs, statements }),
    '/graphql/crm': ({ request, response }) => graphql(request, response, 'crm'),
    '/graphql/partner': ({ request, response }) => graphql(request, response, 'partner'),
    '/crm{/*}?': page('crm'), '/partner{/*}?': page('partner'), '/assets/*': page(),
    ...filesOf({ adminUrl, dataFolder: settings.dataFolder }), ...oidcHandlers({ singleSignOn, contextOf, secure, log }), ...offerHandlers({ source: { pool: pools.system, em: databases.staff.em }, vault, addressOf: (request) => addressOf(request, proxies) }), ...mail.handlers,
  }, (request, response, audience) => contextOf(request, response, audience))

  async function health(response: ServerResponse): Promise<void> {
    try {
      await pools.system.query('select 1')
      sendJson(response, 200, { status: 'ok' })
    } catch {
      sendJson(response, 503, { status: 'database unavailable', code: 'UNAVAILABLE' }, { 'retry-after': '5' })
    }
  }

  const server = sternServer((request, response) => {
    security(response)
    askedFor(noteOf(request), () => gate.pass(request, response, () => route(request, response))).then((answered) => { if (!answered) absent(request, response) }).catch((error: unknown) => {
      const { code, unexpected } = classify(error)
      if (unexpected) log.error({ err: error, url: request.url?.split('?')[0]!.replace(/^\/offers\/.*/, '/offers/…') }, 'request failed')
      noteOf(request).code = code
      if (!response.headersSent) refuse(response, localeOf(request.headers['accept-language']), code)
      else response.end()
    })
  })
  const listening = await listen(server, settings)
  return {
    port: listening.port, hearing, mail,
    async close() {
      gate.close()
      await listening.close()
      await Promise.all([hearing.close(), sealing.stop(), jobs.stop().then(() => mail.close()), webhooks.stop(), ...Object.values(doors).map((door) => door.graphql.stop())])
    },
  }
}
