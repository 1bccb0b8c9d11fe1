import { generate } from 'otplib'
import { type Posted, post } from '../api/posting.ts'
import { mutation, newId } from '../api/acting.ts'
import { poolOf } from '../../server/orm.ts'
import { type App, type TestServer, appOf, demoPassword } from '../support/server.ts'

const selection = 'viewer { email } secondFactorNeeded { challenge expiresAt }'

/** A browser with its cookies, at an address of its own: the test's server trusts what this computer says about addresses. */
export class Browser {
  readonly cookies = new Map<string, string>()

  constructor(private readonly server: TestServer, readonly app: App, public address = '192.0.2.1') {}

  async send(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Posted> {
    const answer = await post(this.server, this.app, { query, variables }, { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'x-forwarded-for': this.address, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0', ...headers })
    this.keep((answer.headers['set-cookie'] ?? []) as unknown as string[])
    return answer
  }

  keep(cookies: string[]): void {
    for (const cookie of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      if (value) this.cookies.set(name!, value)
      else this.cookies.delete(name!)
    }
  }

  async act(name: string, input: Record<string, unknown> = {}, fields = ''): Promise<any> {
    const { body } = await this.send(mutation(this.app, name, fields), { input: { clientMutationId: newId(), ...input } })
    return body.data?.answer ?? { errors: [{ code: body.errors[0].extensions.code, path: [] }] }
  }

  signIn = (email: string, password = demoPassword): Promise<any> => this.act('signIn', { email, password }, selection)
  confirm = (input: { challenge: string; code?: string; recoveryCode?: string }): Promise<any> => this.act('confirmSignIn', input, selection)
  viewer = async (): Promise<string | null> => (await this.send('{ viewer { email } }')).body.data.viewer?.email ?? null
}

export const refusal = (answer: any): [string, string | undefined] | null => (answer.errors[0] ? [answer.errors[0].code, answer.errors[0].path[0]] : null)

/** The code that an app shows so many steps from now. */
export const codeIn = (secret: string, steps = 0): Promise<string> => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps })

/** Signs somebody in and sets up their second factor. */
export async function enrolled(server: TestServer, email: string): Promise<{ browser: Browser; secret: string; recoveryCodes: string[] }> {
  const browser = new Browser(server, appOf(email), '192.0.2.200')
  await browser.signIn(email)
  const { secret } = await browser.act('beginSecondFactor', { password: demoPassword }, 'secret')
  const { recoveryCodes } = await browser.act('confirmSecondFactor', { code: await codeIn(secret) }, 'recoveryCodes')
  // so that the same code can be tried again at once
  await (await poolOf(server.database.databases.system)).query('update second_factor set last_step = 0')
  return { browser, secret, recoveryCodes }
}
