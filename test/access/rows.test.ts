import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partnerRoles, staffRoles } from '../../server/access/matrix.ts'
import { policies } from '../../server/records.ts'
import { type Row, castTables } from '../support/cast.ts'
import { closedToDealers, closedToStaff, seenByDealer, seenByStaff } from '../support/expected.ts'
import { type Walls, openWalls } from '../support/walls.ts'

// Row policies alone: each person of the cast against every row of every table, in both directions, by SQL on their login role.
let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

const tables = castTables()
const people = tables.app_user!
const keys: Record<string, string[]> = {
  partner_terms: ['partner_id'], account_standing: ['account_id'], contact_note: ['contact_id'], account_contact: ['account_id', 'contact_id'], product_cost: ['product_id'], price_entry_cost: ['entry_id'], surcharge_cost: ['model_id'], list_price: ['product_id'],
  stock: ['product_id'], promotion_product: ['promotion_id', 'product_id'], promotion_category: ['promotion_id'], promotion_partner: ['promotion_id'], promotion_level: ['promotion_id'], promotion_country: ['promotion_id', 'country'], promotion_budget: ['promotion_id'], quote_version_internal: ['version_id'], order_change_internal: ['change_id'], quote_line_cost: ['line_id'], order_amount: ['order_id'], document_counter: ['scope', 'kind'],
  mutation_receipt: ['user_id'], installation: ['key'], audit_entry: ['row_key'], audit_block: ['number'],
}
/** The fingerprint of the policies is the server's own, and told when it changes. */
const ownWriting = ['installation policies', 'audit_entry policies']
const keyOf = (table: string) => keys[table] ?? ['id']
const named = (table: string, row: Row) => keyOf(table).map((column) => row[column] as string).join(' ')

describe.each([
  ['crm', 'staff', closedToStaff, seenByStaff],
  ['partner', 'partner', closedToDealers, seenByDealer],
] as const)('%s', (audience, role, closed, seenBy) => {
  const cast = people.filter((person) => person.audience === audience)

  it('has somebody in every role', () => {
    expect([...new Set(cast.map(({ roles }) => roles[0]))].sort()).toEqual([...(audience === 'crm' ? staffRoles : partnerRoles)].sort())
  })

  it.each(cast.map(({ email, id }) => [email, id]))('%s sees their rows, all of them and no others', async (_email, id) => {
    const viewer = await walls.viewer(id as string)
    const sees = seenBy({ viewer, tables })
    const answers = await walls.as(viewer, async (run) => {
      const found: Record<string, string[]> = {}
      for (const table of Object.keys(sees)) {
        const rows = await run(`select ${keyOf(table).join(', ')} from ${table}`)
        found[table] = rows.map((row) => named(table, row))
      }
      return found
    })
    const wrong = Object.entries(sees).flatMap(([table, visible]) => {
      const seen = answers[table]!.filter((key) => !ownWriting.includes(`${table} ${key}`)), expected = (tables[table] ?? []).filter(visible).map((row) => named(table, row))
      return [...seen.filter((key) => !expected.includes(key)).map((key) => `${table}: sees ${key}`), ...expected.filter((key) => !seen.includes(key)).map((key) => `${table}: misses ${key}`)]
    })
    expect(wrong).toEqual([])
  })

  it('may not even name the other tables', async () => {
    const viewer = await walls.viewer(cast[0]!.id as string)
    for (const table of closed) await expect(walls.as(viewer, (run) => run(`select 1 from ${table}`)), table).rejects.toThrow('permission denied')
  })

  it('compares every table there is', async () => {
    const compared = Object.keys(seenBy({ viewer: await walls.viewer(cast[0]!.id as string), tables }))
    expect([...compared, ...closed, 'permission_grant'].sort()).toEqual([...policies.map(({ table }) => table), 'migration'].sort())
  })

  it('shows nothing to a connection without a viewer', async () => {
    const everybodys = ['letterhead', 'letterhead_text', 'territory', 'program_level', 'category', 'product', 'list_price', 'stock', 'permission_grant', 'installation', 'app_user', 'document_counter', 'account_team_member', 'tax_rule']
    for (const { table, [role]: rule } of policies) {
      if (!rule || everybodys.includes(table)) continue
      expect((await walls.bare(role, `select count(*)::int as n from ${table}`))[0]!.n, table).toBe(0)
    }
  })
})

it('the cast is not empty-handed: each kind of row is somebody\'s and not everybody\'s', () => {
  for (const table of ['account', 'contact', 'quote', 'quote_version', 'sales_order', 'order_amount', 'event', 'cart']) expect(tables[table]!.length, table).toBeGreaterThan(2)
})
