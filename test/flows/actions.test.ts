import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderFlow } from '../../server/orders/order.flow.ts'
import { poolOf } from '../../server/orm.ts'
import { quoteFlow } from '../../server/quotes/quote.flow.ts'
import { type Row, castTables, restore, writeCast } from '../support/cast.ts'
import { type App, type TestServer, appOf, startServer } from '../support/server.ts'

// What a record offers each person is what its verbs then allow them: asked of the real server, for every state.
let server: TestServer
// an invoice that was issued stays, and its order with it: nothing could be put back
const { invoice: _invoices, invoice_line: _lines, invoice_tax: _taxes, ...tables } = castTables()
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl, tables)) })
afterAll(() => server.close())

const people = ['manager', 'rep', 'rep2', 'stranger', 'channel', 'desk', 'finance', 'analyst', 'admin', 'both'].map((name) => `${name}@guanxi.example`)
  .concat(['owner', 'manager', 'seller', 'seller2', 'buyer'].map((name) => `${name}@northstar.example`), ['owner@rival.example', 'owner@substar.example'])
const subjects = { quote: { flow: quoteFlow, records: tables.quote! }, order: { flow: orderFlow, records: tables.sales_order! } } as const
type Subject = keyof typeof subjects

/** Refusals that the person can put right without the record moving on: the verb is offered all the same. */
const mendable = ['CREDIT_EXCEEDED', 'OUT_OF_STOCK', 'REQUIRED']
/** A quote of one representative to the partner of another: it can be read, but not priced anew by who does not see its buyer. */
const handedOver = (record: Row, verb: string, email: string) => (record.number as string).includes('colleague of the representative') && email.startsWith('rep2@') && ['draft', 'revise'].includes(verb)

const fieldOf = (subject: Subject, verb: string) => verb + subject[0]!.toUpperCase() + subject.slice(1)
const call = (subject: Subject, verb: string, id: string) =>
  `${fieldOf(subject, verb)}(input: { clientMutationId: "${crypto.randomUUID()}", id: "${id}"${subject === 'quote' && verb === 'edit' ? ', revision: 1' : ''}${subject === 'order' && ['hold', 'release'].includes(verb) ? ', reason: "known"' : ''} }) { errors { code } }`

/** What the server answers to verbs, one after the other. */
async function attempt(app: App, cookie: string, subject: Subject, verbs: readonly string[], id: string): Promise<string[]> {
  if (!verbs.length) return []
  const { data, errors } = await server.gql(app, cookie, `mutation { ${verbs.map((verb) => call(subject, verb, id)).join(' ')} }`)
  if (errors) return verbs.map(() => errors[0]!.extensions.code)
  return verbs.map((verb) => (data[fieldOf(subject, verb)].errors[0]?.code as string | undefined) ?? 'done')
}

describe.each(['quote', 'order'] as const)('%s', (subject) => {
  const { flow, records } = subjects[subject]
  const asked: readonly string[] = flow.asked
  const shown = new Map<string, Set<string>>()

  it.each(people)('%s is offered what they may do, and nothing else', async (email) => {
    const system = await poolOf(server.database.databases.system)
    const app = appOf(email), cookie = await server.signIn(email)
    const { data: { viewer } } = await server.gql(app, cookie, '{ viewer { permissions } }')
    const held = asked.filter((verb) => viewer.permissions.includes(`${subject}:${verb}`))
    // the wall in front of a verb looks at the person alone, so once is enough; what the whole audience lacks does not exist
    for (const verb of asked.filter((one) => !held.includes(one))) expect(['FORBIDDEN', 'BAD_USER_INPUT'], verb).toContain((await attempt(app, cookie, subject, [verb], records[0]!.id as string))[0])
    const wrong: string[] = []
    for (const record of records) {
      const id = record.id as string
      const { data } = await server.gql(app, cookie, `{ ${subject}(id: "${id}") { state actions } }`)
      const seen = data[subject] as { state: string; actions: string[] } | null
      // what else can be begun on a record is another's verb
      const offered = seen?.actions.filter((verb) => asked.includes(verb)) ?? [], refused = held.filter((verb) => !offered.includes(verb))
      if (seen) shown.set(seen.state, new Set([...(shown.get(seen.state) ?? []), ...offered]))
      wrong.push(...offered.filter((verb) => !held.includes(verb)).map((verb) => `${record.number}: ${verb} is offered to who does not hold it`))
      const answers = await attempt(app, cookie, subject, refused, id)
      const expected = seen ? ['FORBIDDEN', 'ILLEGAL_MOVE', 'OWN_APPROVAL', 'EXPIRED', 'NOT_FOUND'] : ['NOT_FOUND']
      wrong.push(...refused.flatMap((verb, index) => (expected.includes(answers[index]!) ? [] : [`${record.number}: ${verb} is not offered, and the answer is ${answers[index]}`])))
      if (answers.includes('done')) await restore(system, tables, id)
      for (const verb of offered) {
        const [answer] = await attempt(app, cookie, subject, [verb], id)
        if (answer === 'done') await restore(system, tables, id)
        else if (!mendable.includes(answer!) && !handedOver(record, verb, email)) wrong.push(`${record.number}: ${verb} is offered, and the answer is ${answer}`)
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('somebody could do every move of the table', () => {
    const missing = flow.states.flatMap((state) => asked.filter((verb) => flow.can(state as never, verb as never) && !shown.get(state)?.has(verb)).map((verb) => `${state}: ${verb}`))
    expect(missing).toEqual([])
  })
})
