import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Route, routes } from './routes.ts'
import type { RequestContext } from '../context.ts'
import { notFound, requestError } from '../kit/errors.ts'
import { addressAsked } from '../kit/http.ts'

/** What a handler is given: the request, the values of its path, and, where the route is an audience's, who asks. */
export interface Asked {
  request: IncomingMessage
  response: ServerResponse
  params: Record<string, string>
  query: URLSearchParams
  /** Set for the routes of an audience, `by field` ones excepted: whoever asks holds the route's permission. */
  context: RequestContext
}
export type Handler = (asked: Asked) => Promise<void> | void
export type Handlers = Record<string, Handler>

/** Answers requests by the table of routes. Returns false when no route fits. */
export function router(handlers: Handlers, contextOf: (request: IncomingMessage, response: ServerResponse, audience: 'crm' | 'partner') => Promise<RequestContext>) {
  const unknown = Object.keys(handlers).filter((path) => !routes.some((route) => route.path === path))
  if (unknown.length) throw new Error(`not in the table of routes: ${unknown.join(', ')}`)
  const table = routes.map((route) => {
    const handle = handlers[route.path]
    if (!handle) throw new Error(`${route.path} has no handler`)
    return { route, handle, pattern: new URLPattern({ pathname: route.path }) }
  })
  function* fitting(pathname: string) {
    for (const { route, handle, pattern } of table) {
      const match = pattern.exec({ pathname })
      if (match) yield { route, handle, params: match.pathname.groups as Record<string, string> }
    }
  }
  // patterns are slow, and most requests ask for a path that is one by itself
  const plain = new Map(routes.filter(({ path }) => !/[:*{}()?+\\]/.test(path)).map(({ path }) => [path, [...fitting(path)]]))
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = addressAsked(request)
    if (!url) return false
    for (const { route, handle, params } of plain.get(url.pathname) ?? fitting(url.pathname)) {
      if (route.method && route.method !== request.method && !(route.method === 'GET' && request.method === 'HEAD')) continue
      await answer(route, handle, { request, response, params, query: url.searchParams } as Asked)
      return true
    }
    return false
  }

  async function answer(route: Route, handle: Handler, asked: Asked): Promise<void> {
    if (route.audience === 'anyone' || route.permission === 'by field') return handle(asked)
    const context = await contextOf(asked.request, asked.response, route.audience)
    try {
      const { viewer, locale, door } = context
      if (!viewer || door.refused) throw requestError(door.refused ?? 'UNAUTHENTICATED', locale)
      // what they may not ask for does not exist, as for a record that is not theirs
      if (route.permission !== 'signed-in' && !viewer.can(route.permission)) throw notFound('id')
      if (viewer.data.viewedBy && (route.method !== 'GET' || route.act)) throw requestError('READ_ONLY', locale)
      await handle({ ...asked, context })
    } finally {
      await context.close()
    }
  }
}
