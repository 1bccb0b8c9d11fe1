import { existsSync, readdirSync } from 'node:fs'
import { type IncomingHttpHeaders, get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../server/access/routes.ts'
import { errorCodes } from '../../server/kit/errors.ts'
import { type TestServer, demo, demoPassword, startServer } from '../support/server.ts'
import { Offering } from '../offers/offering.ts'
import { Cast, mutation, newId } from './acting.ts'
import { expectSentence, languages, post } from './posting.ts'

// What every answer carries, whatever it is, and what other sites' pages get.
const dealer = 'owner@northstar.example', staff = 'admin@guanxi.example'
let server: TestServer, safe: TestServer, cast: Cast
beforeAll(async () => {
  server = await startServer()
  safe = await startServer(demo, { publicUrl: 'https://crm.example.com' })
  cast = new Cast(server)
  await cast.cookie(dealer)
  await cast.cookie(staff)
})
afterAll(async () => { await server.close(); await safe.close() })

const id = '018f0000-0000-7000-8000-000000000000'
const pathOf = (path: string) => path.replace('{/*}?', '/x').replace('*', 'x.js').replace(/:\w+/g, id)
/** What is only sent to: asked for by its address, it is the app's page as any other address is. */
const takesFiles = (path: string) => routes.find((route) => route.path === path)!.method === 'POST'
const page = (path: string) => /^\/(crm|partner)(\{|$)/.test(path)

function expectArmoured(response: Response, what: string): void {
  const { headers } = response
  expect(headers.get('x-content-type-options'), what).toBe('nosniff')
  expect(headers.get('referrer-policy'), what).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy'), what).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy'), what).toBe('same-origin')
  expect(headers.get('permissions-policy'), what).toContain('camera=()')
  expect(headers.get('x-powered-by'), what).toBeNull()
  for (const name of ['access-control-allow-origin', 'access-control-allow-credentials']) expect(headers.get(name), what).toBeNull()
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy, what).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(/script-src[^;]*/.exec(policy)?.[0] ?? '', what).not.toMatch(/unsafe|\*|data:|blob:/)
}

/** What came over the wire: fetch would unpack it. */
const received = (url: string, encoding: string) => new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
  get(url, { headers: { 'accept-encoding': encoding } }, (response) => void buffer(response).then((body) => resolve({ headers: response.headers, body }), reject)).on('error', reject)
})

describe.each(routes.map(({ path }) => [path]))('%s', (path) => {
  test('is armoured, for nobody and for somebody, right and wrong', async () => {
    const wrong: string[] = []
    for (const cookie of ['', await cast.cookie(dealer), await cast.cookie(staff)]) {
      for (const method of ['GET', 'POST', 'OPTIONS', 'PUT']) {
        const response = await fetch(server.url + pathOf(path), { method, redirect: 'manual', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST', cookie, ...(method === 'POST' ? { 'content-type': 'text/plain' } : {}) } })
        const what = `${method} ${path} ${response.status}`, text = await response.text()
        expectArmoured(response, what)
        const refused = response.status >= 400, kept = !/no-store/.test(response.headers.get('cache-control') ?? '')
        if (kept && (refused || !(page(path) || path === '/assets/*' || takesFiles(path)))) wrong.push(`${what}: is kept`)
        // what programs read says why in the same way everywhere
        const said = refused && !response.headers.get('content-type')?.startsWith('text/')
        if (said && !(errorCodes as readonly string[]).includes(JSON.parse(text).errors[0].extensions.code as string)) wrong.push(`${what}: ${text}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

test.skipIf(!existsSync('dist/portal/crm.html'))('pages run no script that stands in them, and load nothing from elsewhere', async () => {
  for (const app of ['crm', 'partner']) {
    const response = await fetch(`${server.url}/${app}`), html = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect([...html.matchAll(/<script\b([^>]*)>([^<]*)/g)].filter(([, attributes, text]) => !/\bsrc="\//.test(attributes!) || text!.trim())).toEqual([])
    expect(html).not.toMatch(/\son\w+=|javascript:|https?:\/\/(?!www\.w3\.org)/)
    const asset = /src="(\/assets\/[^"]+)"/.exec(html)![1]!
    expect((await fetch(server.url + asset)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  }
})

test.skipIf(!existsSync('dist/portal/crm.html'))('pages and assets travel compressed, and are the same; what is kept for ever has its content in its name', async () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }, text = /\.(js|css|html|svg)$/
  const assets = readdirSync('dist/portal/assets').filter((name) => !/\.(br|gz)$/.test(name))
  expect(assets.filter((name) => !/-[\w-]{8}\.\w+$/.test(name))).toEqual([])
  expect(assets.filter((name) => text.test(name) && !(existsSync(`dist/portal/assets/${name}.br`) && existsSync(`dist/portal/assets/${name}.gz`)))).toEqual([])
  const some = ['js', 'css', 'svg'].map((kind) => `/assets/${assets.find((name) => name.endsWith(`.${kind}`))}`)
  for (const path of ['/crm', '/partner', ...some]) {
    const plain = await received(server.url + path, 'identity')
    expect(plain.headers).toMatchObject({ 'vary': 'Accept-Encoding', 'content-type': expect.stringMatching(/^(text|image)\//) })
    expect(plain.headers).not.toHaveProperty('content-encoding')
    for (const [way, decompress] of Object.entries(unpack)) {
      const { headers, body } = await received(server.url + path, way)
      const own = { 'content-encoding': undefined, 'content-length': undefined, 'etag': undefined, 'last-modified': undefined, 'date': undefined }
      expect({ ...headers, ...own }, `${way} ${path}`).toEqual({ ...plain.headers, ...own })
      expect(headers['content-encoding']).toBe(way)
      expect(headers.etag).not.toBe(plain.headers.etag)
      expect(decompress(body).equals(plain.body), `${way} ${path}`).toBe(true)
    }
  }
})

test('files are what they say, and inert', async () => {
  const offering = new Offering(cast), accepted = await offering.sent()
  await offering.answer(accepted.link.path, {})
  const northstars = (table: string) => `select t.id from ${table} t join partner p on p.id = t.partner_id where p.code = 'NST'`
  const records: Record<string, string> = {
    'quotes/:id.pdf': await cast.quote('Presented'), 'quotes/:id/': accepted.id,
    ...await Promise.all(Object.entries({
      orders: northstars('sales_order'), contracts: `${northstars('contract')} and t.sent_at is not null`, invoices: `${northstars('invoice')} and t.number is not null`, shipments: northstars('sales_order').replace('t.id', 's.id').replace(' where', ' join shipment s on s.order_id = t.id where'),
      'price-lists': 'select id from price_list', 'account-statements': `select id from partner where code = 'NST'`, dunning: 'select id from dunning_letter', contacts: 'select id from contact', users: 'select id from app_user', accounts: `select id from account where kind = 'PERSON'`,
    }).map(async ([kind, sql]) => [kind, (await cast.rows(`${sql} limit 1`))[0]?.id])).then(Object.fromEntries),
  }
  const files = routes.filter(({ path, method }) => path.includes('/files/') && method === 'GET' && !path.includes('/exports')).map(({ path }) => path)
  expect(files.length).toBeGreaterThan(1)
  for (const path of files) {
    const whose = path.startsWith('/crm') ? staff : dealer, kind = Object.keys(records).find((one) => path.includes(`/files/${one}`))
    // the demo company has no customers that are people
    const record = kind ? records[kind] ?? (kind === 'accounts' ? id : 'missing') : ''
    const response = await fetch(server.url + path.replace(/:\w+/, record), { headers: { cookie: await cast.cookie(whose) } })
    expectArmoured(response, path)
    await response.arrayBuffer()
    if (record === id) continue
    expect(response.status, path).toBe(200)
    expect(response.headers.get('content-disposition'), path).toMatch(path.endsWith('.pdf') ? /^inline; filename="[\w-]+\.pdf"$/ : /^attachment; filename="[\w.-]+"$/)
    expect(response.headers.get('content-type'), path).toMatch({ pdf: /^application\/pdf/, csv: /^text\/csv/, json: /^application\/json/, xml: /^application\/xml/ }[path.split('.').at(-1)!]!)
    // no browser shows a PDF from within a sandbox; ours hold nothing but text
    expect(response.headers.get('content-security-policy')!.includes('sandbox'), path).toBe(!path.endsWith('.pdf'))
    expect(response.headers.get('cache-control'), path).toBe('private, no-store')
  }
})

test('over https the browser is told to stay there, and the cookie is bound to the host', async () => {
  const body = { query: mutation('partner', 'signIn'), variables: { input: { clientMutationId: newId(), email: dealer, password: demoPassword } } }
  const [plain, secure] = [await post(server, 'partner', body), await post(safe, 'partner', body)]
  expect([plain.headers['strict-transport-security'], secure.headers['strict-transport-security']]).toEqual([undefined, 'max-age=63072000'])
  for (const cookie of [secure.headers['set-cookie']].flat() as string[]) expect(cookie).toMatch(/^__Host-[\w-]+=[^;]+; Path=\/; HttpOnly; SameSite=(Lax|Strict); Max-Age=\d+; Secure$/)
  for (const cookie of [plain.headers['set-cookie']].flat() as string[]) expect(cookie).toMatch(/^guanxi-[\w-]+=[^;]+; Path=\/; HttpOnly; SameSite=(Lax|Strict); Max-Age=\d+$/)
})

test('another site’s page gets nowhere: no simple request, no password of a proxy, no query by address', async () => {
  const cookie = await cast.cookie(dealer), before = await cast.everything(), query = mutation('partner', 'clearCart').replace('$input', '$input')
  for (const [locale, accepted] of languages) {
    for (const more of [{}, { authorization: 'Basic dXNlcjpwYXNz' }, { 'content-type': 'text/plain' }, { accept: 'text/event-stream' }] as Record<string, string>[]) {
      for (const method of ['POST', 'GET']) {
        const answer = await post(server, 'partner', { query }, { cookie, 'x-csrf': '', 'accept-language': accepted, ...more }, { method, path: method === 'GET' ? '?query={viewer{id}}' : '' })
        expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([403, 'CSRF'])
        expectSentence(answer.body.errors[0].message, 'CSRF', locale)
      }
    }
  }
  expect(await cast.everything()).toEqual(before)
})

test('attempts in one document count as attempts', async () => {
  const attempt = (index: number) => `a${index}: signIn(input: { clientMutationId: "x${index}", email: "buyer@northstar.example", password: "wrong ${index}" }) { errors { code } }`
  const codes: string[] = []
  for (let round = 0; round < 3; round++) {
    const { body } = await post(server, 'partner', { query: `mutation { ${Array.from({ length: 15 }, (_, index) => attempt(index)).join(' ')} }` })
    codes.push(...Object.values(body.data as Record<string, { errors: { code: string }[] }>).map(({ errors }) => errors[0]!.code))
  }
  expect(new Set(codes)).toEqual(new Set(['WRONG_PASSWORD', 'RATE_LIMITED']))
  expect(codes.filter((code) => code === 'WRONG_PASSWORD').length).toBeLessThanOrEqual(15)
  expect(codes.at(-1)).toBe('RATE_LIMITED')
})
