import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { serve } from '../../server/http.ts'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer, testSettings } from '../support/server.ts'
import { goodPassword, tokenIn } from './mail-links.ts'
import { Browser } from './signing-in.ts'

/** A mail server that takes, puts off or refuses what it is told to. */
class Postman {
  readonly taken: { to: string; mail: Email }[] = []
  refuses: { rcpt?: number; data?: number } = {}
  private readonly server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onRcptTo: (_address, _session, done) => done(this.refuses.rcpt ? this.no(this.refuses.rcpt) : null),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        if (this.refuses.data) return done(this.no(this.refuses.data))
        this.taken.push({ to: envelope.rcptTo[0]!.address, mail })
        done()
      }))
    },
  })
  private no = (responseCode: number) => Object.assign(new Error('not now, secret@inside.example'), { responseCode })
  open = (port = 0): Promise<string> => new Promise((resolve) => { const listening = this.server.listen(port, '127.0.0.1', () => resolve(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`)) })
  close = (): Promise<void> => new Promise((resolve) => this.server.close(() => resolve()))
  of = (to: string) => this.taken.filter((one) => one.to === to)
}

let server: TestServer, cast: Cast
const postman = new Postman(), owner = 'owner@northstar.example'
beforeAll(async () => {
  server = await startServer(undefined, { smtpUrl: await postman.open(), mailFrom: 'Guanxi CRM <crm@guanxi.example>', trustedProxies: ['127.0.0.1'] })
  cast = new Cast(server)
})
afterEach(() => { postman.refuses = {} })
afterAll(async () => { await server.close(); await postman.close() })

async function invite(name: string): Promise<string> {
  return (await cast.do(owner, 'createPartnerUser', { name, email: `${name}@northstar.example`, role: 'seller' }, 'user { id }')).user.id
}
const mailOf = async (id: string) => (await cast.rows('select state, attempts, last_error, next_attempt_at > now() as later, sent_at from mail where user_id = ?', [id]))[0]
/** What waits is due now, and the queue is told. */
const hurry = async () => { await cast.rows(`update mail set next_attempt_at = now() where state = 'queued' returning 1`); await cast.rows(`insert into mail (kind, audience, address) values ('reset_request', 'crm', 'nobody') returning 1`) }

test('goes out over SMTP in two forms, from whom it should', async () => {
  const id = await invite('first')
  await expect.poll(() => mailOf(id)).toMatchObject({ state: 'sent', attempts: 1, last_error: null })
  const [{ mail }] = postman.of('first@northstar.example') as unknown as [{ mail: Email }]
  expect(mail.from).toMatchObject({ name: 'Guanxi CRM', address: 'crm@guanxi.example' })
  expect([mail.text, mail.html].every((form) => form!.includes('/partner/invitation#'))).toBe(true)
  expect(mail.messageId).toMatch(/^<[\w-]{36}@guanxi\.example>$/)
})

test('is tried again when it was put off, and then sent once', async () => {
  postman.refuses = { data: 451 }
  const id = await invite('later')
  await expect.poll(() => mailOf(id)).toMatchObject({ state: 'queued', attempts: 1, last_error: 'EMESSAGE 451', later: true })
  postman.refuses = { data: 452 }
  await hurry()
  await expect.poll(() => mailOf(id)).toMatchObject({ attempts: 2, last_error: 'EMESSAGE 452' })
  postman.refuses = {}
  await hurry()
  await expect.poll(() => mailOf(id)).toMatchObject({ state: 'sent', attempts: 3, last_error: null })
  await hurry()
  await expect.poll(async () => (await cast.rows(`select 1 from mail where kind = 'reset_request'`)).length).toBe(0)
  expect(postman.of('later@northstar.example')).toHaveLength(1)
  // the link of the attempt that counted
  const guest = new Browser(server, 'partner'), token = tokenIn(postman.of('later@northstar.example')[0]!.mail.text!)
  expect((await guest.act('acceptInvitation', { token, password: goodPassword })).errors).toEqual([])
})

test('to an address that is refused for good is given up, and whoever invited sees it', async () => {
  postman.refuses = { rcpt: 550 }
  const id = await invite('nowhere')
  await expect.poll(() => mailOf(id)).toMatchObject({ state: 'failed', attempts: 1, last_error: 'EENVELOPE 550' })
  const state = async (who: string) => (await cast.read(who, `{ user(id: "${id}") { state } }`)).user.state
  expect([await state(owner), await state('seller@northstar.example')]).toEqual(['Undelivered', 'Invited'])
  postman.refuses = {}
  await cast.do(owner, 'inviteUser', { id })
  await expect.poll(() => state(owner)).toBe('Invited')
})

test('that has no point any more is not sent', async () => {
  postman.refuses = { data: 451 }
  const withdrawn = await invite('withdrawn'), gone = await invite('gone')
  for (const id of [withdrawn, gone]) await expect.poll(() => mailOf(id)).toMatchObject({ last_error: 'EMESSAGE 451' })
  await cast.do(owner, 'revokeInvitation', { id: withdrawn })
  await cast.do(owner, 'deactivateUser', { id: gone })
  postman.refuses = {}
  await hurry()
  await expect.poll(async () => (await cast.rows(`select 1 from mail where kind = 'reset_request'`)).length).toBe(0)
  expect(postman.taken.filter(({ to }) => /withdrawn|gone/.test(to))).toEqual([])
})

test('survives that the server ends, and is sent once by whichever of two is first', async () => {
  const absent = new Postman(), port = Number(new URL(await absent.open()).port)
  await absent.close()
  const { database } = server
  const settings = { ...testSettings(database), smtpUrl: `smtp://127.0.0.1:${port}` }
  const system = await poolOf(database.databases.system)
  postman.refuses = { data: 451 }
  const ids = await Promise.all(['s1', 's2', 's3', 's4', 's5'].map(invite))
  for (const id of ids) await expect.poll(() => mailOf(id)).toMatchObject({ state: 'queued', attempts: 1, last_error: 'EMESSAGE 451' })
  const here = new Postman()
  await here.open(port)
  const others = await Promise.all([1, 2].map(() => serve({ settings, databases: database.databases, adminUrl: database.adminUrl })))
  postman.refuses = {}
  await system.query(`update mail set next_attempt_at = now() where state = 'queued'`)
  await Promise.all(others.map(({ mail }) => mail.send()))
  for (const id of ids) await expect.poll(() => mailOf(id)).toMatchObject({ state: 'sent', attempts: 2 })
  await Promise.all(others.map((one) => one.close()))
  const all = [...here.taken, ...postman.taken].map(({ to }) => to).filter((to) => /^s\d@/.test(to))
  expect(all.sort()).toEqual(['s1', 's2', 's3', 's4', 's5'].map((name) => `${name}@northstar.example`))
  await here.close()
})

test('that a server was sending when it was killed comes up again', async () => {
  const id = await invite('crash')
  await expect.poll(() => mailOf(id)).toMatchObject({ state: 'sent' })
  // as it stood when the server was killed after it had taken the mail: put off, and no longer with the queue
  await cast.rows(`update mail set state = 'queued', sent_at = null, next_attempt_at = now() - interval '1 second' where user_id = ? returning 1`, [id])
  await hurry()
  await expect.poll(() => mailOf(id)).toMatchObject({ state: 'sent', attempts: 2 })
  // a reader's program knows the second one for the same
  const ids = postman.of('crash@northstar.example').map(({ mail }) => mail.messageId)
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
})

test('no name makes a header or a tag', async () => {
  await cast.do(owner, 'createPartnerUser', { name: 'Eve\r\nBcc: all@world.example <img src=x onerror=alert(1)>', email: 'eve@northstar.example', role: 'buyer' })
  await expect.poll(() => postman.of('eve@northstar.example').length).toBe(1)
  const [{ mail }] = postman.of('eve@northstar.example') as unknown as [{ mail: Email }]
  expect([mail.bcc, mail.headers.filter(({ key }) => key === 'bcc')]).toEqual([undefined, []])
  expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(mail.html).not.toContain('<img')
})

test('where it went wrong nothing of the inside is kept', async () => {
  expect(JSON.stringify(await cast.rows('select last_error from mail'))).not.toContain('inside')
})

test('the mailbox is not there when there is a mail server', async () => {
  expect((await fetch(`${server.url}/mailbox`)).status).toBe(404)
})
