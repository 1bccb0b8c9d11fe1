import { afterAll, beforeAll, expect, it } from 'vitest'
import { castTables } from '../support/cast.ts'
import { type Walls, openWalls } from '../support/walls.ts'

const people = castTables().app_user!
let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

/** What the lists hold rows against, written the long way. */
const buyer = (row: string) => `|| ' ' || coalesce((select a.name_key from account a where a.id = ${row}.account_id), '') || ' ' || coalesce((select lower(p.name) from partner p where p.id = ${row}.partner_id), '')`
const texts: Record<string, string> = { account: 'r.search', contact: 'r.search', product: 'r.search', quote: `r.search ${buyer('r')}`, sales_order: `r.search ${buyer('r')}`, invoice: `r.search ${buyer('r')}`, payment: 'r.search', bank_line: 'r.search' }
const staffOnly = ['bank_line']
const words = [['%o%'], ['%1%'], ['%north%'], ['%no%', '%1%'], ['%zzz%']]

it.each(people.map(({ email, id }) => [email, id]))('%s finds by words what they see, and is led to nothing else', async (_email, id) => {
  const viewer = await walls.viewer(id as string)
  await walls.as(viewer, async (run) => {
    for (const [table, text] of Object.entries(texts)) for (const patterns of viewer.audience === 'partner' && staffOnly.includes(table) ? [] : words) {
      const visible = new Set((await run(`select id from ${table}`)).map((row) => row.id as string))
      const matching = (await run(`select id from ${table} r where (${text}) like all ($1::text[])`, [patterns])).map((row) => row.id as string)
      const [one] = await run(`select app.found_${table}($1::text[], false) as ids`, [patterns])
      const found = one!.ids as string[] | null
      expect((found ?? []).filter((row) => !visible.has(row)), `${table} ${patterns.join()}: led to what is hidden`).toEqual([])
      expect(found, `${table} ${patterns.join()}: passed by`).not.toBeNull()
      expect(matching.filter((match) => !found!.includes(match)), `${table} ${patterns.join()}: not found`).toEqual([])
    }
  })
})

it('a pattern that fails only where it fits tells nothing of what is hidden', async () => {
  const rival = people.find(({ email }) => email === 'owner@rival.example')!
  const viewer = await walls.viewer(rival.id as string), all = (await walls.bare('system', 'select id, search from account')).map((row) => [row.id, row.search] as [string, string])
  await walls.as(viewer, async (run) => {
    const visible = new Set((await run('select id from account')).map((row) => row.id as string)), hidden = all.filter(([id]) => !visible.has(id))
    expect(hidden.length).toBeGreaterThan(0)
    // so that rows are held against the words first, as where the index of words leads to them
    await run(`select set_config('enable_indexscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_indexonlyscan', 'off', true)`)
    for (const [, text] of hidden) for (const ending of ['\\', '\\\\\\']) for (const cut of [true, false]) {
      const [one] = await run(`select app.found_quote($1::text[], $2) as ids`, [[`%${text.slice(0, 8)}${ending}`], cut])
      expect(one!.ids ?? []).toEqual([])
    }
  })
})
