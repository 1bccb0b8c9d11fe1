import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAdministrator } from '../../server/people/first-administrator.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { goodPassword, tokenIn } from './mail-links.ts'
import { Browser, refusal } from './signing-in.ts'

let server: TestServer
beforeAll(async () => { server = await startServer(async () => {}, { trustedProxies: ['127.0.0.1'] }) })
afterAll(() => server.close())

const email = 'Lin@taiwan-trading.example', publicUrl = 'https://crm.taiwan-trading.example/'
const create = (address: string) => createAdministrator({ adminUrl: server.database.adminUrl, publicUrl, email: address })
const accept = (link: string) => new Browser(server, 'crm').act('acceptInvitation', { token: tokenIn(link), password: goodPassword }, 'viewer { email roles }')

test('the first administrator is made once, and chooses their password by a link', async () => {
  await expect(create('nobody')).rejects.toThrow('not an email address')

  const lost = await create(email), { link } = await create(email)
  expect(link).toMatch(/^https:\/\/crm\.taiwan-trading\.example\/crm\/invitation#[\w-]{43}$/)
  expect(refusal(await accept(lost.link))).toEqual(['LINK_INVALID', 'token'])
  expect(await accept(link)).toMatchObject({ errors: [], viewer: { email: email.toLowerCase(), roles: ['administrator'] } })
  expect(server.mails(email.toLowerCase())).toEqual([])

  for (const address of [email, 'chen@taiwan-trading.example']) await expect(create(address)).rejects.toThrow('There is an administrator already')
})
