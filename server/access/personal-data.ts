import type { Asked, Handler } from './router.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import type { PersonKind } from './personal.ts'

const tables = { contact: 'contact', user: 'app_user', account: 'account' } as const

/** Everything that the product holds about a person, table by table, as a file that people can read and programs too. The trail notes that it was taken. */
export const personalData = (kind: PersonKind): Handler => async ({ context, params, response }: Asked) => {
  const id = params.id!
  if (!isId(id) || !(await context.run(`select 1 from ${tables[kind]} where id = $1`, [id])).length) throw notFound('id')
  const holds = await context.act(async (run) => {
    await run(`select app.audit_act('export', $1, $2)`, [kind, id])
    return (await run(`select app.personal_data_of_${kind}($1) as holds`, [id]))[0]!.holds as object
  })
  const file = JSON.stringify({ about: { type: kind, id }, exportedAt: new Date().toISOString(), exportedBy: context.me.data.name, holds }, null, 2)
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store', 'content-disposition': `attachment; filename="personal-data-${id}.json"`,
  }).end(file)
}
