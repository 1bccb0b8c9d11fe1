import { exposedNamed, exposedTypes } from '../../server/kit/read/registry.ts'
import type { Random } from '../../server/demo/kit/random.ts'
import { Mint } from './canaries.ts'
import type { Asker } from './asker.ts'
import type { World } from './world.ts'

/** Whose a value is: one that the asker sees, one that is hidden from them, or nobody's. */
export type Whose = 'own' | 'foreign' | 'absent'
export const absentId = '01900000-0000-7000-8000-00000000dead'
const absentAmount = '6999999.99'

const people = /^(owner|seller|user|representative|channelManager|approver|manager|actor|requestedBy)$/
const upper = (name: string) => name[0]!.toUpperCase() + name.slice(1)

/** The record that an argument means: `accountId` an account, `id` the type that the field is about; null when its name does not say. */
export function typeMeant(name: string, about: string): string | null {
  const word = name.replace(/Ids?$/, '')
  if (/^(id|ids|parent)$/.test(word)) return about
  if (people.test(word)) return 'User'
  if (word === 'line') return about === 'Order' ? 'OrderLine' : 'QuoteLine'
  if (word === 'subject' || word === 'record') return 'Account'
  return exposedNamed(upper(word)) ? upper(word) : exposedTypes().find(({ name: type }) => word.endsWith(type) || type.endsWith(upper(word)))?.name ?? (exposedNamed(about) ? about : null)
}

/** Values for arguments, drawn from what somebody sees and from what they don't. */
export class Values {
  private readonly seen: string[]
  private readonly unseen: string[]

  constructor(readonly world: World, readonly asker: Asker, readonly random: Random) {
    const { allowed } = world.oracle(asker)
    const all = [...world.canaries.keys()]
    this.seen = all.filter((value) => allowed.has(value))
    this.unseen = all.filter((value) => !allowed.has(value))
  }

  ids(type: string, whose: Whose): string[] {
    const record = exposedNamed(type), oracle = this.world.oracle(this.asker)
    if (whose === 'absent') return [absentId]
    if (!record) return []
    return (whose === 'own' ? oracle.rows(record.table) : oracle.hidden(record.table)).map(({ id }) => id as string).filter(Boolean)
  }

  /** A few of one's own that have, together, everything hanging on them that any has: each with the tables that it brings. */
  telling(type: string, most: number, all = false): { id: string; tables: Set<string> }[] {
    const oracle = this.world.oracle(this.asker), below = oracle.below(), found = new Set<string>(), picked: { id: string; tables: Set<string> }[] = []
    const candidates = this.random.some(this.ids(type, 'own'), 40).map((id) => ({ id, tables: below(id) }))
    if (all) return candidates
    while (picked.length < most) {
      const [best] = candidates.map((one) => ({ ...one, tables: new Set([...one.tables].filter((table) => !found.has(table))) })).sort((a, b) => b.tables.size - a.tables.size)
      if (!best || (picked.length && best.tables.size === 0)) break
      picked.push(best)
      for (const table of best.tables) found.add(table)
    }
    return picked
  }

  id(type: string | null, whose: Whose): string {
    const found = this.ids(type ?? 'Account', whose)
    return found.length ? this.random.pick(found) : absentId
  }

  private like(whose: Whose, pattern: RegExp, fallback: string): string {
    if (whose === 'absent') return fallback
    const found = (whose === 'own' ? this.seen : this.unseen).filter((value) => pattern.test(value))
    return found.length ? this.random.pick(found) : fallback
  }
  /** A text; where it is to be found, one that things are called by. */
  text(whose: Whose, name = ''): string {
    const wanted = /sku/i.test(name) ? 'product.sku' : /^(query|search)$/.test(name) ? 'account.name' : null
    const named = whose === 'own' && wanted ? this.seen.filter((value) => { const place = this.world.canaries.get(value)!; return `${place.table}.${place.column}` === wanted }) : []
    return named.length ? this.random.pick(named) : this.like(whose, /^cnry/, Mint.nowhere)
  }

  amount = (whose: Whose): string => this.like(whose, /^7\d{6}\./, absentAmount)
  /** Texts of one table that are hidden: those of others' rows, and what nobody tells of one's own. */
  hiddenTexts(table: string, most: number): string[] {
    const found = this.unseen.filter((value) => value.startsWith('cnry') && this.world.canaries.get(value)!.table === table)
    return this.random.some(found, most)
  }
}
