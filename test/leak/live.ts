import http from 'node:http'
import type { Asker } from './asker.ts'
import { dump } from './fill.ts'
import { hiddenIn, placed } from './inspect.ts'
import { oracleFor } from './oracle.ts'
import type { Run } from './run.ts'

const subscription = 'subscription { recordChanged { __typename eventId type subjectType subjectId at } }'
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A stream that stays open and keeps what came. */
function listen(url: string, { app, headers }: Asker): { text(): string; close(): void } {
  let text = ''
  const request = http.request(`${url}/graphql/${app}`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', ...headers } }, (response) => response.on('data', (part: Buffer) => { text += part.toString() }))
  request.on('error', () => {})
  request.end(JSON.stringify({ query: subscription }))
  return { text: () => text, close: () => request.destroy() }
}

/**
 * Everybody listens while events of every owner happen: each hears of those that they may see, all of them, and of no other.
 * The events are written as the cast's are, so that there is one of each kind; what is sent out is decided by the server.
 */
export async function hear(run: Run, askers: Asker[]): Promise<number> {
  const { world } = run, [, { server, admin, wire }] = world.sides
  const streams = askers.map((asker) => ({ asker, stream: listen(server.url, asker) }))
  const open = askers.filter(({ viewer }) => viewer).length
  for (let tries = 0; server.listeners() < open && tries < 100; tries += 1) await wait(50)
  const { rows } = await admin.query(`insert into event select (jsonb_populate_record(null::event, to_jsonb(e) || jsonb_build_object('id', gen_random_uuid()) || kind.change)).*
    from (select distinct on (subject_type, partner_id, owner_id, seller_id, public) * from event) e,
      lateral (values ('{}'::jsonb), (jsonb_build_object('subject_type', 'account', 'type', 'account.updated', 'subject_id', e.account_id))) kind(change) returning id`)
  const made = rows.map(({ id }) => id as string), tables = { ...world.tables, event: (await dump(admin, ['event'])).event! }
  for (const { asker, stream } of streams) {
    const { allowed, rows: visible } = oracleFor(asker, tables, world.canaries, world.catalog), due = visible('event').map(({ id }) => id as string).filter((id) => made.includes(id))
    for (let tries = 0; due.some((id) => !stream.text().includes(id)) && tries < 100; tries += 1) await wait(50)
    const text = stream.text(), heard = made.filter((id) => text.includes(id)), ask = { text: subscription }
    run.tell(heard.filter((id) => !due.includes(id)).map((id) => ({ kind: 'hidden value' as const, asker, ask, what: `the event ${id}`, places: [] })))
    if (asker.viewer && heard.length < due.length) run.tell([{ kind: 'empty list', asker, ask, what: `${heard.length} of ${due.length} events arrived`, places: [] }])
    run.tell(hiddenIn(world, asker, ask, text).filter(([value]) => !allowed.has(value)).map(([value, place]) => ({ kind: 'hidden value' as const, asker, ask, what: `${value} is ${placed(place)}`, places: [place] })))
    const first = /data: (\{.*\})/.exec(text)?.[1]
    if (first) run.coverage.mark(asker, world.schemas[asker.app], subscription, (JSON.parse(first) as { data?: unknown }).data)
    wire.bytes += text.length
    stream.close()
  }
  return made.length
}
