import type pg from 'pg'
import { newId } from '../kit/ids.ts'
import { specialPriceFlow } from './special-price.flow.ts'

/** Ends what was granted once its last day has passed, each with its event and a letter, in one statement. Returns how many. */
export async function expireSpecialPrices(system: pg.Pool): Promise<number> {
  const { rowCount } = await system.query(
    `with due as (select id from special_price where state = any ($1) and valid_to < app.today() order by id limit 1000 for update skip locked),
     expired as (update special_price s set state = 'Expired', updated_at = now(), revision = s.revision + 1 from due where s.id = due.id returning s.*),
     told as (insert into mail (kind, user_id, about_id) select 'special_expired', u.id, e.id from expired e join app_user u on u.id in (e.owner_id, coalesce(e.seller_id, e.created_by_id)) and u.active)
     insert into event (id, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
     select ($2::uuid[])[row_number() over ()], 'specialPrice.expired', 'Guanxi', 'job', 'special_price', e.id, e.account_id, e.partner_id, e.owner_id, e.seller_id, true, jsonb_build_object('number', e.number) from expired e`,
    [specialPriceFlow.from('expire'), Array.from({ length: 1000 }, newId)])
  return rowCount ?? 0
}
