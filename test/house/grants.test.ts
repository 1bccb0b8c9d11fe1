import 'reflect-metadata'
import { type GraphQLSchema, isObjectType } from 'graphql'
import { expect, it } from 'vitest'
import { grants, permissions } from '../../server/access/matrix.ts'
import { pruneFor } from '../../server/access/prune.ts'
import { contractFlow } from '../../server/contracts/contract.flow.ts'
import { modelFlow } from '../../server/configurator/model.flow.ts'
import { orderChangeFlow } from '../../server/orders/order-change.flow.ts'
import { invoiceFlow } from '../../server/billing/invoice.flow.ts'
import { bankLineFlow, dunningFlow, paymentFlow } from '../../server/payments/payment.flow.ts'
import { orderFlow } from '../../server/orders/order.flow.ts'
import { returnFlow } from '../../server/returns/return.flow.ts'
import { partnerFlow } from '../../server/partners/partner.flow.ts'
import { quoteFlow } from '../../server/quotes/quote.flow.ts'
import { policies } from '../../server/records.ts'
import { schemaFor } from '../../server/schema.ts'
import { code, sources } from './source.ts'

const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
const roots = (schema: GraphQLSchema) => [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) => Object.values(type?.getFields() ?? {}))
/** What the doors themselves ask for. */
const doors = ['public', 'signed-in', 'in-person']
const asked = (field: { extensions: Record<string, unknown> }) => field.extensions.permission as string | undefined
const everyField = Object.values(schemas).flatMap((schema) => Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : [])))
const flows = [quoteFlow, orderFlow, invoiceFlow, paymentFlow, bankLineFlow, dunningFlow, orderChangeFlow, returnFlow, partnerFlow, modelFlow, contractFlow]

it.each(['crm', 'partner'] as const)('every root field of %s names a permission of the matrix', (audience) => {
  const unknown = roots(schemas[audience]).filter((field) => !doors.includes(asked(field)!) && !permissions.includes(asked(field)!)).map((field) => `${field.name}: ${asked(field)}`)
  expect(unknown).toEqual([])
  expect(roots(schemas[audience]).length).toBeGreaterThan(20)
})

it('every root field that the code declares is in a schema', () => {
  // one without a permission that somebody holds is not there at all, and would not be missed
  const declared = sources('server', /\.ts$/).flatMap((file) => code(file).split('\n').filter((line) => /@(Query|Mutation|Subscription)\(/.test(line)).map((line) => [file, /@Needs\('([^']+)'\)/.exec(line)?.[1]] as const))
  expect(declared.filter(([, permission]) => !doors.includes(permission!) && !permissions.includes(permission!))).toEqual([])
  const there = new Set(Object.values(schemas).flatMap((schema) => roots(schema).map(({ name }) => name)))
  expect(declared).toHaveLength(there.size)
})

it('every field asks for a permission of the matrix, if for any', () => {
  const named = new Set(everyField.map(asked).filter((permission) => permission !== undefined && !doors.includes(permission)))
  expect([...named].filter((permission) => !permissions.includes(permission!))).toEqual([])
})

it('every permission is asked for somewhere', () => {
  const rules = policies.flatMap((policy) => [policy.staff, policy.partner].flatMap((rule) => (rule ? [rule.read, rule.write ?? ''] : []))).join('\n')
  const rooms = sources('server', /\.ts$/).filter((file) => !/^server\/access\/matrix(-table)?\.ts$/.test(file) && !file.startsWith('server/demo/')).map(code).join('\n')
  const moves = flows.flatMap((flow) => flow.verbs.map((verb) => `${flow.subject}:${verb}`))
  const dead = permissions.filter((permission) => !everyField.some((field) => asked(field) === permission) && !rules.includes(`'${permission}'`) && !rooms.includes(`'${permission}'`) && !moves.includes(permission))
  expect(dead).toEqual([])
})

it('every permission that the code names stands in the matrix', () => {
  const subjects = [...new Set(permissions.map((permission) => permission.split(':')[0]))].join('|')
  const named = new RegExp(`'((?:${subjects}):[a-z]+)'`, 'g')
  const unknown = sources('server', /\.ts$/).flatMap((file) => [...code(file).matchAll(named)].map(([, permission]) => permission!).filter((permission) => !permissions.includes(permission)).map((permission) => `${file}: ${permission}`))
  expect(unknown).toEqual([])
})

it('every row of the matrix grants something, and nothing twice', () => {
  expect(permissions.filter((permission) => !grants.some((grant) => grant.permission === permission))).toEqual([])
  expect(permissions.length).toBe(new Set(permissions).size)
})

it('a field of an audience is never granted to nobody of it', () => {
  for (const audience of ['crm', 'partner'] as const) {
    const pruned = pruneFor(schemas[audience], audience)
    expect(roots(pruned).map(({ name }) => name).sort()).toEqual(roots(schemas[audience]).map(({ name }) => name).sort())
  }
})

/** Verbs that people ask for, but not by a mutation of their own, and why. */
const otherwise: Record<string, string> = {}
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)

it.each(flows)('each verb of $subject that people ask for is a permission and a mutation', (flow) => {
  const mutations = new Map(Object.values(schemas).flatMap((schema) => Object.entries(schema.getMutationType()!.getFields())))
  const wrong = flow.asked.map((verb) => [`${flow.subject}:${verb}`, `${verb}${capital(flow.subject)}`] as const)
    .filter(([permission, mutation]) => !otherwise[permission] && (asked(mutations.get(mutation)!) !== permission || !permissions.includes(permission)))
  expect(wrong).toEqual([])
})
