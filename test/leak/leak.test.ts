import { afterAll, beforeAll, expect, it } from 'vitest'
import { campaign } from './campaign.ts'
import { summary, tell } from './report.ts'
import { Run } from './run.ts'
import { type World, openWorld } from './world.ts'

// Everything that anybody can ask, over the real server: no value and no id of what is hidden from them leaves it.
// By hand, and for longer: npm run leak -- --seconds=600 --seed=7
const seconds = Number(process.env.LEAK_SECONDS ?? 0), seed = Number(process.env.LEAK_SEED ?? 7)
const print = (line: string) => void process.stdout.write(`${line}\n`)

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

it('nothing leaves the server that is not for whoever asked', async () => {
  const run = new Run(world, seed)
  await campaign(run, seconds ? { documents: 40, rounds: 1, until: Date.now() + seconds * 1000, most: 2, everybody: true } : { documents: 20, rounds: 1 }, seconds ? print : undefined)
  await tell(run, print)
  print(`\n${summary(run).join('\n')}\nseed      ${seed}`)
  expect(run.leaks.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([])
  expect(run.coverage.compare(world).missed).toEqual([])
}, 3_600_000 + seconds * 1000)
