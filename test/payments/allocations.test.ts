import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, tally } from '../api/acting.ts'
import { type Issued, Ledger, finance } from './world.ts'

let server: TestServer, books: Ledger, invoices: Issued[]
const payable = 4
beforeAll(async () => { server = await startServer(); books = new Ledger(server); await books.open(); invoices = await books.issued('NST', payable + 1) }, 180_000)
afterAll(() => server.close())

/** The same numbers each time. */
function random(seed: number): () => number {
  let state = seed
  return () => { state = (state * 1664525 + 1013904223) % 2 ** 32; return state / 2 ** 32 }
}
const cents = (amount: string | number) => Math.round(Number(amount) * 100), text = (amount: number) => (amount / 100).toFixed(2)
const faults = async () => (await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check, differences }) => [check.name, differences[0]])
/** What is owed in all, what of each invoice is open, and what of each payment pays nothing. */
async function standing(ids: string[]) {
  const [{ owed }] = await books.rows(`select coalesce(sum(amount), 0)::text as owed from receivable_entry where partner_id = ? and ledger in ('RECEIVABLE', 'ON_ACCOUNT')`, [invoices[0]!.partnerId])
  const of = async (table: string, column: string, wanted: string[]) => new Map<string, number>((await books.rows(`select id, ${column}::text as amount from ${table} where id in (${wanted.map(() => '?').join()})`, wanted)).map(({ id, amount }) => [id, cents(amount)]))
  return { owed: cents(owed), open: await of('invoice', 'open_amount', invoices.map(({ id }) => id)), rest: ids.length ? await of('payment', 'rest', ids) : new Map<string, number>() }
}

test.each([1, 2, 3])('payments are allocated, taken back and reversed at random (%i): a model of sums says the same after every step', async (seed) => {
  const next = random(seed), pick = <Item>(items: Item[]): Item => items[Math.floor(next() * items.length)]!
  const open = new Map((await standing([])).open), begun = new Map(open), first = (await standing([])).owed
  const payments = new Map<string, { amount: number; pays: Map<string, number>; reversed: boolean }>()
  const left = (id: string) => { const { amount, pays, reversed } = payments.get(id)!; return reversed ? 0 : amount - [...pays.values()].reduce((sum, one) => sum + one, 0) }
  const free = (id: string) => { const payment = payments.get(id)!; for (const [invoice, amount] of payment.pays) open.set(invoice, open.get(invoice)! + amount); payment.pays = new Map() }
  for (let step = 0; step < 14; step++) {
    const live = [...payments.keys()].filter((id) => !payments.get(id)!.reversed), kind = live.length < 2 ? 'book' : pick(['book', 'allocate', 'allocate', 'allocate', 'over', 'unallocate', 'reverse'])
    const invoice = pick(invoices.slice(0, payable)).id, id = pick(live)
    // what the server says, and what it may say
    let answers: [string | null, (string | null)[]] = [null, [null]]
    if (kind === 'book') {
      // now and then more than all of it
      const amount = 1 + Math.floor(next() * begun.get(invoice)! * 1.3)
      const { payment } = await books.book({ partnerId: invoices[0]!.partnerId, currency: invoices[0]!.currency, amount: text(amount), invoices: [{ invoiceId: invoice }] }).catch(async (error: Error) => {
        if (open.get(invoice)! > 0) throw error
        return books.book({ partnerId: invoices[0]!.partnerId, currency: invoices[0]!.currency, amount: text(amount) })
      })
      const pays = Math.min(amount, open.get(invoice)!)
      payments.set(payment.id, { amount, pays: pays ? new Map([[invoice, pays]]) : new Map(), reversed: false })
      open.set(invoice, open.get(invoice)! - pays)
    } else if (kind === 'allocate' || kind === 'over') {
      const most = Math.min(left(id), open.get(invoice)!), amount = kind === 'over' ? most + 1 : Math.ceil(next() * most)
      const code = await books.refusal(finance, 'allocatePayment', { id, invoices: [{ invoiceId: invoice, amount: text(amount) }] })
      if (kind === 'over' || amount === 0) answers = [code, ['OUT_OF_RANGE', 'ILLEGAL_MOVE']]
      else {
        answers = [code, [null]]
        payments.get(id)!.pays.set(invoice, (payments.get(id)!.pays.get(invoice) ?? 0) + amount)
        open.set(invoice, open.get(invoice)! - amount)
      }
    } else if (kind === 'unallocate') {
      const some = payments.get(id)!.pays.size > 0
      answers = [await books.refusal(finance, 'unallocatePayment', { id }), [some ? null : 'EMPTY']]
      free(id)
    } else {
      await books.do(finance, 'reversePayment', { id, reason: 'Bounced' })
      free(id)
      payments.get(id)!.reversed = true
    }
    expect(answers[1], `step ${step}: ${kind}`).toContain(answers[0])
    const now = await standing([...payments.keys()])
    expect(now.open, `step ${step}: ${kind}`).toEqual(open)
    expect(now.rest, `step ${step}: ${kind}`).toEqual(new Map([...payments.keys()].map((one) => [one, left(one)])))
    // whatever pays what: the account is what was owed, less what came and stayed
    expect(now.owed).toBe(first - [...payments.values()].reduce((sum, { amount, reversed }) => sum + (reversed ? 0 : amount), 0))
  }
  expect(await faults()).toEqual([])
  for (const [id, { reversed }] of payments) if (!reversed) await books.do(finance, 'reversePayment', { id, reason: 'The next begins anew' })
  const after = await standing([])
  expect([after.open, after.owed]).toEqual([begun, first])
}, 120_000)

test('in whatever order two payments come, the account ends the same', async () => {
  const target = invoices[payable]!, { id: invoiceId, gross, currency, partnerId } = target, sums = [text(Math.floor(cents(gross) * 0.7)), text(Math.floor(cents(gross) * 0.6))], ends: unknown[] = []
  for (const order of [sums, [...sums].reverse()]) {
    const made: string[] = []
    for (const amount of order) made.push((await books.book({ partnerId, currency, amount, invoices: [{ invoiceId }] })).payment.id)
    const { owed, open, rest } = await standing(made)
    ends.push([owed, open.get(invoiceId), [...rest.values()].reduce((sum, one) => sum + one, 0)])
    for (const id of made) await books.do(finance, 'reversePayment', { id, reason: 'Again' })
  }
  expect(ends[0]).toEqual(ends[1])
})

test('several people let the same payment pay at once: never more than there is', async () => {
  const [first, second] = invoices as [Issued, Issued], amount = text(Math.min(cents(first.gross), cents(second.gross)))
  const { payment } = await books.book({ partnerId: first.partnerId, currency: first.currency, amount })
  const answers = await Promise.all([first, second, first, second, first, second].map(({ id }) => books.persist(finance, 'allocatePayment', { id: payment.id, invoices: [{ invoiceId: id, amount }] })))
  expect(answers.filter((answer) => codeOf(answer) === null).length).toBe(1)
  expect(await books.rows('select rest::float8 as rest, (select sum(amount)::float8 from payment_allocation where payment_id = payment.id) as paid from payment where id = ?', [payment.id])).toEqual([{ rest: 0, paid: Number(amount) }])
  // one takes it back while others reverse it: it is taken back once
  const ends = await Promise.all([...Array.from({ length: 3 }, () => books.persist(finance, 'reversePayment', { id: payment.id, reason: 'Bounced' })), books.persist(finance, 'unallocatePayment', { id: payment.id })])
  expect(tally(ends.slice(0, 3))).toEqual({ done: 1, ILLEGAL_MOVE: 2 })
  expect(await faults()).toEqual([])
}, 120_000)
