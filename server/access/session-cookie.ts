import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Audience } from '../kit/read/registry.ts'
import { cookieOf } from '../kit/http.ts'

const days = 30
/** Sessions last this long from sign-in. */
export const sessionSeconds = days * 24 * 3600

/** `__Host-` binds the cookie to the host and to https; browsers refuse it on plain http, where only localhost is served. */
const nameOf = (audience: Audience, secure: boolean): string => `${secure ? '__Host-' : ''}guanxi-${audience}`

export const sessionToken = (request: IncomingMessage, audience: Audience, secure: boolean): string | undefined => cookieOf(request, nameOf(audience, secure))

/** Sets the session's cookie, or clears it with null. One per audience: a browser may hold a staff and a dealer session at once. */
export function setSessionCookie(response: ServerResponse, audience: Audience, secure: boolean, token: string | null): void {
  response.setHeader('set-cookie', `${nameOf(audience, secure)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${token ? sessionSeconds : 0}${secure ? '; Secure' : ''}`)
}
