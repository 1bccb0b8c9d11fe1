import type { Asker } from './asker.ts'
import { keyOf } from './catalog.ts'
import { dump, refill } from './fill.ts'
import { alike, inspect } from './inspect.ts'
import { Mutations } from './mutations.ts'
import type { Run } from './run.ts'
import { tablesOf } from './world.ts'

/** Written for whoever asks, whatever they ask for, or by the clock. */
const restless = ['session', 'mutation_receipt', 'event', 'audit_entry', 'audit_block']

/**
 * Every mutation, as one asker, on the second server: with ids of what is hidden from them, whose rows must be as they were, and
 * then with their own.
 */
export async function act(run: Run, asker: Asker, { most = 1, times = 1 } = {}): Promise<number> {
  const { world } = run, [, { wire, admin }] = world.sides, mutations = new Mutations(run.writer(asker, 1)), names = tablesOf(world.catalog)
  await refill(admin, world.tables)
  const before = await dump(admin, names)
  let asked = 0
  await run.all(asker, mutations.foreign(most), async (question) => {
    asked += 1
    const { like } = question, answer = await wire.ask(asker, question), other = await wire.ask(asker, like!)
    run.tell(inspect(world, run.coverage, asker, question, answer))
    if (![answer, other].some(({ body }) => body.includes('RATE_LIMITED')) && !alike(answer, like!.own, other, like!.values)) run.tell([{ kind: 'not yours differs from not there', asker, ask: question, what: `${question.text.slice(0, 90)} ${JSON.stringify(question.variables)} answers ${answer.body.toString().slice(0, 200)} where nothing answers ${other.body.toString().slice(0, 200)}`, places: [] }])
  })
  const after = await dump(admin, names), oracle = world.oracle(asker)
  for (const table of names.filter((name) => !restless.includes(name) && world.tables[name])) {
    const columns = world.catalog.get(table)!, hidden = new Set(oracle.hidden(table).map((row) => keyOf(columns, row)))
    const now = new Map(after[table]!.map((row) => [keyOf(columns, row), JSON.stringify(row)]))
    for (const row of before[table]!) {
      const key = keyOf(columns, row)
      if (hidden.has(key) && now.get(key) !== JSON.stringify(row)) run.tell([{ kind: 'foreign row changed', asker, ask: { text: '' }, what: `${table} ${key}`, places: [{ table, key, column: '*' }] }])
    }
  }
  for (const last of [mutations.own(times), mutations.leaving()]) await run.all(asker, last, async (question) => {
    asked += 1
    run.tell(inspect(world, run.coverage, asker, question, await wire.ask(asker, question)).filter(({ kind }) => kind !== 'wrong count' && kind !== 'empty list'))
  })
  return asked
}
