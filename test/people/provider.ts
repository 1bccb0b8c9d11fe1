import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface Account { sub: string; email?: string; verified?: boolean }

export interface TestProvider {
  issuer: string
  /** Who signs in there from now on. */
  signIn(account: Account): void
  /** Goes to a page of the provider as a browser does, and returns the address to which it is sent back. */
  visit(url: string): Promise<string>
  close(): Promise<void>
}

export const client = { clientId: 'guanxi', clientSecret: 'a secret that only the two servers know' }

/** A real OpenID Connect provider on this computer, where whoever comes is signed in as the chosen account. */
export async function startProvider(callbacks: string[]): Promise<TestProvider> {
  const accounts = new Map<string, Account>()
  let current = ''
  const server = createServer((request, response) => {
    if (request.url!.startsWith('/interaction/')) void provider.interactionFinished(request, response, { login: { accountId: current } }, { mergeWithLastSubmission: false })
    else void provider.callback()(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: callbacks }],
    claims: { email: ['email', 'email_verified'] }, scopes: ['openid', 'email'], cookies: { keys: ['a key of the tests'] }, features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: accounts.get(id)!.email, email_verified: accounts.get(id)!.verified ?? true }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  return {
    issuer,
    signIn(account) { accounts.set(account.sub, account); current = account.sub },
    async visit(url) {
      const cookies = new Map<string, string>()
      for (let step = 0; step < 10 && url.startsWith(issuer); step++) {
        const answer = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
        for (const cookie of answer.headers.getSetCookie()) { const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!; cookies.set(name!, value!) }
        const next = answer.headers.get('location')
        if (!next) throw new Error(`the provider says ${answer.status}: ${await answer.text()}`)
        url = new URL(next, url).href
      }
      return url
    },
    async close() { server.closeAllConnections(); await new Promise((resolve) => server.close(resolve)) },
  }
}
