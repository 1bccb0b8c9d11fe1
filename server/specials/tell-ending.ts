import type pg from 'pg'

/** Days before the last one. */
const ahead = 7

/** Writes to who asked for what ends soon, once, as long as something of it is left; whoever was granted so few days knows it anyway. Returns how many it was of. */
export async function tellEnding(system: pg.Pool): Promise<number> {
  const { rows } = await system.query<{ told: number }>(
    `with told as (
       update special_price s set ending_told_for = s.valid_to where s.state = 'Approved' and s.valid_to between app.today() and app.today() + ${ahead} and s.ending_told_for is distinct from s.valid_to and app.day(s.decided_at) < s.valid_to - ${ahead}
         and exists (select from special_price_line l where l.special_price_id = s.id and l.used_quantity < l.approved_quantity) returning s.id, s.submitted_by_id, s.seller_id, s.created_by_id),
     written as (insert into mail (kind, user_id, about_id) select 'special_ending', u.id, t.id from told t join app_user u on u.id in (t.submitted_by_id, coalesce(t.seller_id, t.created_by_id)) and u.active)
     select count(*)::int as told from told`)
  return rows[0]!.told
}
