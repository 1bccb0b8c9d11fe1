import { afterAll, beforeAll, expect, it } from 'vitest'
import { Viewer } from '../../server/access/viewer.ts'
import type { Asked } from '../../server/access/router.ts'
import { Account } from '../../server/accounts/account.ts'
import { Category } from '../../server/catalog/category.ts'
import { fileHandlers } from '../../server/files.ts'
import { UserError } from '../../server/kit/errors.ts'
import { type Audience, exposed } from '../../server/kit/read/registry.ts'
import { Quote } from '../../server/quotes/quote.ts'
import { quotePdf } from '../../server/quotes/quote-pdf.ts'
import type { Asker } from './asker.ts'
import { askRoutes } from './files.ts'
import type { Leak } from './inspect.ts'
import { smallest } from './report.ts'
import { Run, systematic } from './run.ts'
import { holdTwin } from './twin.ts'
import { type World, openWorld } from './world.ts'

// The leak test is itself tested: each fault, planted in a running product, is found by what finds faults that nobody planted.

let world: World
const pdf = '/partner/files/quotes/:id.pdf'
const sees = exposed(Account).fields.get('lastActivityAt')!.audiences as Audience[]
beforeAll(async () => {
  // both are read when a server starts
  sees.push('partner')
  fileHandlers[pdf] = (asked: Asked) => quotePdf({ ...asked, context: Object.create(asked.context, { run: { value: async (sql: string, values: unknown[]) => (await world.sides[0].admin.query(sql, values)).rows } }) })
  world = await openWorld()
})
afterAll(async () => {
  sees.pop()
  fileHandlers[pdf] = quotePdf
  await world.close()
})

const asker = (name: string): Asker => world.askers.find((one) => one.name.endsWith(name) && one.viewer && !one.name.includes('key'))!
const both = async (sql: string) => { for (const { admin } of world.sides) await admin.query(sql) }

/** A short run as one asker. */
async function found(as: Asker, differs = false): Promise<{ run: Run; leaks: Leak[] }> {
  const run = new Run(world, 7)
  if (differs) await holdTwin(world, as, 7)
  await run.all(as, systematic(run, as, { steps: 0 }), (question) => (differs ? run.compare(as, question) : run.ask(as, question)))
  return { run, leaks: run.leaks }
}
const of = (leaks: Leak[], column: string) => leaks.filter(({ kind, places }) => kind === 'hidden value' && places.some((place) => `${place.table}.${place.column}` === column))

it('a policy that was dropped', async () => {
  await both('alter table contact disable row level security')
  try {
    const { run, leaks } = await found(asker('seller@northstar.example'))
    const [leak] = of(leaks, 'contact.email')
    expect(leak).toBeDefined()
    const text = await smallest(run, leak!)
    expect(text.replace(/\s+/g, ' ')).toMatch(/^\{ contacts? ?(\([^)]*\))? \{ nodes \{ email \} \} \}$/)
  } finally {
    await both('alter table contact enable row level security')
  }
}, 120_000)

it('a field that became visible to dealers', async () => {
  const { leaks } = await found(asker('owner@northstar.example'))
  expect(of(leaks, 'account.last_activity_at')).not.toEqual([])
}, 120_000)

it('a field that shield refuses and that is passed through with its record', async () => {
  const field = exposed(Quote).fields.get('marginPercent')!, { permission } = field, { can } = Viewer.prototype
  // the plan no longer asks for it, and neither does shield
  delete field.permission
  Viewer.prototype.can = function (this: Viewer, asked: string) { return asked === 'margin:read' || can.call(this, asked) }
  try {
    const { leaks } = await found(asker('desk@guanxi.example'), true)
    expect(leaks.filter(({ kind, ask }) => kind === 'hidden difference' && ask.text.includes('marginPercent'))).not.toEqual([])
  } finally {
    field.permission = permission!
    Viewer.prototype.can = can
  }
}, 240_000)

it('a count over the rows of everybody', async () => {
  await both('create function app.leak_count() returns int language sql stable security definer as $$ select count(*)::int from quote $$')
  const { planned } = exposed(Category).fields.get('productCount')!
  const was = (planned as { sql: unknown }).sql
  Object.assign(planned, { sql: () => 'app.leak_count()' })
  try {
    const { leaks } = await found(asker('buyer@rival.example'), true)
    expect(leaks.filter(({ kind, ask }) => kind === 'hidden difference' && ask.text.includes('productCount'))).not.toEqual([])
  } finally {
    Object.assign(planned, { sql: was })
    await both('drop function app.leak_count()')
  }
}, 120_000)

it('a value in the text of an error', async () => {
  const filter = exposed(Quote).filters.get('search')!, { sql } = filter, as = asker('owner@northstar.example')
  const secret = world.oracle(as).hidden('quote')[0]!.number as string
  filter.sql = () => { throw new UserError('BAD_USER_INPUT', ['filter', secret]) }
  try {
    expect(of((await found(as)).leaks, 'quote.number')).not.toEqual([])
  } finally {
    filter.sql = sql
  }
}, 120_000)

it('a PDF of a quote that is not theirs', async () => {
  const as = asker('owner@northstar.example'), run = new Run(world, 7)
  await askRoutes(run, as)
  expect(of(run.leaks, 'quote_version.note').concat(of(run.leaks, 'quote_line.description'))).not.toEqual([])
}, 120_000)
