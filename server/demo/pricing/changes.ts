import { newId } from '../../kit/ids.ts'
import type { Run } from '../../kit/read/reader.ts'
import { work } from '../../pricing/apply-change.ts'
import { prepareMass } from '../../pricing/mass-change.ts'
import { judge } from '../../pricing/stage.ts'
import type { World } from '../world.ts'

interface ChangePlan { list: string; percent: string; roundTo: string | null; months: number; daysAgo: number; applied: boolean }

/** What product management has decided for the months to come, and what it still thinks about. */
const plans: ChangePlan[] = [
  { list: 'Gold TWD', percent: '2.5', roundTo: '1000', months: 1, daysAgo: 9, applied: true },
  { list: 'Channel base EUR', percent: '1.8', roundTo: null, months: 2, daysAgo: 2, applied: false },
]

/** Prepares them in the lists that are written by now, as the API does, and applies what is decided: its prices begin on the first of a month. */
export async function changePrices(world: World, run: Run): Promise<void> {
  for (const { list, percent, roundTo, months, daysAgo, applied } of plans) {
    const { id: listId } = world.rows.of('price_list').find(({ name }) => name === list) as { id: string }
    const changeId = newId(), by = world.member('product'), at = world.calendar.ago(daysAgo), from = firstOfMonth(world.calendar.today, months)
    await run(
      `insert into price_change (id, price_list_id, source, state, percent, round_to, from_day, list_revision, created_by_id, created_at, updated_at)
       select $1, id, 'MASS', 'Prepared', $3, $4, $5, revision, $6, $7, $7 from price_list where id = $2`, [changeId, listId, percent, roundTo, from, by.id, at])
    await prepareMass(run, { changeId, listId, from, percent, amount: null, roundTo, roundEnding: null, roundMode: null, entryIds: null, productIds: null, categoryIds: null, search: null })
    await judge(run, { changeId, listId, from })
    if (applied) await apply(run, changeId, listId, world.calendar.later(at, 1), by)
  }
}

async function apply(run: Run, changeId: string, listId: string, at: Date, by: { id: string; name: string }): Promise<void> {
  await work(run, changeId, 'apply')
  await run('update price_list set revision = revision + 1, updated_at = $2 where id = $1', [listId, at])
  await run(
    `update price_change c set state = 'Applied', progress = change_count, applied_revision = l.revision, applied_by_id = $2, applied_at = $3, updated_at = $3, revision = c.revision + 1 from price_list l where c.id = $1 and l.id = c.price_list_id`, [changeId, by.id, at])
  await run(
    `insert into event (id, at, type, actor_id, actor_name, channel, subject_type, subject_id, public, data)
     select $1, $2, 'pricelist.changed', $3, $4, 'crm', 'price_list', l.id, false, jsonb_build_object('name', l.name, 'changed', c.change_count) from price_change c join price_list l on l.id = c.price_list_id where c.id = $5`, [newId(), at, by.id, by.name, changeId])
}

/** Of the month that is so many after a day's. */
const firstOfMonth = (day: string, months: number): string => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10)
