import type { Asker } from './asker.ts'
import { type Leak, alike, hiddenIn } from './inspect.ts'
import { minimise } from './minimise.ts'
import type { Run } from './run.ts'
import { holdTwin } from './twin.ts'

const number = (value: number) => value.toLocaleString('en')

/** The smallest question that still shows a leak. */
export async function smallest(run: Run, leak: Leak): Promise<string> {
  const { world } = run, { asker, ask } = leak, [first, second] = world.sides
  if (!ask.text || ask.text.startsWith('GET') || ask.text.startsWith('mutation') || ask.text.startsWith('subscription')) return ask.text
  const place = leak.places[0]
  let leaks: ((ask: Leak['ask']) => Promise<boolean>) | undefined
  if (leak.kind === 'hidden value' && place) leaks = async (one) => hiddenIn(world, asker, one, (await first.wire.ask(asker, one)).body.toString()).some(([, found]) => found.table === place.table && found.column === place.column)
  if (leak.kind === 'hidden difference') {
    await holdTwin(world, asker, run.seed)
    leaks = async (one) => { const [a, b] = await Promise.all([first.wire.ask(asker, one), second.wire.ask(asker, one)]); return !alike(a, [], b, []) }
  }
  return leaks ? (await minimise(world.schemas[asker.app], ask, leaks)).text : ask.text
}

export async function tell(run: Run, print: (line: string) => void): Promise<void> {
  for (const [index, leak] of run.leaks.entries()) {
    print(`\n${index + 1}. ${leak.kind}: ${leak.what}\n   asked by ${leak.asker.name} (${leak.asker.app})`)
    const text = index < 20 ? await smallest(run, leak) : leak.ask.text
    if (text) print(text.replace(/^/gm, '   '))
    if (leak.ask.variables) print(`   ${JSON.stringify(leak.ask.variables)}`)
  }
}

/** How much was looked at, in lines that a person reads. */
export function summary(run: Run): string[] {
  const { sides, askers } = run.world, { reached, all, missed } = run.coverage.compare(run.world)
  const roles = new Set(askers.flatMap((asker: Asker) => asker.roles.map((role) => `${asker.app} ${role}`)))
  const total = (of: 'asked' | 'bytes') => sides.reduce((sum, { wire }) => sum + wire[of], 0)
  return [
    `queries   ${number(total('asked'))}`, `paths     ${number(run.paths.size)}`, `roles     ${roles.size}, as ${askers.length} askers`, `bytes     ${number(total('bytes'))}`,
    `mails     ${run.letters}`,
    `edges     ${number(reached)} of ${number(all)} (type, field, role)`, ...missed.slice(0, 60).map((edge) => `   not reached: ${edge}`), `leaked    ${run.leaks.length}`,
  ]
}
