import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grantedTo, permissions } from '../../server/access/matrix.ts'
import { routes } from '../../server/access/routes.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { root } from './source.ts'

let server: TestServer
beforeAll(async () => { server = await startServer(async () => {}) })
afterAll(() => server.close())

it('every route of the table is served', async () => {
  // pages are there once the portal is built, as it is before a whole test run
  const built = existsSync(join(root, 'dist/portal/crm.html'))
  const nothing = await (await fetch(`${server.url}/nothing-of-this-name`)).text()
  for (const { path } of routes.filter((route) => route.path !== '/assets/*' && (built || !['/crm{/*}?', '/partner{/*}?'].includes(route.path)))) {
    const response = await fetch(server.url + path.replace('{/*}?', '').replace(/:\w+/g, '018f0000-0000-7000-8000-000000000000'), { redirect: 'manual' })
    // without a sign-in each answers in its own way, and none as an unknown path does
    expect(await response.text(), path).not.toBe(nothing)
  }
})

it('what is not in the table is not there', async () => {
  for (const path of ['/graphql', '/graphql/customer', '/graphql/system', '/admin', '/crm.graphql', '/files/quotes/1.pdf', '/../package.json', '/server/main.ts', '/.git/config', '/operations/crm.json', '/%6Fperations/crm.json', '/assets/..%2Foperations/crm.json']) {
    const response = await fetch(server.url + path, { redirect: 'manual' })
    expect(response.status, path).toBe(404)
  }
})

it('every route names a permission that its audience can hold', () => {
  const wrong = routes.filter(({ audience, permission }) => !['public', 'signed-in', 'by field'].includes(permission) && (audience === 'anyone' || !permissions.includes(permission) || !grantedTo(audience, permission)))
  expect(wrong).toEqual([])
})
