import { type ExecutionResult, type GraphQLSchema, execute, parse, validate } from 'graphql'
import pg from 'pg'
import { Viewer } from '../../server/access/viewer.ts'
import { RequestContext } from '../../server/context.ts'
import { formatErrors } from '../../server/kit/graphql-errors.ts'
import { readPlanned } from '../../server/kit/read/resolve.ts'
import type { Walls } from '../support/walls.ts'

/** Somebody whom the field wall takes for the mightiest, while the database knows who they are. */
export class Unchecked extends Viewer {
  override scope(): 'all' { return 'all' }
}

/** Switches row security off: every table shows all rows to whoever has a grant on it. */
export async function withoutRowSecurity(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`)
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security; alter table ${name} disable row level security`)
  await client.end()
}

/** Executes a document over a schema as it is given, on the viewer's own connection; errors as they would leave. */
export async function execution(walls: Walls, schema: GraphQLSchema, viewer: Viewer, document: string): Promise<ExecutionResult<any>> {
  const parsed = parse(document), wrong = validate(schema, parsed)
  if (wrong.length) throw new Error(`${document}: ${wrong[0]!.message}`)
  const { databases } = walls.database, staff = viewer.audience === 'crm'
  const door = { audience: viewer.audience, sessionId: null, address: '', agent: '', system: walls.pools.system, setCookie: () => {}, note: {} }
  const context = new RequestContext(viewer, 'en', staff ? databases.staff : databases.partner, staff ? walls.pools.staff : walls.pools.partner, door as any)
  try {
    const result = await execute({ schema, document: parsed, contextValue: context, fieldResolver: readPlanned }) as ExecutionResult<any>
    return { ...result, ...(result.errors ? { errors: formatErrors(result.errors, result.errors, 'en') as any } : {}) }
  } finally {
    await context.close()
  }
}
