import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { tokenFor } from './mail-links.ts'

let server: TestServer
const email = 'mo@northstar.example'
beforeAll(async () => {
  server = await startServer()
  await new Cast(server).do('owner@northstar.example', 'createPartnerUser', { name: '</iframe><script>alert(1)</script>', email, role: 'seller', locale: 'zh-Hans' })
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = {}) => new Promise<{ status: number; text: string; headers: Record<string, any> }>((resolve, reject) => {
  request(server.url + path, { headers }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => resolve({ status: response.statusCode!, text, headers: response.headers }))
  }).on('error', reject).end()
})

test('shows what was sent, and nothing in it runs', async () => {
  const token = await tokenFor(server, email)
  const list = await get('/mailbox')
  expect(list.text).toContain(email)
  const [, path] = /href="(\/mailbox\/\d+)"/.exec(list.text)!
  const one = await get(path!)
  expect(one.text).toContain(`http://localhost/partner/invitation#${token}`)
  expect(one.text).not.toMatch(/<script|<\/iframe><script/)
  expect(one.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  expect(one.headers['content-security-policy']).toContain("default-src 'none'")
  expect(one.headers['cache-control']).toBe('no-store')
})

test.each([['en', 'Mailbox'], ['zh-TW', '郵件匣'], ['zh-CN', '邮箱']])('in %s', async (language, title) => {
  expect((await get('/mailbox', { 'accept-language': language })).text).toContain(`<h1>${title}</h1>`)
})

test('is for this computer alone: not by another name, not through a proxy, nor for mail that is not there', async () => {
  const headers = [{ host: 'crm.example.com' }, { host: 'localhost.evil.example' }, { 'x-forwarded-for': '192.0.2.1' }, { forwarded: 'for=192.0.2.1' }, { via: '1.1 proxy' }, { 'x-forwarded-host': 'crm.example.com' }]
  for (const header of headers) expect((await get('/mailbox', header as any)).status, JSON.stringify(header)).toBe(404)
  for (const path of ['/mailbox/0', '/mailbox/99', '/mailbox/x', "/mailbox/'"]) expect((await get(path)).status, path).toBe(404)
  expect((await get('/mailbox', { host: 'localhost:4000' })).status).toBe(200)
})

test('is not there on a server that others reach', async () => {
  const open = await startServer(async () => {}, { publicUrl: 'https://crm.example.com' })
  expect((await fetch(`${open.url}/mailbox`)).status).toBe(404)
  await open.close()
})
