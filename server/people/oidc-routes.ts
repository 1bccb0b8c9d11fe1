import type { Logger } from 'pino'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handlers } from '../access/router.ts'
import { readCookie, setCookie } from '../access/session-cookie.ts'
import type { RequestContext } from '../context.ts'
import { type Away, type SingleSignOn, personOf } from './oidc.ts'
import { refusedIn } from './sign-in.ts'
import { startSession } from './start-session.ts'

type App = 'crm' | 'partner'
type ContextOf = (request: IncomingMessage, response: ServerResponse, audience: App) => Promise<RequestContext>
interface Parts { singleSignOn: SingleSignOn | null; contextOf: ContextOf; secure: boolean; log: Logger }

const awaySeconds = 10 * 60
/** Why signing in at the provider came to nothing, as the sign-in page is told. */
type Failure = 'failed' | 'unknown' | 'unavailable'

/** A page of this app, and of no other site: what is not one becomes the app's first page. */
export function pageOf(audience: App, to: string | null): string {
  const here = 'http://here', url = URL.parse(to ?? '', here)
  const inside = url?.origin === here && (url.pathname === `/${audience}` || url.pathname.startsWith(`/${audience}/`)) && !url.pathname.startsWith(`/${audience}/sign-in/`)
  return inside ? url.pathname + url.search : `/${audience}`
}

/** The way to the provider and back, for each app. */
export function oidcHandlers({ singleSignOn, contextOf, secure, log }: Parts): Handlers {
  const go = (response: ServerResponse, to: string) => void response.writeHead(302, { location: to, 'cache-control': 'no-store' }).end()
  const failed = (response: ServerResponse, audience: App, why: Failure) => go(response, `/${audience}?sign-in=${why}`)
  const cookie = (audience: App) => `oidc-${audience}`
  const place = (audience: App) => `away from ${audience}`

  const handlers = (audience: App): Handlers => ({
    [`/${audience}/sign-in/oidc`]: async ({ request, response, query }) => {
      if (!singleSignOn) return failed(response, audience, 'unavailable')
      const context = await contextOf(request, response, audience)
      try {
        const { url, away } = await singleSignOn.begin(audience, pageOf(audience, query.get('to')), Date.now() + awaySeconds * 1000)
        setCookie(response, cookie(audience), secure, context.door.vault.seal(JSON.stringify(away), place(audience)).toString('base64url'), awaySeconds)
        go(response, url.href)
      } catch (error) {
        log.warn({ reason: (error as Error).message }, 'the sign-in provider could not be asked')
        failed(response, audience, 'unavailable')
      } finally {
        await context.close()
      }
    },
    [`/${audience}/sign-in/oidc/callback`]: async ({ request, response, query }) => {
      if (!singleSignOn) return failed(response, audience, 'unavailable')
      const context = await contextOf(request, response, audience), { door } = context
      try {
        const kept = readCookie(request, cookie(audience), secure)
        // once: a second return is not one that was waited for
        setCookie(response, cookie(audience), secure, null, 0)
        const opened = kept ? door.vault.open(Buffer.from(kept, 'base64url'), place(audience)) : null
        const away = opened === null ? null : JSON.parse(opened) as Away
        if (!away || away.until < Date.now()) return failed(response, audience, 'failed')
        const viewer = await personOf(door.system, audience, await singleSignOn.complete(audience, query, away))
        if (!viewer) {
          await refusedIn(context, null, 'provider')
          return failed(response, audience, 'unknown')
        }
        await startSession(context, viewer)
        go(response, away.to)
      } catch (error) {
        // the reason alone: an answer of the provider may hold tokens
        log.warn({ reason: (error as Error).message, code: (error as { code?: string }).code }, 'signing in at the provider failed')
        failed(response, audience, 'failed')
      } finally {
        await context.close()
      }
    },
  })
  return { ...handlers('crm'), ...handlers('partner') }
}
