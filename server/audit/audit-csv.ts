import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import type { Asked } from '../access/router.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { type SqlScope, exposed } from '../kit/read/registry.ts'
import { AuditEntry } from './audit-entry.ts'
import type { AuditChange } from './changes.ts'

const columns = ['number', 'at', 'actor', 'channel', 'viewedBy', 'key', 'operation', 'action', 'recordType', 'recordId', 'recordName', 'part', 'changes', 'data', 'sealed', 'transaction']
const atOnce = 500

/** The trail's own filters, from the address: each word may stand several times. */
function filterOf(query: URLSearchParams): Record<string, unknown> {
  const lists = ['actorId', 'recordType', 'recordId', 'action', 'channel'].flatMap((name) => (query.has(name) ? [[name, query.getAll(name)] as const] : []))
  for (const [name, values] of lists) if (name.endsWith('Id') && !values.every(isId)) throw new UserError('BAD_USER_INPUT', [name])
  const at = { gte: momentOf(query, 'from'), lte: momentOf(query, 'to') }
  return { ...Object.fromEntries(lists), ...(at.gte || at.lte ? { at } : {}) }
}

function momentOf(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name)
  if (text && Number.isNaN(Date.parse(text))) throw new UserError('BAD_USER_INPUT', [name])
  return text ? new Date(text).toISOString() : undefined
}

async function* entries({ run, me }: RequestContext, filter: Record<string, unknown>): AsyncGenerator<Record<string, unknown>> {
  const { filters, fields } = exposed(AuditEntry)
  for (let before: unknown = null; ;) {
    const values: unknown[] = [before], scope: SqlScope = { viewer: me, param: (value) => `$${values.push(value)}` }
    const value = (name: string): string => { const { planned } = fields.get(name)!; return planned.kind === 'sql' ? planned.sql('e', scope, {}) : 'null' }
    const conditions = Object.entries(filter).map(([name, wanted]) => filters.get(name)!.sql('e', wanted, scope))
    const rows = await run(`select e.number, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, coalesce((select u.name from app_user u where u.id = e.actor_id), e.actor_name) as actor, e.channel,
        (select u.name from app_user u where u.id = e.viewed_by) as "viewedBy", (select k.name from api_key k where k.id = e.key_id) as key, e.operation, e.action, e.record_type as "recordType", e.record_id as "recordId",
        ${['recordName', 'part', 'changes', 'sealed', 'transaction'].map((name) => `${value(name)} as "${name}"`).join(', ')}, e.data::text as data
      from audit_entry e where ${['($1::bigint is null or e.number < $1::bigint)', ...conditions].join(' and ')} order by e.number desc limit ${atOnce}`, values)
    for (const row of rows) yield { ...row, changes: (row.changes as AuditChange[]).map(told).join('; ') }
    if (rows.length < atOnce) return
    before = rows.at(-1)!.number
  }
}

const told = ({ field, old, new: after, erased }: AuditChange): string => (erased ? `${field}: erased` : `${field}: ${old ?? '–'} → ${after ?? '–'}`)

/** Sends what the trail's filters leave as CSV, latest first, as the reader may see it; that they took it is told in the trail. */
export async function auditCsv({ context, query, response }: Asked): Promise<void> {
  const { data: { id, channel, keyId, viewedBy } } = context.me
  const filter = filterOf(query)
  await context.door.system.query(`select app.audit_act_as($1, $2, 'export', 'audit', null, $3, $4, $5)`, [id, channel, JSON.stringify(filter), keyId ?? null, viewedBy ?? null])
  response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="audit.csv"', 'x-content-type-options': 'nosniff' })
  // what a spreadsheet would run as a formula is text; the mark lets it read Chinese
  const csv = stringify({ header: true, columns, bom: true, escape_formulas: true, cast: { boolean: String } })
  await pipeline(Readable.from(entries(context, filter)), csv, response).catch((error: { code?: string }) => {
    // who stops reading half-way
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}
