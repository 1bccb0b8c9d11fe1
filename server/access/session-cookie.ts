import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Audience } from '../kit/read/registry.ts'
import { cookieOf } from '../kit/http.ts'

const day = 24 * 3600
/** Sessions last this long from sign-in. */
export const sessionSeconds = 30 * day
/** A session that nobody used for so long has ended. */
export const idleSeconds = 14 * day
/** A device that signed in within this time is known. */
export const deviceSeconds = 180 * day

/** `__Host-` binds the cookie to the host and to https; browsers refuse it on plain http, where only localhost is served. */
const named = (name: string, secure: boolean): string => `${secure ? '__Host-' : ''}guanxi-${name}`

export const sessionToken = (request: IncomingMessage, audience: Audience, secure: boolean): string | undefined => cookieOf(request, named(audience, secure))

/** The mark of a device that has signed in before; it opens nothing. */
export const deviceToken = (request: IncomingMessage, secure: boolean): string | undefined => cookieOf(request, named('device', secure))

/** Sets a cookie that no script and no other site's request reaches, or clears it with null. Besides others that the answer sets. */
export function setCookie(response: ServerResponse, name: string, secure: boolean, value: string | null, seconds: number): void {
  response.appendHeader('set-cookie', `${named(name, secure)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${value ? seconds : 0}${secure ? '; Secure' : ''}`)
}

/** The session's cookie is one per audience: a browser may hold a staff and a dealer session at once. */
export const setSessionCookie = (response: ServerResponse, audience: Audience, secure: boolean, token: string | null): void =>
  setCookie(response, audience, secure, token, sessionSeconds)

export const setDeviceCookie = (response: ServerResponse, secure: boolean, token: string): void => setCookie(response, 'device', secure, token, deviceSeconds)

export const readCookie = (request: IncomingMessage, name: string, secure: boolean): string | undefined => cookieOf(request, named(name, secure))
