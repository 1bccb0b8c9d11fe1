import { exposedNamed } from '../../server/kit/read/registry.ts'
import type { Asker } from './asker.ts'
import { type Place, findIn } from './canaries.ts'
import type { Coverage } from './coverage.ts'
import { type Answer, type Ask, wholeOf } from './door.ts'
import type { Question } from './systematic.ts'
import type { World } from './world.ts'

export type Kind = 'hidden value' | 'not yours differs from not there' | 'hidden difference' | 'foreign row changed' | 'empty list' | 'wrong count' | 'refused' | 'failure'
export interface Leak { kind: Kind; asker: Asker; ask: Ask; what: string; places: Place[] }

/** What of an answer is not the asker's: hidden values and ids that they did not send themselves. */
export function hiddenIn(world: World, asker: Asker, ask: Ask, text: string): [value: string, place: Place][] {
  const { allowed } = world.oracle(asker), sent = (ask.text + JSON.stringify(ask.variables ?? {})).toLowerCase()
  return [...findIn(text, world.canaries)].filter(([value, { table, column }]) => !allowed.has(value) && !sent.includes(value.toLowerCase()) && !(summing.test(ask.text) && summed.includes(`${table}.${column}`)))
}

/** What a promotion has brought is told to whoever runs it (promotion:result): sums of lines that they don't see, and of one line the sum is the line. */
export const summing = /\bpromotionResult\(/
const summed = ['order_line.amount', 'promotion_use.amount']

export const placed = ({ table, column, key }: Place) => `${table}.${column} of ${key}`

export function inspect(world: World, coverage: Coverage, asker: Asker, question: Question, answer: Answer): Leak[] {
  const leak = (kind: Kind, what: string, places: Place[] = []): Leak => ({ kind, asker, ask: { text: question.text, variables: question.variables }, what, places })
  const found = hiddenIn(world, asker, question, wholeOf(answer)).map(([value, place]) => leak('hidden value', `${value} is ${placed(place)}`, [place]))
  const parsed = json(answer)
  if (!parsed) return [...found, leak('failure', `status ${answer.status}: ${answer.body.toString().slice(0, 300)}`)]
  coverage.mark(asker, world.schemas[asker.app], question.text, parsed.data)
  for (const error of parsed.errors ?? []) if (unexpected.includes(error.extensions?.code) && !(question.excessive && error.extensions.code === 'TOO_COMPLEX')) found.push(leak('failure', `${error.extensions.code} at ${error.path?.join('.')}: ${error.message}`))
  const { lists } = question, value = lists && exposedNamed(lists.type) ? parsed.data?.[lists.field] : undefined
  if (lists && (Array.isArray(value) || value?.nodes)) {
    const rows = rowsOf(world, asker, lists.field, lists.type), got = Array.isArray(value) ? value.length : value.totalCount?.value
    if (rows > 0 && (Array.isArray(value) ? value : value.nodes).length === 0) found.push(leak('empty list', `${lists.field} is empty, and ${rows} rows of it are the asker's`))
    // the trail grows by what this run does itself: a key at work, a sign-in
    else if (!Array.isArray(value) && (lists.type === 'AuditEntry' ? got < rows : got !== rows)) found.push(leak('wrong count', `${lists.field} counts ${got}, and ${rows} rows are the asker's`))
  }
  // beside a cursor, a page is not the whole list
  return [...found, ...(/\b(after|before):/.test(question.text) ? [] : miscounts(parsed.data)).map((what) => leak('wrong count', what))]
}

/** Codes that no question of ours should bring: what they hide was not looked at. */
const unexpected = ['INTERNAL', 'TIMEOUT', 'UNAVAILABLE', 'TOO_COMPLEX', 'CONFLICT']
export const json = (answer: Answer): { data?: any; errors?: any[] } | null => { try { return JSON.parse(answer.body.toString()) } catch { return null } }

/** Root lists that are meant to hold less than what one may see elsewhere. */
const narrower: Record<string, (asker: Asker, row: Record<string, unknown>) => boolean> = {
  'crm priceListEntries': () => false, // of one list, which the question names
  'partner users': ({ viewer }, row) => row.partner_id === viewer!.partnerId,
}
function rowsOf(world: World, asker: Asker, field: string, type: string): number {
  const record = exposedNamed(type)
  return record ? world.oracle(asker).rows(record.table).filter((row) => narrower[`${asker.app} ${field}`]?.(asker, row) ?? true).length : 0
}

/** Whole lists whose count is not that of their rows. */
function miscounts(value: any, path: string[] = []): string[] {
  if (value === null || typeof value !== 'object') return []
  const own: string[] = []
  if (value.totalCount?.exact && typeof value.totalCount.value === 'number' && value.nodes && value.pageInfo?.hasNextPage === false && value.pageInfo.hasPreviousPage === false && value.totalCount.value !== value.nodes.length)
    own.push(`${path.join('.')} counts ${value.totalCount.value}, and has ${value.nodes.length}`)
  return [...own, ...Object.entries(value).flatMap(([key, one]) => miscounts(one, [...path, key]))]
}

/** Ids and moments that an answer has just made: the server's ids begin with their moment. */
const fresh = (text: string): string => {
  const now = Date.now(), lately = (moment: number) => moment <= now + 60_000 && moment > now - 600_000
  return text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => (lately(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) ? '@made' : id))
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(?:Z|\+00:00)/g, (moment) => (lately(Date.parse(moment)) ? '@now' : moment))
}

/** Two answers are alike once what each was asked for, and has made, is taken out. */
export function alike(a: Answer, own: string[], b: Answer, values: string[]): boolean {
  const plain = (answer: Answer, of: string[]) => fresh(of.reduce((text, value) => text.replaceAll(value, '@'), wholeOf({ ...answer, headers: { ...answer.headers, 'content-length': '' } })))
  return plain(a, own) === plain(b, values)
}
