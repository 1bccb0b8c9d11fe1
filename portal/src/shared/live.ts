import { createClient, type RequestParams } from 'graphql-sse'
import { stringifyDocument, type SubscriptionForwarder } from 'urql'

type Result = Parameters<Parameters<ReturnType<SubscriptionForwarder>['subscribe']>[0]['next']>[0]

/** What the cache is told when events may have been missed: everything may be stale. */
export const MISSED = '*'
const missed: Result = { data: { recordChanged: { __typename: 'RecordChange', subjectType: MISSED, subjectId: MISSED, type: MISSED, at: '' } } }

/**
 * A subscription whose one SSE connection is shared by all tabs of this browser: browsers allow six connections per host,
 * so the tab that holds the lock listens and passes events on; when it closes, another tab gets the lock.
 */
export function sharedSubscriptions(url: string, headers: () => Record<string, string>): SubscriptionForwarder {
  return (request, operation) => ({
    subscribe(sink) {
      const stop = new AbortController()
      const channel = new BroadcastChannel(`guanxi-live:${url}`)
      channel.onmessage = (event: MessageEvent<Result>) => sink.next(event.data)
      const publish = (result: Result) => { channel.postMessage(result); sink.next(result) }
      // graphql-sse insists on the text, although the hash beside it would do.
      const whole = { ...request, query: stringifyDocument(operation.query) } as RequestParams
      void navigator.locks.request(`guanxi-live:${url}`, { signal: stop.signal }, () => listen(url, headers, whole, publish, stop.signal)).catch(() => {})
      return { unsubscribe() { stop.abort(); channel.close() } }
    },
  })
}

function listen(url: string, headers: () => Record<string, string>, request: RequestParams, publish: (result: Result) => void, stop: AbortSignal): Promise<void> {
  return new Promise((released) => {
    let before = false
    const connection = createClient({
      url, headers, credentials: 'same-origin', retryAttempts: Number.MAX_SAFE_INTEGER,
      retry: (attempt) => new Promise((ready) => setTimeout(ready, Math.min(30_000, 1000 * 2 ** attempt))),
      on: { connected: () => { if (before) publish(missed); before = true } },
    })
    // The server ends it when the access of whoever listens has ended: asking anew shows that.
    const done = () => { connection.dispose(); released() }
    stop.addEventListener('abort', done, { once: true })
    connection.subscribe(request, { next: (value) => publish(value as Result), error: done, complete: () => { if (!stop.aborted) publish(missed); done() } })
  })
}
