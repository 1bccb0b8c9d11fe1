import { addressId, addressKind } from './partners.ts'
import { type Step, idOf, noon } from './step.ts'

/**
 * Web customers as accounts of the nearest store in their country; of two as near, the one with the lower id. Where no store is,
 * they stay direct. They are named by e-mail or account number, because the sample has no names for them.
 */
export const accountSteps: Step[] = [
  {
    name: 'nearest stores',
    sql: [
      `create temp table aw_nearest as
       select c.id as customer_id, c.line, p.country, p.city, p.territory_id,
         (select s.entity_id from aw_place s join aw_store t on t.id = s.entity_id where s.rank = 1 and s.country = p.country
          order by (s.x - p.x) ^ 2 + (s.y - p.y) ^ 2 + (s.z - p.z) ^ 2, s.entity_id limit 1) as store_id
       from aw_customer c left join aw_place p on p.entity_id = c.person_id and p.rank = 1 where c.store_id is null`,
      'analyze aw_nearest',
    ],
  },
  {
    name: 'web customers',
    sql: [
      `insert into account (id, number, name, kind, status, phone, email, city, country, partner_id, owner_id, territory_id, last_activity_at, created_at, updated_at, external_id)
       select ${idOf('customer', noon('c.modified'), 'c.id')}, c.number, coalesce(m.email, c.number), 'PERSON', case when o.first is null then 'PROSPECT' else 'ACTIVE' end, h.phone, m.email,
         n.city, n.country, p.id, p.representative_id, t.id, ${noon('coalesce(o.last, c.modified)')}, ${noon('coalesce(o.first, c.modified)')}, ${noon('coalesce(o.last, c.modified)')}, c.id::text
       from aw_customer c join aw_nearest n on n.customer_id = c.id left join partner p on p.external_id = n.store_id::text left join territory t on t.external_id = n.territory_id::text
         left join aw_email m on m.id = c.person_id left join aw_phone h on h.id = c.person_id
         left join (select customer_id, min(ordered) as first, max(ordered) as last from aw_order group by 1) o on o.customer_id = c.id
       on conflict (external_id) do nothing`,
      `insert into address (id, account_id, kind, street, city, region, postal_code, country, latitude, longitude)
       select ${addressId('a')}, c.id, ${addressKind('a.type_id')}, a.street, a.city, a.region, a.postal_code, a.country, a.latitude, a.longitude
       from aw_customer w join aw_place a on a.entity_id = w.person_id join account c on c.external_id = w.id::text where w.store_id is null
       on conflict do nothing`,
    ],
  },
]
