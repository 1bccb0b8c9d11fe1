import { afterAll, beforeAll, expect, it } from 'vitest'
import { castTables } from '../support/cast.ts'
import { type Walls, openWalls } from '../support/walls.ts'

const people = castTables().app_user!
let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

/** What the lists hold rows against, written the long way. */
const buyer = (row: string) => `|| ' ' || coalesce((select a.name_key from account a where a.id = ${row}.account_id), '') || ' ' || coalesce((select lower(p.name) from partner p where p.id = ${row}.partner_id), '')`
const texts: Record<string, string> = { account: 'r.search', contact: 'r.search', product: 'r.search', quote: `r.search ${buyer('r')}`, sales_order: `r.search ${buyer('r')}` }
const words = [['%o%'], ['%1%'], ['%north%'], ['%no%', '%1%'], ['%zzz%']]

it.each(people.map(({ email, id }) => [email, id]))('%s finds by words what they see, and is led to nothing else', async (_email, id) => {
  const viewer = await walls.viewer(id as string)
  await walls.as(viewer, async (run) => {
    for (const [table, text] of Object.entries(texts)) for (const patterns of words) {
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
