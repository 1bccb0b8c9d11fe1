// Whether the time of an answer tells "not yours" from "does not exist". By hand, not a test: times are the machine's.
//   npm run leak -- --times
// Interleaved samples of both kinds; the difference of the medians, and how often chance alone would make one as large (a
// test of the rank sums, as Mann and Whitney have it).
import 'reflect-metadata'
import { startDemo } from '../browser/demo-server.ts'

const rounds = 400, dealer = 'owner@northstar.example'

const demo = await startDemo()
const ask = async (cookie: string, query: string, variables: object): Promise<[ms: number, text: string]> => {
  const started = performance.now()
  const response = await fetch(`${demo.url}/graphql/partner`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', cookie }, body: JSON.stringify({ query, variables }) })
  const text = await response.text()
  return [performance.now() - started, text]
}

const signIn = await fetch(`${demo.url}/graphql/partner`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1' },
  body: JSON.stringify({ query: 'mutation ($in: SignInInput!) { signIn(input: $in) { viewer { id } } }', variables: { in: { clientMutationId: 'times', email: dealer, password: 'guanxi-demo' } } }) })
const cookie = signIn.headers.getSetCookie().map((one) => one.split(';')[0]!).join('; ')

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
/** The two-sided p of the rank-sum test, by its normal approximation, which holds from twenty samples on. */
function chance(a: number[], b: number[]): number {
  const ranked = [...a.map((ms) => [ms, 0]), ...b.map((ms) => [ms, 1])].sort((x, y) => x[0]! - y[0]!)
  const sum = ranked.reduce((total, [, group], index) => total + (group === 0 ? index + 1 : 0), 0)
  const mean = (a.length * (a.length + b.length + 1)) / 2, deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12)
  return 2 * (1 - normal(Math.abs((sum - mean) / deviation)))
}
/** The share of a normal distribution below z, to seven digits (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  return 1 - Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
}

const nobodys = () => `01a0${crypto.randomUUID().slice(4, 14)}7${crypto.randomUUID().slice(15)}`
const questions: [what: string, table: string, query: string, variables: (id: string) => object][] = [
  ...['quote', 'order', 'account', 'contact', 'partner'].map((name) => [name, { order: 'sales_order' }[name] ?? name, `query ($id: ID!) { ${name}(id: $id) { id } }`, (id: string) => ({ id })] as [string, string, string, (id: string) => object]),
  ['acceptQuote', 'quote', 'mutation ($in: AcceptQuoteInput!) { acceptQuote(input: $in) { errors { code } } }', (id) => ({ in: { clientMutationId: crypto.randomUUID(), id } })],
  ['cancelOrder', 'sales_order', 'mutation ($in: OrderReasonInput!) { cancelOrder(input: $in) { errors { code } } }', (id) => ({ in: { clientMutationId: crypto.randomUUID(), id } })],
]
const foreign = async (table: string): Promise<string[]> => (await demo.rows(`select id from ${table} where ${table === 'partner' ? 'id' : 'partner_id'} = (select id from partner where code = 'RVL') limit 50`)).map(({ id }) => id as string)

console.log(`${'question'.padEnd(14)} ${'not yours'.padStart(10)} ${'not there'.padStart(10)} ${'difference'.padStart(11)} ${'p'.padStart(7)}   (medians of ${rounds} each, ms)`)
let told = 0
for (const [what, table, query, variables] of questions) {
  const ids = await foreign(table), times: [number[], number[]] = [[], []], answers = new Set<string>()
  if (!ids.length) { console.log(`${what.padEnd(14)} nothing of a rival's to ask for`); continue }
  for (let round = -20; round < rounds; round++) {
    for (const kind of Math.random() < 0.5 ? [0, 1] : [1, 0]) {
      const [ms, text] = await ask(cookie, query, variables(kind === 0 ? ids[Math.floor(Math.random() * ids.length)]! : nobodys()))
      answers.add(text.replace(/"id":"[^"]+"/, ''))
      // the first rounds warm up
      if (round >= 0) times[kind]!.push(ms)
    }
  }
  const [a, b] = times, p = chance(a, b)
  console.log(`${what.padEnd(14)} ${median(a).toFixed(3).padStart(10)} ${median(b).toFixed(3).padStart(10)} ${(median(a) - median(b)).toFixed(3).padStart(11)} ${p.toFixed(3).padStart(7)}${answers.size > 1 ? '   DIFFERENT ANSWERS' : ''}`)
  if (answers.size > 1 || (p < 0.001 && Math.abs(median(a) - median(b)) > 0.5)) told++
}
console.log(told ? `\n${told} of ${questions.length} may tell.` : '\nNo answer differs, and no time by more than half a millisecond beyond chance.')
await demo.close()
process.exitCode = told ? 1 : 0
