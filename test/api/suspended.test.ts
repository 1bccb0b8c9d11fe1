import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => { server = await startServer() })
afterAll(() => server.close())

const accounts = `query ($partner: [ID!]) { accounts(first: 60, filter: { partnerId: $partner }) { nodes { owner { email } } } }`

test('the customers of a partner that is suspended are looked after by its channel manager', async () => {
  const admin = await server.signIn('admin@guanxi.example')
  const ask = async (query: string, variables: Record<string, unknown>) => { const answer = await server.gql('crm', admin, query, variables); expect(answer.errors).toBeUndefined(); return answer.data }
  const { partners: { nodes: [partner] } } = await ask('{ partners(first: 1, filter: { search: "Northstar" }) { nodes { id channelManager { email } } } }', {})
  const owners = async () => (await ask(accounts, { partner: [partner.id] })).accounts.nodes as { owner: { email: string } | null }[]
  const before = await owners()
  expect(before.length).toBeGreaterThan(1)
  expect(before.every(({ owner }) => owner?.email === partner.channelManager.email)).toBe(false)

  const { suspendPartner } = await ask('mutation ($input: PartnerVerbInput!) { suspendPartner(input: $input) { errors { code path } partner { state } } }',
    { input: { clientMutationId: 'suspend', id: partner.id, reason: 'Unpaid' } })
  expect(suspendPartner).toEqual({ errors: [], partner: { state: 'Suspended' } })
  const after = await owners()
  expect(new Set(after.map(({ owner }) => owner?.email))).toEqual(new Set([partner.channelManager.email]))
})
