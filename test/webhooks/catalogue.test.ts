import { validate } from 'graphql'
import { expect, test } from 'vitest'
import { schemaFor } from '../../server/schema.ts'
import { documents } from '../../server/webhooks/content.ts'
import { canAskFor, dealerTypes, staffTypes, wants } from '../../server/webhooks/event-types.ts'
import { mostAttempts } from '../../server/webhooks/schedule.ts'
import { code, sources, text } from '../house/source.ts'

const events = JSON.parse(text('server/locales/en.json')).events as Record<string, Record<string, string>>
/** Records whose events no webhook tells, and why. */
const apart: Record<string, string> = { user: 'who signs in', key: 'with what', model: 'work on the catalogue that is not published yet', configuration: "somebody's own, until it is quoted", letterhead: "the house's own paper", template: 'as above' }
/** A word in a context (`canceled_rest`) is another wording of the same event. */
const all = Object.entries(events).flatMap(([word, verbs]) => Object.keys(verbs).filter((verb) => !verb.includes('_')).map((verb) => `${word}.${verb}`))

test('the closed list is what happens to business records, and nothing about who signs in', () => {
  expect([...staffTypes].sort()).toEqual(all.filter((type) => !apart[type.split('.')[0]!]).sort())
})

test('dealers may ask for what can be public', () => {
  // as verbs write it: the last argument says whether the dealer is told
  const written = sources('server', /\.ts$/).filter((file) => !file.startsWith('server/demo/')).flatMap((file) => [...code(file).matchAll(/\brecord\('([\w.]+)'(.*)$/gm)].map(([, type, rest]) => ({ type: type!, open: /, (true|[\w.]+ !== \S+)\)/.test(rest!) })))
  // by jobs, or under the name of their verb
  const elsewhere = ['quote.expired', 'contract.expired', ...['expired', 'nearlyUsed', 'usedUp'].map((verb) => `specialPrice.${verb}`), ...['submitted', 'approved', 'applied', 'rejected', 'withdrawn'].map((verb) => `orderChange.${verb}`), ...['approved', 'rejected', 'received', 'closed', 'canceled'].map((verb) => `return.${verb}`)]
  const open = [...written.filter(({ type, open }) => open && !apart[type.split('.')[0]!]).map(({ type }) => type), ...elsewhere]
  expect([...dealerTypes].sort()).toEqual([...new Set(open)].sort())
})

test('a wish is a type, all of a record, or everything', () => {
  expect(['order.placed', 'order.*', '*', 'order', 'order.', 'user.*', 'user.updated', 'order.released', 'stock.*'].filter((wish) => canAskFor('partner', wish))).toEqual(['order.placed', 'order.*', '*'])
  expect(['order.held', 'stock.*', 'user.*', 'key.created'].filter((wish) => canAskFor('crm', wish))).toEqual(['order.held', 'stock.*'])
  expect([wants(['*'], 'user.updated'), wants(['*'], 'stock.received'), wants(['order.*'], 'order.held'), wants(['order.placed'], 'order.held')]).toEqual([false, true, true, false])
})

test.each(['crm', 'partner'] as const)('what is asked of records is in the contract of %s', (audience) => {
  const schema = schemaFor(audience)
  // of what a dealer is told nothing, nothing is asked for one
  const told = Object.entries(documents).filter(([subject]) => audience === 'crm' || dealerTypes.some((type) => type.startsWith(`${subject}.`)))
  expect(told.length).toBeGreaterThan(3)
  expect(told.flatMap(([subject, document]) => validate(schema, document).map(({ message }) => `${subject}: ${message}`))).toEqual([])
})

test('the manual lists every type, in order, and for whom', () => {
  const rows = [...text('docs/webhooks.md').matchAll(/^\| `(\w+\.\w+)` \| (.+?) \| (.+?) \|$/gm)].map(([, type, who, what]) => [type, who, what])
  expect(rows).toEqual([...staffTypes].sort().map((type) => [type, dealerTypes.includes(type) ? 'staff and partners' : 'staff', expect.stringMatching(/\w/)]))
  expect(text('docs/webhooks.md')).toContain(`${mostAttempts} attempts`)
})
