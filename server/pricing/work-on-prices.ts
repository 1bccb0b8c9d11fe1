import type pg from 'pg'
import { inTransaction, setting } from '../kit/session.ts'
import { newId } from '../kit/ids.ts'
import type { Run } from '../kit/read/reader.ts'
import { work } from './apply-change.ts'
import { type PriceChangeState, priceChangeFlow } from './price-change.flow.ts'

interface Waiting { id: string; listId: string; state: PriceChangeState; expected: number; by: string }

/** One transaction of the background in a person's name: by the settings that row policies and the trail read. */
export const inTheirName = <T>(system: pg.Pool, userId: string | null, act: (run: Run) => Promise<T>): Promise<T> =>
  inTransaction(system, (client) => act(async (text, values) => (await client.query(text, values)).rows as Record<string, any>[]),
    `begin; set local statement_timeout = '10min'; ${setting({ 'app.user_id': userId ?? '', 'app.channel': 'job', 'app.roles': 'administrator', 'app.partner_id': '' })}`)

/**
 * Carries out the large changes that people have asked for, each in one transaction. A change that somebody else works on is left to them;
 * one that was cut short is begun anew. Returns how many were carried out.
 */
export async function workOnChanges(system: pg.Pool): Promise<number> {
  const { rows } = await system.query<Waiting>(
    `select id, price_list_id as "listId", state, case state when 'Applying' then list_revision else applied_revision end as expected, applied_by_id as by from price_change where state in ('Applying', 'Undoing') order by id`)
  let done = 0
  for (const waiting of rows) if (await carryOut(system, waiting)) done++
  return done
}

async function carryOut(system: pg.Pool, { id, listId, state, expected, by }: Waiting): Promise<boolean> {
  // told beside the transaction, which nobody sees before its end
  const came = (count: number) => system.query('update price_change set progress = $2 where id = $1', [id, count])
  try {
    return await inTheirName(system, by, async (run) => {
      const [lock] = await run(`select pg_try_advisory_xact_lock(hashtextextended($1::text, 0)) as mine`, [id])
      if (!lock!.mine) return false
      const [list] = await run('select revision from price_list where id = $1 for update', [listId])
      const [current] = await run('select state from price_change where id = $1', [id])
      if (current?.state !== state) return false
      if (list!.revision !== expected) { await fail(run, id, state, 'STALE'); return false }
      await work(run, id, state === 'Applying' ? 'apply' : 'undo', came)
      const [{ revision }] = await run('update price_list set revision = revision + 1, updated_at = now() where id = $1 returning revision', [listId]) as [{ revision: number }]
      await run(`update price_change set state = $2, applied_revision = $3, applied_at = case when $2 = 'Applied' then now() else applied_at end, updated_at = now(), revision = revision + 1 where id = $1`, [id, priceChangeFlow.next(state, 'finish'), revision])
      await run(
        `insert into event (id, type, actor_id, actor_name, channel, subject_type, subject_id, public, data)
         select $1, $2, u.id, coalesce(u.name, 'Guanxi'), 'job', 'price_list', l.id, false, jsonb_build_object('name', l.name, 'changed', c.change_count)
         from price_change c join price_list l on l.id = c.price_list_id left join app_user u on u.id = c.applied_by_id where c.id = $3`,
        [newId(), state === 'Applying' ? 'pricelist.changed' : 'pricelist.restored', id])
      return true
    })
  } catch (error) {
    // whatever the database refuses it refuses the next time, too; a database that is away is asked again
    if (!/^2[23]/.test((error as { code?: string }).code ?? '')) throw error
    await inTheirName(system, by, (run) => fail(run, id, state, 'CONFLICT'))
    return false
  }
}

const fail = (run: Run, id: string, state: PriceChangeState, problem: string) =>
  run('update price_change set state = $2, problem = $3, progress = 0, updated_at = now(), revision = revision + 1 where id = $1', [id, priceChangeFlow.next(state, 'fail'), problem])
