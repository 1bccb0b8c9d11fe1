// By hand: node --import tsx test/survives/overload.ts [--seconds=10]
// Measures what a server of this computer can do, then sends as much as that, and ten times as much. The load comes from the same
// computer, so its own work counts against the server.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { LivingServer, buildBundle, removeBundle } from './living-server.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } } })
const seconds = Number(values.seconds), demoPassword = 'guanxi-demo'
const appOf = (email: string) => (email.endsWith('@guanxi.example') ? 'crm' : 'partner')
const people = ['rep', 'manager', 'desk', 'finance', 'channel', 'admin'].map((name) => `${name}@guanxi.example`).concat('owner@northstar.example', 'manager@northstar.example', 'seller@northstar.example', 'owner@rival.example')
const questions = [
  '{ quotes(first: 20) { totalCount { value } nodes { id number state total } } }', '{ orders(first: 20) { nodes { id number state total lines { quantity } } } }',
  '{ products(first: 20, filter: { search: "chuck" }) { nodes { id sku name } } }', '{ viewer { name email } }',
]
/** People who wait at once; whoever would come on top is not sent, or we would measure our own queue. */
const most = 1_000
const agent = new Agent({ keepAlive: true, maxSockets: most })
/** When we ourselves are late, the times that we see are ours; those inside are the server's own. */
const own = monitorEventLoopDelay({ resolution: 10 })
own.enable()
const server = new LivingServer({ LOG_LEVEL: 'error' })

interface Answer { status: number; ms: number; text: string; cookie?: string }
function post(email: string, body: object, cookie = ''): Promise<Answer> {
  const text = JSON.stringify(body)
  let started = performance.now()
  return new Promise((resolve) => {
    const asking = request(`${server.url}/graphql/${appOf(email)}`, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'x-csrf': '1', cookie } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode!, ms: performance.now() - started, text: Buffer.concat(chunks).toString(), cookie: response.headers['set-cookie']?.[0]?.split(';')[0] }))
    })
    asking.on('error', ({ message }) => resolve({ status: 0, ms: performance.now() - started, text: message }))
    // counted from when it is on its way: what waits for one of our own sockets is our own queue
    asking.on('finish', () => { started = performance.now() })
    asking.end(text)
  })
}

const memory = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
const at = (sorted: number[], part: number): string => (sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(0) : '–')

/** The server's own count of how long requests took that it let in, by class of duration. */
async function durations(): Promise<[number, number][]> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return [...text.matchAll(/guanxi_request_seconds_bucket\{le="([^"]+)"\} (\d+)/g)].map(([, end, count]) => [Number(end!.replace('+Inf', 'Infinity')), Number(count)])
}

/** Sends so many per second, whatever becomes of them, and prints what did. */
async function send(name: string, perSecond: number, ask: () => Promise<Answer>): Promise<void> {
  const before = await durations(), answers: Answer[] = [], open: Promise<unknown>[] = []
  own.reset()
  const end = performance.now() + seconds * 1_000, started = performance.now()
  let sent = 0, skipped = 0, waiting = 0
  while (performance.now() < end) {
    const due = ((performance.now() - started) / 1_000) * perSecond
    while (sent + skipped < due) {
      if (waiting >= most) { skipped++; continue }
      sent++
      waiting++
      open.push(ask().then((answer) => { waiting--; answers.push(answer) }))
    }
    await sleep(5)
  }
  const took = (performance.now() - started) / 1_000
  await Promise.all(open)
  const during = (await durations()).map(([end, count], index) => [end, count - before[index]![1]] as const)
  const within = during.find(([, count]) => count >= during.at(-1)![1] * 0.95)![0]
  const good = answers.filter(({ status, text }) => status === 200 && !text.includes('"errors":[{')), shed = answers.filter(({ status }) => status === 503)
  const others = new Map<string, number>()
  for (const { text } of answers.filter((answer) => !good.includes(answer) && !shed.includes(answer))) others.set(text.slice(0, 200), (others.get(text.slice(0, 200)) ?? 0) + 1)
  for (const other of others) console.log(other)
  const times = good.map(({ ms }) => ms).sort((a, b) => a - b), refusing = shed.map(({ ms }) => ms).sort((a, b) => a - b)
  console.log([name, (sent / took).toFixed(0), (good.length / took).toFixed(0), at(times, 0.5), at(times, 0.95), at(times, 0.99), `<${within * 1_000}`, (shed.length / took).toFixed(0), at(refusing, 0.95), answers.length - good.length - shed.length, `${memory(server.pid).toFixed(0)} MB`, (own.percentile(95) / 1e6).toFixed(0)].map((cell) => String(cell).padStart(10)).join(' '))
}

try {
  buildBundle()
  await server.start()
  const cookies = new Map<string, string>()
  for (const email of people) {
    const { cookie, text } = await post(email, { query: 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }', variables: { input: { clientMutationId: crypto.randomUUID(), email, password: demoPassword } } })
    if (!cookie) throw new Error(`${email}: ${text}`)
    cookies.set(email, cookie)
  }
  let n = 0
  const ask = () => {
    const email = people[n % people.length]!, query = questions[Math.floor(n++ / people.length) % questions.length]!
    return post(email, { query }, cookies.get(email))
  }
  /** As many as it can, asked by sixteen who wait for their answers. */
  const capacity = async (forSeconds: number) => {
    const end = performance.now() + forSeconds * 1_000
    let done = 0
    await Promise.all(Array.from({ length: 16 }, async () => { for (; performance.now() < end; done++) await ask() }))
    return done / forSeconds
  }
  await capacity(3)
  const usual = await capacity(5)
  console.log(`\n${usual.toFixed(0)} requests a second is what it can do; times in milliseconds\n`)
  console.log(['', 'sent/s', 'good/s', 'p50', 'p95', 'p99', 'inside p95', 'shed/s', 'shed p95', 'other', 'memory', 'own delay'].map((cell) => cell.padStart(10)).join(' '))
  await send('half', usual / 2, ask)
  await send('once', usual, ask)
  await send('tenfold', usual * 10, ask)
  await send('once', usual, ask)
} finally {
  agent.destroy()
  await server.clear()
  removeBundle()
}
