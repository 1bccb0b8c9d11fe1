import { type GraphQLObjectType, getNamedType, isLeafType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Condition } from '../../server/access/condition.ts'
import { operationsOf } from '../../server/access/explain.ts'
import { policyOf } from '../../server/access/policies.ts'
import { opening } from '../../server/kit/session.ts'
import { identifyUser } from '../../server/access/identify.ts'
import { exposedNamed, exposedTypes } from '../../server/kit/read/registry.ts'
import { poolOf } from '../../server/orm.ts'
import { schemaFor } from '../../server/schema.ts'
import { type Row, type Tables, castTables, writeCast } from '../support/cast.ts'
import { type TestServer, appOf, startServer } from '../support/server.ts'
import { reasonsOf } from './reasons.ts'

// What is explained against what really happens, for random people, records and fields.
const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
const types = ['Account', 'Contact', 'Partner', 'Product', 'Quote', 'Order', 'User']
const admin = 'admin@guanxi.example', rounds = 300
const tables: Tables = castTables()

/** Park and Miller's: the same triples at every run. */
let seed = 20260214
const random = (below: number): number => { seed = (seed * 48271) % 2147483647; return seed % below }
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!

let server: TestServer
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl)) })
afterAll(() => server.close())

it('can be explained for every record that people ask for, by reasons with names', () => {
  const unnamed = exposedTypes().flatMap((type) => (['crm', 'partner'] as const).flatMap((audience) => {
    const rule = policyOf(type.table)?.[audience === 'crm' ? 'staff' : 'partner']
    return rule && schemas[audience].getType(type.name) && operationsOf(schemas[audience], type).length && !(rule.read instanceof Condition) ? [`${type.name} for ${audience}`] : []
  }))
  expect(unnamed).toEqual([])
})

const asking = `query ($userId: ID!, $recordType: String!, $recordId: ID!, $field: String) { explainAccess(userId: $userId, recordType: $recordType, recordId: $recordId, field: $field) {
  granted sentence rules { wall name kind granted sentence data } } }`
const ask = async (email: string, query: string, variables: object) => server.gql(appOf(email), await server.signIn(email), query, variables as Record<string, unknown>)
const explained = async (person: Row, recordType: string, recordId: string, field: string | null = null) => {
  const { data, errors } = await ask(admin, asking, { userId: person.id, recordType, recordId, field })
  expect(errors).toBeUndefined()
  return data.explainAccess as { granted: boolean; sentence: string; rules: { wall: string; name: string; kind: string; granted: boolean; sentence: string; data: any }[] }
}

const single = (type: string) => type[0]!.toLowerCase() + type.slice(1)
const fieldsOf = (type: string) => Object.values((schemas.crm.getType(type) as GraphQLObjectType).getFields()).filter(({ args }) => !args.some((arg) => String(arg.type).endsWith('!'))).map(({ name }) => name).filter((name) => exposedNamed(type)!.fields.has(name))
function document(type: string, field: string | null): string {
  const named = field ? getNamedType((schemas.crm.getType(type) as GraphQLObjectType).getFields()[field]!.type) : null
  const below = !named || isLeafType(named) ? '' : named.name.endsWith('Connection') ? ' { totalCount { value } }' : (named as GraphQLObjectType).getFields().id ? ' { id }' : ' { __typename }'
  return `query ($id: ID!) { record: ${single(type)}(id: $id) { id${field ? ` asked: ${field}${below}` : ''} } }`
}

/** Fields that answer each audience in its own way, with all that they come from in sight: its prices, its state, its address, its verbs. */
const perAudience = ['actions', 'currency', 'listPrice', 'netPrice', 'priceBreaks', 'state', 'updatedAt', 'pdf', 'invoiceable', 'creditable', 'servicesOpen']
const planOf = (type: string, field: string | null) => (field ? exposedNamed(type)!.fields.get(field)!.planned.kind : 'column')
const comesFromElsewhere = (type: string, field: string | null) => !['column', 'resolver'].includes(planOf(type, field)) && field !== 'actions'
const nothing = (value: any): boolean => value == null || value === 0 || value === '0' || value.length === 0 || value.totalCount?.value === 0
type Seen = 'all' | 'part' | 'none'
/** How much somebody sees of what a field shows an administrator. */
function seenOf(own: unknown, all: unknown): Seen {
  if (nothing(own) && !nothing(all)) return 'none'
  return JSON.stringify(own) === JSON.stringify(all) ? 'all' : 'part'
}

/** Whether the database shows somebody a row, on their login role and with their settings. */
async function shown(person: Row, type: string, id: string): Promise<boolean> {
  const { databases } = server.database
  const viewer = (await identifyUser(await poolOf(databases.system), person.id as string))!
  const client = await (await poolOf(viewer.audience === 'crm' ? databases.staff : databases.partner)).connect()
  try {
    await client.query(opening(viewer.settings, 'read only'))
    return (await client.query(`select 1 from ${exposedNamed(type)!.table} where id = $1`, [id])).rowCount === 1
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** Compares what is explained with what happens; how much of the field is seen, when the record is, and the rules that were told. */
async function compare(person: Row, type: string, record: Row, field: string | null) {
  const id = record.id as string, who = `${person.email as string} ${type} ${id} ${field ?? ''}`
  const { granted, sentence, rules } = await explained(person, type, id, field)
  const { data, errors } = await ask(person.email as string, document(type, field), { id })
  const open = !errors && data?.record != null
  let seen: Seen | undefined
  if (open && comesFromElsewhere(type, field)) {
    seen = seenOf(data.record.asked, (await ask(admin, document(type, field), { id })).data.record.asked)
    if (seen === 'part' && perAudience.includes(field!)) seen = 'all'
  }
  expect(rules.find(({ name }) => name === 'behind')?.data.seen, `${who}: ${JSON.stringify(data)}`).toBe(seen)
  expect(granted, `${who}: ${JSON.stringify(errors)} ${sentence}`).toBe(open && seen !== 'none')
  expect(rules.findLast(({ name }) => name === 'visible' || name === 'grant')!.granted, who).toBe(await shown(person, type, id))
  const named = rules.filter((rule) => rule.kind === 'REASON' && rule.granted).map(({ name }) => name)
  expect([...named].sort(), who).toEqual(reasonsOf(person, type, record, tables).sort())
  return { granted, seen, rules }
}

it('says what the API and the database do, and names exactly the reasons that hold', async () => {
  const verdicts = { true: 0, false: 0 }, told = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const person = pick(tables.app_user!), type = pick(types), record = pick(tables[exposedNamed(type)!.table]!), field = random(2) ? pick(fieldsOf(type)) : null
    const { granted, rules } = await compare(person, type, record, field)
    verdicts[`${granted}`]++
    for (const rule of rules) told.add(`${rule.name} ${rule.granted}`)
  }
  // both answers, and most rules both ways: else the comparison would prove little
  expect(Math.min(verdicts.true, verdicts.false)).toBeGreaterThan(rounds / 5)
  for (const name of ['owner', 'partner', 'organisation', 'seller', 'teamMember', 'public', 'permission', 'field', 'colleague', 'behind']) for (const granted of [true, false]) expect(told, name).toContain(`${name} ${granted}`)
}, 120_000)

it('says of a field what the rows that it comes from do', async () => {
  const found = new Set<string>(), people = ['owner@northstar', 'seller@northstar', 'owner@substar', 'rep@guanxi', 'channel@guanxi', 'desk@guanxi', 'marketing@guanxi', 'service@guanxi']
  for (let round = 0; round < rounds; round++) {
    const name = pick(people), person = tables.app_user!.find(({ email }) => email === `${name}.example`)!, type = pick(['Account', 'Partner', 'Quote', 'Order', 'Product']), kind = pick(['one', 'list', 'related', 'connection', 'sql'])
    const fields = fieldsOf(type).filter((name) => planOf(type, name) === kind && comesFromElsewhere(type, name))
    // records in their reach, so that the rows behind a field matter
    const records = tables[exposedNamed(type)!.table]!.filter((row) => reasonsOf(person, type, row, tables).length)
    if (!fields.length || !records.length) continue
    const { seen } = await compare(person, type, pick(records), pick(fields))
    if (seen) found.add(`${kind} ${seen}`)
  }
  expect([...found]).toEqual(expect.arrayContaining(['one all', 'list all', 'list part', 'related all', 'related part', 'connection all', 'connection part', 'connection none', 'sql all', 'sql none']))
}, 120_000)

describe('the way to a record', () => {
  const person = (email: string) => tables.app_user!.find((one) => one.email === email)!
  const refused = async (email: string, type: string, id: string, field: string | null = null) =>
    (await explained(person(email), type, id, field)).rules.filter(({ kind, granted }) => kind === 'REQUIRED' && !granted).map(({ wall, name }) => `${wall} ${name}`)
  const quote = (name: string) => tables.quote!.find(({ number }) => number === name)!.id as string

  it('stops at the wall that it meets', async () => {
    expect(await refused('rep@guanxi.example', 'Quote', quote('quote Presented'))).toEqual([])
    expect(await refused('rep@guanxi.example', 'Quote', quote('quote rival Presented'))).toEqual(['ROW visible'])
    expect(await refused('marketing@guanxi.example', 'Quote', quote('quote Presented'))).toEqual(['OPERATION permission', 'ROW visible'])
    expect(await refused('desk@guanxi.example', 'Quote', quote('quote Presented'), 'marginPercent')).toEqual(['FIELD fieldPermission'])
    expect(await refused('owner@northstar.example', 'Quote', quote('quote Presented'), 'marginPercent')).toEqual(['ABSENCE field'])
    expect(await refused('owner@northstar.example', 'Quote', quote('quote direct Presented'))).toEqual(['ROW reach', 'ROW visible'])
    expect(await refused('owner@northstar.example', 'Quote', quote('quote Draft'))).toEqual(['ROW public', 'ROW visible'])
    expect(await refused('owner@northstar.example', 'QuoteApproval', tables.quote_approval![0]!.id as string)).toEqual(['ABSENCE type', 'ABSENCE grant'])
  })

  it("stops at the rows behind a field: a parent's look at what its sub-dealer paid", async () => {
    const owner = 'owner@northstar.example', order = tables.sales_order!.find(({ number }) => number === 'order sub-dealer Placed')!.id as string, offer = quote('quote sub-dealer Presented'), sub = tables.partner!.find(({ code }) => code === 'SUB')!.id as string
    const { data } = await ask(owner, 'query ($order: ID!, $sub: ID!) { order(id: $order) { number total subtotal lines { id } shipments { id } } partner(id: $sub) { balance people { nodes { id } } } }', { order, sub })
    expect(data).toEqual({ order: { number: 'order sub-dealer Placed', total: null, subtotal: null, lines: [], shipments: [] }, partner: { balance: null, people: { nodes: [] } } })
    for (const [type, id, hidden, open] of [
      ['Order', order, ['total', 'subtotal', 'lines', 'seller', 'timeline'], ['number', 'partner', 'actions']],
      ['Quote', offer, ['total', 'version', 'versions', 'pdf', 'seller'], ['state', 'updatedAt', 'actions']],
      ['Partner', sub, ['balance', 'creditLeft', 'people'], ['name', 'orders', 'subDealers']],
    ] as const) {
      for (const field of hidden) expect(await refused(owner, type, id, field), field).toEqual(['ROW behind'])
      for (const field of open) expect(await refused(owner, type, id, field), field).toEqual([])
      for (const field of [...hidden, ...open]) expect(await refused('owner@substar.example', type, id, field), field).toEqual([])
    }
    expect((await explained(person(owner), 'Order', order, 'total')).sentence).toBe("owner can't see the field total of this record. What the field total shows comes from records that owner may not see.")
  })

  it('says that a part of a field stays hidden', async () => {
    const { granted, sentence } = await explained(person('owner@northstar.example'), 'Quote', quote('quote under revision'), 'version')
    expect([granted, sentence]).toEqual([true, "owner can see the field version of this record. The role opens everything that northstar has. owner doesn't see all that the field version is made of: a part comes from records that they may not see."])
  })

  it('stops at the door for who may not sign in', async () => {
    const pool = await poolOf(server.database.databases.system)
    await pool.query(`update app_user set active = false where email = 'seller2@northstar.example'`)
    await pool.query(`update partner set state = 'Suspended' where code = 'RVL'`)
    try {
      expect(await refused('seller2@northstar.example', 'Product', tables.product![0]!.id as string)).toEqual(['SIGN_IN active'])
      expect(await refused('seller@rival.example', 'Product', tables.product![0]!.id as string)).toEqual(['SIGN_IN partnerActive'])
    } finally {
      await pool.query(`update app_user set active = true; update partner set state = 'Active'`)
    }
  })

  it('tells it as sentences in three languages', async () => {
    for (const [locale, sentence] of [
      ['en', "rep can't see this record. rep doesn't own it. rep doesn't look after its partner. rep isn't asked to decide on it."],
      ['zh-TW', 'rep 看不到這筆紀錄。負責人不是 rep。rep 不負責其合作夥伴。此紀錄不由 rep 核准。'],
      ['zh-CN', 'rep 看不到此记录。负责人不是 rep。rep 不负责其合作伙伴。此记录不由 rep 审批。'],
    ]) {
      const response = await fetch(`${server.url}/graphql/crm`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', 'accept-language': locale!, cookie: await server.signIn(admin) },
        body: JSON.stringify({ query: asking, variables: { userId: person('rep@guanxi.example').id, recordType: 'Quote', recordId: quote('quote rival Presented') } }) })
      expect(((await response.json()) as any).data.explainAccess.sentence).toBe(sentence)
    }
  })

  it('is explained to administrators alone, of records that there are', async () => {
    const variables = { userId: person('rep@guanxi.example').id, recordType: 'Quote', recordId: quote('quote Presented') }
    for (const email of ['rep@guanxi.example', 'manager@guanxi.example', 'analyst@guanxi.example']) expect((await ask(email, asking, variables)).errors![0]!.extensions.code).toBe('FORBIDDEN')
    expect((await ask('owner@northstar.example', asking, variables)).errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
    const faults: [object, string][] = [[{ userId: 'x' }, 'NOT_FOUND'], [{ userId: variables.recordId }, 'NOT_FOUND'], [{ recordId: variables.userId }, 'NOT_FOUND'], [{ recordType: 'Cart' }, 'BAD_USER_INPUT'], [{ recordType: 'Nothing' }, 'BAD_USER_INPUT'], [{ field: 'nothing' }, 'BAD_USER_INPUT']]
    for (const [fault, code] of faults) {
      const { errors } = await ask(admin, asking, { ...variables, ...fault })
      expect(errors![0]!.extensions, JSON.stringify(fault)).toEqual({ code, field: [Object.keys(fault)[0]] })
    }
  })
})
