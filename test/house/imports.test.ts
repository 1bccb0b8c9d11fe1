import { expect, it } from 'vitest'
import { code, importsOf, sources } from './source.ts'

/** The architecture: a room imports only from rooms before it. `boot` gives everybody its error for a wrong set-up. */
const rooms = ['boot', 'kit', 'access', 'people', 'partners', 'accounts', 'contacts', 'timeline', 'documents', 'catalog', 'currencies', 'pricing', 'approvals', 'specials', 'stock', 'configurator', 'carts', 'tax', 'quotes', 'orders', 'changes', 'returns', 'offers', 'effects', 'contracts', 'billing', 'payments', 'overview', 'audit', 'webhooks', 'backoffice', 'imports', 'demo']

/** Doors in the other direction, and why. */
const allowed: Record<string, RegExp> = {
  // the command line is an entry, as main.ts is: it starts work in any room
  'server/boot/commands.ts': /^server\//,
}

const roomOf = (file: string): string | undefined => /^server\/(\w+)\//.exec(file)?.[1]
const modules = sources('server', /\.ts$/)

it('knows every room', () => {
  expect([...new Set(modules.map(roomOf).filter((room) => room !== undefined))].sort()).toEqual([...rooms].sort())
})

it('has doors in one direction only', () => {
  const wrong = modules.flatMap((file) => {
    const from = roomOf(file)
    // what lies at the top – main.ts, http.ts, schema.ts – puts the rooms together
    if (!from) return []
    return importsOf(file).filter((target) => {
      if (target === 'server/context.ts' || allowed[file]?.test(target)) return false
      const to = roomOf(target)
      return to === undefined || rooms.indexOf(to) > rooms.indexOf(from)
    }).map((target) => `${file} → ${target}`)
  })
  expect(wrong).toEqual([])
})

it('has no business in the kit', () => {
  /** Words that the kit may say, and why. */
  const known: Record<string, string> = {
    'server/kit/event.ts': 'account: what decides who may see an event stands on it',
    'server/kit/money.ts': 'price: arithmetic has names for its parts',
  }
  const word = /\b(accounts?|contacts?|carts?|dealers?|products?|prices?|invoices?|stock|shipments?)(?=Id\b|\b)/i
  const wrong = sources('server/kit', /\.ts$/).flatMap((file) => {
    const found = word.exec(code(file))
    return found && !known[file]?.startsWith(found[1]!.replace(/s$/, '')) ? [`${file}: ${found[0]}`] : []
  })
  expect(wrong).toEqual([])
})
