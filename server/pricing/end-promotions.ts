import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { promotionFlow } from './promotion.flow.ts'

/** Ends the promotions whose last day has passed, each with its event, in one statement. Returns how many. */
export async function endPromotions(system: pg.Pool): Promise<number> {
  const { rowCount } = await system.query(
    `with due as (select id from promotion where state = any ($1) and valid_to < app.today() order by id limit 1000 for update skip locked),
     ended as (update promotion p set state = 'Ended', updated_at = now(), revision = p.revision + 1 from due where p.id = due.id returning p.id, p.name)
     insert into event (id, type, actor_name, channel, subject_type, subject_id, public, data)
     select ($2::uuid[])[row_number() over ()], 'promotion.ended', 'Guanxi', 'job', 'promotion', e.id, false, jsonb_build_object('name', e.name) from ended e`,
    [promotionFlow.from('end'), Array.from({ length: 1000 }, newId)])
  return rowCount ?? 0
}
