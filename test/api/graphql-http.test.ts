import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast } from './acting.ts'

// GraphQL over HTTP as its specification has it, by the audits of its reference implementation, on every endpoint.
let server: TestServer
const keys: Record<string, string> = {}
beforeAll(async () => {
  server = await startServer()
  const cast = new Cast(server)
  for (const [app, email] of [['crm', 'admin@guanxi.example'], ['partner', 'owner@northstar.example']] as const)
    keys[app] = (await cast.do(email, 'createApiKey', { name: 'audit', permissions: ['catalog:read'] }, 'secret')).secret
})
afterAll(() => server.close())

describe.each(['crm', 'partner'])('%s', (app) => {
  describe.each(['anybody', 'a program with a key'])('as %s', (who) => {
    const asking: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), ...(who === 'anybody' ? { 'x-csrf': '1' } : { authorization: `Bearer ${keys[app]}` }) } })
    const audits = serverAudits({ url: () => `${server.url}/graphql/${app}`, fetchFn: asking })

    test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
      const result = await audit.fn()
      // what the specification recommends or allows is no fault; what it demands is
      if (result.status === 'error') throw new Error(`${audit.id}: ${result.reason} ${await result.response.text().catch(() => '')}`)
      expect(['ok', 'warn', 'notice']).toContain(result.status)
    })
  })
})
