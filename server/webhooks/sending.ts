import type { Hearing } from '../kit/hearing.ts'
import { type Delivering, deliverNext, forgetDeliveries } from './deliver.ts'
import { fanOut } from './fan-out.ts'

export interface Webhooks {
  /** Sends what is due, and goes on by itself with what will be. */
  wake(): void
  forget(): Promise<number>
  stop(): Promise<void>
}

/** Attempts at once at one receiver, so that a slow one holds up nothing but itself. */
const perWebhook = 4
/** Milliseconds in which events that come together are looked at together. */
const together = 50
/** What is due later than this, the job of every minute finds. */
const longestWait = 60_000

// what waits behind something of the same record is not due before it
const due = `select d.webhook_id as id, (extract(epoch from min(d.next_attempt_at) - now()) * 1000)::float8 as wait from webhook_delivery d where d.state = 'Waiting'
  and not exists (select 1 from webhook_delivery e where e.webhook_id = d.webhook_id and e.subject_id = d.subject_id and e.state = 'Waiting' and e.position < d.position) group by 1`

/** Sends events to webhooks for as long as the server runs. All it knows is in the database: killed at any moment, it loses nothing. */
export function startSending(given: Omit<Delivering, 'stopping' | 'inTurn'>, hearing: Hearing): Webhooks {
  const { log, houses } = given, stop = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()
  const delivering: Delivering = {
    ...given, stopping: stop.signal,
    inTurn(work) {
      const done = turn.then(work)
      turn = done.catch(() => undefined)
      return done
    },
  }
  const lanes = new Map<string, Set<Promise<void>>>()
  let timer: NodeJS.Timeout | undefined, looking: Promise<void> | undefined, again = false

  const later = (milliseconds: number) => {
    clearTimeout(timer)
    if (!stop.signal.aborted) timer = setTimeout(wake, milliseconds).unref()
  }
  function wake(): void {
    if (stop.signal.aborted) return
    again = looking !== undefined
    looking ??= look().catch((error: unknown) => log.warn({ err: error }, 'webhooks wait')).finally(() => { looking = undefined; if (again) wake() })
  }

  async function look(): Promise<void> {
    while (await fanOut(houses)) if (stop.signal.aborted) return
    const { rows } = await houses.pools.system.query<{ id: string; wait: number }>(due)
    const next = rows.filter(({ wait }) => wait > 0).map(({ wait }) => wait)
    for (const { id, wait } of rows) if (wait <= 0) open(id)
    if (next.length) later(Math.min(...next, longestWait) + together)
  }

  /** Opens as many lanes to a receiver as it may have. Each ends when nothing is due for it. */
  function open(id: string): void {
    const of = lanes.get(id) ?? new Set()
    lanes.set(id, of)
    while (of.size < perWebhook) {
      const lane: Promise<void> = work(id).finally(() => { of.delete(lane); if (!of.size) { lanes.delete(id); later(together) } })
      of.add(lane)
    }
  }
  async function work(id: string): Promise<void> {
    try {
      while (!stop.signal.aborted && await deliverNext(delivering, id));
    } catch (error) {
      log.warn({ err: error, webhook: id }, 'a webhook waits')
    }
  }

  const heard = () => later(together)
  hearing.on('webhook', heard)
  later(0)
  return {
    wake, forget: () => forgetDeliveries(houses.pools.system),
    async stop() {
      stop.abort()
      clearTimeout(timer)
      hearing.off('webhook', heard)
      await Promise.all([looking, ...[...lanes.values()].flatMap((of) => [...of])])
    },
  }
}
