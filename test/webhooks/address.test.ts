import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Reach, guardedLookup, isSendable, mayReach } from '../../server/webhooks/address.ts'
import { post } from '../../server/webhooks/post.ts'

const inner = ['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254', '0.0.0.0', '255.255.255.255', '224.0.0.1', '192.0.2.1', '198.18.0.1',
  '::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1']

test('webhooks reach the internet, and no address that is none of it', () => {
  expect(inner.filter((address) => mayReach(address, 'internet'))).toEqual([])
  expect(['8.8.8.8', '2606:4700::1111'].filter((address) => !mayReach(address, 'internet'))).toEqual([])
  expect(inner.filter((address) => mayReach(address, 'computer'))).toEqual(['127.0.0.1', '127.8.8.8', '::1'])
  expect(inner.filter((address) => mayReach(address, 'intranet'))).toEqual(['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '::1', 'fc00::1', 'fd00:ec2::254', '::ffff:10.0.0.1'])
})

test.each<[Reach, string, boolean]>([
  ['internet', 'https://shop.example/hook?x=1', true], ['internet', 'http://shop.example/hook', false], ['internet', 'https://user:secret@shop.example', false], ['internet', 'ftp://shop.example', false],
  ['internet', 'https://127.0.0.1', false], ['internet', 'https://2130706433', false], ['internet', 'https://0x7f.1', false], ['internet', 'https://[::ffff:a00:1]', false], ['internet', 'https://localhost', false],
  ['internet', 'https://169.254.169.254/latest/meta-data', false], ['internet', 'shop.example', false], ['internet', 'https://shop.example/#a', false], ['internet', 'javascript:alert(1)', false],
  ['computer', 'http://localhost:9000', true], ['computer', 'http://127.0.0.1:9000', true], ['computer', 'http://[::1]:9000', true], ['computer', 'http://shop.example', false], ['computer', 'https://10.0.0.1', false],
  ['intranet', 'http://erp.intern/hook', true], ['intranet', 'http://10.0.0.7', true], ['intranet', 'http://169.254.169.254', false],
])('%s: %s %s', (reach, url, sendable) => { expect(isSendable(url, reach)).toBe(sendable) })

let asked = 0
const server = createServer((_request, response) => { asked++; response.end('inside') })
beforeAll(async () => { server.listen(0, '127.0.0.1'); await once(server, 'listening') })
afterAll(() => void server.close())

test('a name that means an inner address is refused when connecting, with nothing sent', async () => {
  const { port } = server.address() as { port: number }, never = new AbortController().signal
  // localhost under a name that says nothing
  expect(await post(`https://localhost.:${port}/`, {}, '{}', 'internet', never)).toMatchObject({ status: null, error: 'ADDRESS_REFUSED' })
  const looked = await new Promise((resolve) => guardedLookup('internet')('localhost', { all: true }, (error) => resolve(error?.code)))
  expect(looked).toBe('ADDRESS_REFUSED')
  expect(asked).toBe(0)
  expect(await post(`http://localhost:${port}/`, {}, '{}', 'computer', never)).toMatchObject({ status: 200, response: 'inside' })
})
