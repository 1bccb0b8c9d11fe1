import { routes } from '../../server/access/routes.ts'
import { exposedTypes } from '../../server/kit/read/registry.ts'
import { act } from './acting.ts'
import { type Asker, canAs } from './asker.ts'
import type { Place } from './canaries.ts'
import { Chance } from './chance.ts'
import { apart, askRoutes } from './files.ts'
import { refill } from './fill.ts'
import { hear } from './live.ts'
import { hiddenIn, placed } from './inspect.ts'
import { type Run, representatives, systematic } from './run.ts'
import { fieldNeeds } from './told.ts'
import { holdTwin } from './twin.ts'
import type { World } from './world.ts'

export interface Extent {
  /** How many documents by chance each asker sends in a round. */
  documents: number
  /** How many rounds by chance there are, or until when they go on. */
  rounds?: number
  until?: number
  /** How many values each argument is tried with. */
  most?: number
  /** Everybody by every path; else those of whom most is hidden, and the others once over. */
  everybody?: boolean
}

const mostIsHidden = /^(representative rep@|channel_manager channel@|marketer|partner_administrator owner@\S+$|seller|everything of the owner)/

/** All that there is, by plan and by chance, as everybody. */
export async function campaign(run: Run, { documents, rounds = 0, until = 0, most = 1, everybody = false }: Extent, print: (line: string) => void = () => {}): Promise<void> {
  const { world } = run, some = representatives(world), sent = new Set<string>()
  for (const asker of some) {
    const started = Date.now()
    const deep = everybody || mostIsHidden.test(asker.name)
    if (deep) await holdTwin(world, asker, run.seed)
    await run.all(asker, systematic(run, asker, { most, steps: most }), (question) => (deep ? run.compare(asker, question) : run.ask(asker, question)))
    for (const path of await askRoutes(run, asker)) sent.add(path)
    await act(run, asker, { most })
    print(`${asker.name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
  }
  // the others of each role: once over, for what is theirs alone
  if (everybody) for (const asker of world.askers.filter((one) => !some.includes(one))) await run.all(asker, systematic(run, asker, { steps: 0 }))
  await refill(world.sides[1].admin, world.tables)
  await hear(run, world.askers)
  read(run)
  silent(run, sent)
  for (let round = 1; round <= rounds || Date.now() < until; round += 1) {
    for (const asker of some.filter(({ name }) => everybody || mostIsHidden.test(name))) {
      if (round > rounds && Date.now() > until) break
      await holdTwin(world, asker, run.seed + round)
      const chance = new Chance(run.writer(asker, 1000 * round), run.cursors)
      await run.all(asker, Array.from({ length: documents }, () => chance.next()), (question) => run.compare(asker, question))
    }
    print(`round ${round} by chance`)
  }
}

/** The mail that everybody got while all of this happened holds nothing that is hidden from who got it. It is for people, not for their keys. */
function read(run: Run): void {
  const { world } = run
  for (const asker of world.askers.filter(({ viewer }) => viewer && !viewer.data.keyPermissions)) {
    for (const mail of world.sides.flatMap(({ server }) => server.mails(asker.viewer!.data.email))) {
      run.letters += 1
      run.tell(hiddenIn(world, asker, { text: '' }, JSON.stringify(mail)).filter(([, place]) => !asked(world, asker, place)).map(([value, place]) => ({ kind: 'hidden value' as const, asker, ask: { text: '' }, what: `${value} is ${placed(place)}, in a mail`, places: [place] })))
    }
  }
}

/** Who decides on a special price is written to once it is submitted, as it is here: which it is, and whose, though it was none of theirs before. */
function asked({ tables }: World, asker: Asker, { table, key, column }: Place): boolean {
  const open = canAs(asker)('quote:approve') ? tables.special_price!.filter(({ state }) => ['Draft', 'Returned', 'Withdrawn'].includes(state as string)) : []
  return table === 'special_price' ? open.some(({ id }) => id === key) : table === 'partner' && column === 'name' && open.some(({ partner_id }) => partner_id === key)
}

/** What sent nothing to anybody was not looked at. */
function silent(run: Run, sent: Set<string>): void {
  const [asker] = run.world.askers, tell = (what: string) => run.tell([{ kind: 'empty list', asker: asker!, ask: { text: '' }, what, places: [] }])
  for (const { path, permission } of routes) if (path.includes(':id') && permission !== 'by field' && !(path in apart) && !sent.has(path)) tell(`${path} sent nothing to anybody`)
  const asked = exposedTypes().flatMap((type) => [...type.fields.values()].flatMap(({ name, permission }) => (permission ? [`${type.name}.${name} ${permission}`] : [])))
  const known = Object.entries(fieldNeeds).map(([path, permission]) => `${path} ${permission}`)
  for (const field of asked.filter((one) => !known.includes(one) && !/\.history /.test(one))) tell(`${field} is not said in fieldNeeds (test/leak/told.ts)`)
  for (const field of known.filter((one) => !asked.includes(one))) run.tell([{ kind: 'hidden value', asker: asker!, ask: { text: '' }, what: `${field} is no longer asked for (or said wrongly in test/leak/told.ts)`, places: [] }])
}
