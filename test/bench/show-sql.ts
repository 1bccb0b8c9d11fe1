import type pg from 'pg'
import type { Contender } from './contenders.ts'
import { failed, send } from './load.ts'
import type { Operation } from './operation.ts'

/** The statements of one request of each contender, as PostgreSQL counted them: constants are placeholders, `begin` and `commit` are left out. */
export async function showSql(client: pg.ClientBase, operation: Operation, contenders: Contender[], print: (line: string) => void): Promise<void> {
  const facts = await operation.facts?.(client)
  try {
    for (const contender of contenders) {
      // the first request of a connection prepares, and one of the product's sessions is looked up
      for (let n = 0; n < 2; n++) {
        await client.query('select pg_stat_statements_reset()')
        const answered = await send(contender, contender.request(operation, operation.variables(n, facts, 0))!)
        if (failed(answered)) throw new Error(`${contender.name} failed at ${operation.key}: ${answered.status} ${answered.text.slice(0, 1_000)}`)
      }
      const { rows } = await client.query<{ calls: number; query: string }>(`select calls::int, query from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname like 'guanxi\\_%' order by length(query) desc`)
      print(`-- (${operation.key}) ${contender.name}`)
      for (const { calls, query } of rows) print(`-- ${calls} ×\n${query};\n`)
    }
  } finally {
    await operation.reset?.(client)
    await operation.after?.(client)
  }
}
