// npm run bench -- --fair: one viewer clicks, while another one of the same app sends as much of the worst as they may.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Contender, built, startContenders } from './contenders.ts'
import { openWorld, password } from './database.ts'
import { type Answered, closeConnections, send } from './load.ts'
import { representative } from './world.ts'

const greedyAtOnce = 64, signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }'
const quantile = (sorted: number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!
const repeated = (count: number, part: (n: number) => string) => Array.from({ length: count }, (_, n) => part(n)).join(' ')

/** What a normal page asks. */
const clicks = [
  { query: '{ orders(first: 25) { nodes { id number state total account { id name } } pageInfo { hasNextPage endCursor } } }' },
  { query: '{ viewer { name email } }' },
  { query: '{ products(first: 25, filter: { search: "spindle" }) { nodes { id sku name } } }' },
]

/** Each at a limit: of complexity, of time, of tokens, of bytes. */
const greed: Record<string, (n: number) => { query: string; variables?: Record<string, unknown> }> = {
  'big pages': () => ({ query: '{ orders(first: 60) { totalCount { value } nodes { id number state total account { id name city } lines { id quantity amount product { id sku name } } } } }' }),
  'slow statements': (n) => ({ query: `{ ${repeated(12, (alias) => `a${alias}: accounts(last: 10, filter: { search: "${(n + alias) % 97}e" }, sort: { by: LAST_ACTIVITY, direction: DESC }) { totalCount { value } nodes { id } }`)} }` }),
  'deep fragments': () => ({ query: `{ orders(first: 1) { nodes { ...f0 } } } ${repeated(7, (n) => `fragment f${n} on Order { id number state account { id name ...g } ${n < 6 ? `...f${n + 1}` : ''} }`)} fragment g on Account { id name city }` }),
  'large variables': (n) => ({ query: 'query ($ids: [ID!]) { orders(first: 10, filter: { accountId: $ids }) { nodes { id } } }', variables: { ids: Array.from({ length: 2_300 }, (_, i) => `01a1fff6-0000-7000-8000-${String(n * 10_000 + i).padStart(12, '0')}`) } }),
  'slow to check': () => ({ query: `{ ${repeated(240, () => 'viewer { id }')} }` }),
  nonsense: () => ({ query: `{ ${repeated(300, (n) => `field${n}`)} }` }),
}

interface Seen { p50: number; p95: number; worst: number; refused: number; count: number; lag: number; greedy: Map<string, number> }

const outcomeOf = ({ status, text }: Answered): string => (status === 200 && !text.includes('"errors":[{') ? 'answered' : `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`)

class Viewer {
  constructor(private readonly server: Contender, private readonly cookie: string, private readonly sockets: number) {}
  static async of(server: Contender, email: string, sockets: number): Promise<Viewer> {
    const answer = await fetch(`http://127.0.0.1:${server.server.port}/graphql/crm`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1' }, body: JSON.stringify({ query: signIn, variables: { input: { clientMutationId: crypto.randomUUID(), email, password } } }) })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0]
    if (!cookie) throw new Error(`${email} could not sign in: ${await answer.text()}`)
    return new Viewer(server, cookie, sockets)
  }
  ask(body: object): Promise<Answered> {
    return send(this.server, { path: '/graphql/crm', headers: { 'x-csrf': '1', cookie: this.cookie }, body: JSON.stringify(body) }, this.sockets)
  }
}

/** The clicks of one viewer, three a second from three tabs, while the other one does what they do. */
async function observe(seconds: number, quiet: Viewer, greedy: Viewer | undefined, make: (n: number) => object): Promise<Seen> {
  const end = performance.now() + seconds * 1_000, taken: number[] = [], told = new Map<string, number>(), own = monitorEventLoopDelay({ resolution: 5 })
  let refused = 0, n = 0
  own.enable()
  const crowd = greedy && Array.from({ length: greedyAtOnce }, async () => {
    while (performance.now() < end) {
      const outcome = outcomeOf(await greedy.ask(make(n++)))
      told.set(outcome, (told.get(outcome) ?? 0) + 1)
      // whoever is told to come again and comes at once is slowed down by nothing but the network
      await sleep(1)
    }
  })
  await sleep(300)
  await Promise.all(Array.from({ length: 3 }, async (_, tab) => {
    for (let click = tab; performance.now() < end - 500; click++) {
      const answered = await quiet.ask(clicks[click % clicks.length]!)
      taken.push(answered.took)
      if (outcomeOf(answered) !== 'answered') refused++
      await sleep(150)
    }
  }))
  await Promise.all(crowd ?? [])
  taken.sort((one, other) => one - other)
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), worst: taken.at(-1)!, refused, count: taken.length, lag: own.percentile(95) / 1e6, greedy: told }
}

/** Prints how long the quiet viewer waits: alone, and beside each kind of greed. Our own lateness counts in, and is shown. */
export async function benchFairness(scale: number, seconds: number, print: (line: string) => void, folder?: string): Promise<Map<string, Seen>> {
  const database = await openWorld(scale, print, folder), found = new Map<string, Seen>()
  try {
    const [server] = await startContenders(['guanxi'], database.adminUrl, built)
    try {
      const quiet = await Viewer.of(server!, representative.email, 3), greedy = await Viewer.of(server!, representative.email.replace('1', '2'), greedyAtOnce)
      print(['', 'p50', 'p95', 'worst', 'refused', 'own delay', 'memory'].map((cell) => cell.padStart(10)).join('') + '  what the greedy one got')
      for (const [name, make] of [['alone', undefined], ...Object.entries(greed)] as const) {
        const seen = await observe(seconds, quiet, make && greedy, make ?? (() => ({})))
        found.set(name, seen)
        const cells = [seen.p50, seen.p95, seen.worst].map((time) => time.toFixed(0)).concat(`${seen.refused}/${seen.count}`, seen.lag.toFixed(0), `${((server!.server.memory() ?? 0) / 2 ** 20).toFixed(0)} MB`)
        print(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(9)).join('')}  ${[...seen.greedy].map(([outcome, count]) => `${count} × ${outcome}`).join(', ')}`)
      }
    } finally {
      await server!.server.stop()
    }
    return found
  } finally {
    closeConnections()
    await database.stop()
  }
}
