import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
// @ts-expect-error plain JavaScript, which runs before anything is installed
import { serverFlags } from '../../server/boot/runtime.mjs'
import { type Served, forkServer, startGuanxi } from './child.ts'
import { password, secret, withClient } from './database.ts'
import type { Operation, Variables, ViewerName } from './operation.ts'
import { writeSchema } from './postgraphile/schema.ts'
import { people, seatsOf } from './seats.ts'
import { alike } from './world.ts'

export const contenderNames = ['floor', 'postgraphile', 'guanxi'] as const
export type ContenderName = (typeof contenderNames)[number]

export interface Request { path: string; headers: Record<string, string>; body: string }
export interface Contender {
  name: string
  server: Served
  /** What the nth of several askers sends; undefined where it does not take part in this operation. */
  request(operation: Operation, variables: Variables, asker?: number): Request | undefined
  /** The data of an answer, in the form that all share. */
  dataOf(operation: Operation, answer: any): unknown
}

/** The floor on a database; without row policies it says by itself whose rows it reads. */
export async function startFloor(adminUrl: string, unguarded = false): Promise<Contender> {
  const server = await forkServer('floor.ts', { seats: await seatsOf(adminUrl), unguarded })
  return {
    name: unguarded ? 'no policies' : 'floor', server, dataOf: (_, answer) => answer.data,
    request: ({ key }, variables, asker = 0) => ({ path: '/', headers: {}, body: JSON.stringify({ operation: key, variables, asker }) }),
  }
}

async function startPostGraphile(adminUrl: string): Promise<Contender> {
  await withClient(adminUrl, writeSchema)
  const server = await forkServer('postgraphile.ts', { seats: await seatsOf(adminUrl) })
  return {
    name: 'postgraphile', server, dataOf: ({ postgraphile }, answer) => postgraphile!.normalise(answer.data),
    request: ({ viewer, postgraphile }, variables, asker = 0) => postgraphile &&
      { path: '/graphql', headers: { 'x-viewer': viewer, 'x-asker': String(asker) }, body: JSON.stringify({ query: postgraphile.query, variables: postgraphile.variables?.(variables) ?? variables }) },
  }
}

/** The operations that an app's build wrote down, by name. */
function persisted(app: string): Map<string, string> {
  const file = path.resolve('dist/portal/operations', `${app}.json`)
  if (!existsSync(file)) throw new Error(`${file} is missing: the apps are not built (npm run build).`)
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).map(([hash, text]) => [/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? hash, hash]))
}

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }'

export interface Program {
  /** What Node runs: the built server, or its sources. */
  guanxi: string[]
}
/** As npm start runs it. */
export const built: Program = { guanxi: [...serverFlags, 'dist/server/main.js'] }

async function start(adminUrl: string, { guanxi }: Program): Promise<Contender> {
  const server = await startGuanxi(guanxi, { DATABASE_URL: adminUrl, GUANXI_SECRET: secret, GUANXI_DATA: path.join(os.tmpdir(), 'guanxi-bench') })
  const common = { accept: 'application/json', 'accept-language': 'en', 'x-csrf': '1' }
  const cookieOf = async (app: string, email: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/graphql/${app}`, {
      method: 'POST', headers: { ...common, 'content-type': 'application/json' }, body: JSON.stringify({ query: signIn, variables: { input: { clientMutationId: crypto.randomUUID(), email, password } } }),
    })
    const cookie = response.headers.get('set-cookie')?.split(';')[0]
    if (!cookie) throw new Error(`${email} could not sign in: ${await response.text()}`)
    return cookie
  }
  try {
    // one after the other: passwords take their time, and there is room for few of them at once
    const cookiesOf = async (name: ViewerName) => { const found: string[] = []; for (const { email } of people[name].all) found.push(await cookieOf(people[name].app, email)); return found }
    const cookies = { dealer: await cookiesOf('dealer'), dealers: await cookiesOf('dealers'), representative: await cookiesOf('representative') }
    const operations = { crm: persisted('crm'), partner: persisted('partner') }
    return {
      name: 'guanxi', server, dataOf: (_, answer) => answer.data,
      request({ viewer, guanxi: asked }, variables, asker = 0) {
        const { app } = people[viewer]
        const body = 'query' in asked ? { query: asked.query, variables }
          : { operationName: asked.operation, variables, extensions: { persistedQuery: { version: 1, sha256Hash: operations[app].get(asked.operation) } } }
        return { path: `/graphql/${app}`, headers: { ...common, cookie: cookies[viewer][asker % alike]! }, body: JSON.stringify(body) }
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Starts who takes part, one after the other. */
export async function startContenders(names: readonly ContenderName[], adminUrl: string, program: Program): Promise<Contender[]> {
  const started: Contender[] = []
  try {
    for (const name of names) started.push(name === 'floor' ? await startFloor(adminUrl) : name === 'postgraphile' ? await startPostGraphile(adminUrl) : await start(adminUrl, program))
    return started
  } catch (error) {
    await Promise.all(started.map(({ server }) => server.stop()))
    throw error
  }
}
