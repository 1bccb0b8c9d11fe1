import { setTimeout as sleep } from 'node:timers/promises'
import { mutation } from '../api/acting.ts'
import { type App, appOf, demoPassword } from '../support/server.ts'

/** A change that the server said it had made. */
export interface Acknowledged { verb: string; mutationId: string; answer: any; attempts: number }

const again = ['UNAVAILABLE', 'OVERLOADED', 'CONFLICT', 'TIMEOUT']

/** A client as the integrator's guide wants it: each change has an id, and is sent again under it until it is answered. */
export class Client {
  /** Answers other than 200, as status, code and whether they say when to come again. */
  readonly refusals = new Set<string>()
  /** What was neither answered nor a reason to try again. */
  readonly surprises: string[] = []
  private cookie = ''

  constructor(private readonly url: string, readonly email: string) {}

  get app(): App { return appOf(this.email) }

  private async post(query: string, variables: unknown): Promise<{ status: number; headers: Headers; body: any } | null> {
    try {
      const response = await fetch(`${this.url}/graphql/${this.app}`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', cookie: this.cookie }, body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(15_000),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    } catch {
      return null
    }
  }

  async signIn(): Promise<void> {
    const answer = await this.post('mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }', { input: { clientMutationId: crypto.randomUUID(), email: this.email, password: demoPassword } })
    this.cookie = answer!.headers.get('set-cookie')!.split(';')[0]!
  }

  /** Does a change, however often it has to be sent. Null when the server refused it for good, which is a surprise. */
  async insist(verb: string, input: Record<string, unknown>, selection: string): Promise<Acknowledged | null> {
    const mutationId = (input.clientMutationId as string | undefined) ?? crypto.randomUUID()
    const query = mutation(this.app, verb, selection)
    for (let attempts = 1; ; attempts++) {
      const told = await this.post(query, { input: { ...input, clientMutationId: mutationId } })
      const code: string | undefined = told?.body.errors?.[0]?.extensions.code ?? told?.body.data?.answer?.errors[0]?.code
      if (told && !code) return { verb, mutationId, answer: told.body.data.answer, attempts }
      if (told && told.status !== 200) this.refusals.add(`${told.status} ${code} ${told.headers.has('retry-after') ? 'come again' : 'no word when'}`)
      if (told && !again.includes(code!)) {
        this.surprises.push(`${verb}: ${told.status} ${JSON.stringify(told.body)}`)
        return null
      }
      await sleep(100)
    }
  }
}
