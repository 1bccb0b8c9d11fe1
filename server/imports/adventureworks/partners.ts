import { type Step, idOf, noon } from './step.ts'

const start = `timestamptz '2011-05-01Z'`
const level = idOf('level', start, `'dealer'`), list = idOf('price list', start, `'dealer'`)

/** The one program level and its price list: dealers pay 60 % of the list price in force. */
const program: Step = {
  name: 'dealer program',
  sql: [
    `insert into program_level (id, name, name_i18n, rank)
     select ${level}, 'Dealer', '{"zh-Hant": "經銷商", "zh-Hans": "经销商"}', (select coalesce(max(rank), 0) + 1 from program_level) where not exists (select from program_level where id = ${level})`,
    `insert into price_list (id, name, name_i18n, kind, currency, level_id, external_id)
     values (${list}, 'Dealer prices', '{"zh-Hant": "經銷商價目表", "zh-Hans": "经销商价目表"}', 'LEVEL', 'USD', ${level}, 'dealer') on conflict do nothing`,
    `insert into price_list_entry (id, price_list_id, basis, value) values (${idOf('price list entry', start, `'dealer'`)}, ${list}, 'LIST_PERCENT', 60) on conflict do nothing`,
  ],
}

/** Where everybody is: the address that says most about it first (home, main office, primary before shipping). */
export const places: Step = {
  name: 'places',
  sql: [
    `create temp table aw_place as
     select e.entity_id, e.line, e.type_id, a.id as address_id, concat_ws(', ', a.line1, a.line2) as street, a.city, s.name as region, a.postal_code, s.country, s.territory_id, a.latitude, a.longitude,
       row_number() over (partition by e.entity_id order by e.type_id in (5, 6), e.type_id, a.id) as rank,
       -- on the unit sphere, where the straight line between two points grows with their distance
       cos(radians(a.latitude)) * cos(radians(a.longitude)) as x, cos(radians(a.latitude)) * sin(radians(a.longitude)) as y, sin(radians(a.latitude)) as z
     from aw_entity_address e join aw_address a on a.id = e.address_id join aw_state s on s.id = a.state_id`,
    'create index on aw_place (entity_id)', 'analyze aw_place',
  ],
}

/** An address's kind in our words. */
export const addressKind = (type: string): string => `case ${type} when 1 then 'billing' when 5 then 'shipping' when 6 then 'site' else 'main' end`
export const addressId = (place: string): string => idOf('address', start, `${place}.entity_id || ' ' || ${place}.address_id || ' ' || ${place}.type_id`)

const stores: Step = {
  name: 'stores',
  sql: [
    `insert into partner (id, code, name, type, state, level_id, currency, country, city, phone, representative_id, channel_manager_id, territory_id, created_at, updated_at, external_id)
     select ${idOf('store', noon('s.modified'), 's.id')}, 'AW' || lpad(s.id::text, 4, '0'), s.name, 'DEALER', 'Active', ${level}, 'USD', p.country, p.city, h.phone, r.id, r.manager_id, t.id, ${noon('s.modified')}, ${noon('s.modified')}, s.id::text
     from aw_store s join aw_place p on p.entity_id = s.id and p.rank = 1 left join app_user r on r.external_id = s.sales_person_id::text
       left join territory t on t.external_id = p.territory_id::text left join aw_owner o on o.store_id = s.id left join aw_phone h on h.id = o.person_id
     on conflict (external_id) do nothing`,
    `insert into partner_terms (partner_id, internal_note)
     select p.id, concat_ws('; ', 'Annual sales ' || s.annual_sales || ' USD', 'annual revenue ' || s.annual_revenue || ' USD', 'bank: ' || s.bank, 'business type ' || s.business, 'opened ' || s.opened,
       'specialty: ' || s.specialty, s.square_feet || ' square feet', 'brands: ' || s.brands, s.employees || ' employees')
     from aw_store s join partner p on p.external_id = s.id::text on conflict do nothing`,
    `insert into address (id, partner_id, kind, street, city, region, postal_code, country, latitude, longitude)
     select ${addressId('a')}, p.id, ${addressKind('a.type_id')}, a.street, a.city, a.region, a.postal_code, a.country, a.latitude, a.longitude
     from aw_place a join aw_store s on s.id = a.entity_id join partner p on p.external_id = s.id::text on conflict do nothing`,
    // orders placed here while the history is still coming in are numbered behind it
    `insert into document_counter (scope, kind, partner_id, value)
     select p.id::text, 'order', p.id, count(*) from aw_order o join aw_customer c on c.id = o.customer_id join partner p on p.external_id = c.store_id::text group by p.id
     on conflict do nothing`,
  ],
}

const user = idOf('person', noon('c.modified'), 'c.person_id')
const contacts = `aw_contact c join aw_store s on s.id = c.store_id join partner p on p.external_id = s.id::text join aw_contact_type t on t.id = c.type_id
  join aw_email m on m.id = c.person_id left join aw_phone h on h.id = c.person_id left join aw_name n on n.id = c.person_id left join aw_owner o on o.store_id = c.store_id`

/** Each store's owner administers it; its other people come along, but can't sign in until the owner lets them. Nobody has a password yet. */
const people: Step = {
  name: 'people of the stores',
  sql: [
    `insert into app_user (id, audience, email, name, title, phone, roles, active, partner_id, created_at, external_id)
     select ${user}, 'partner', m.email, coalesce(nullif(trim(coalesce(n.first, '') || ' ' || coalesce(n.last, '')), ''), m.email), t.name, h.phone,
       case when c.person_id = o.person_id then array['partner_administrator'] when t.name ~ 'Sales' then array['seller'] else array['buyer'] end,
       c.person_id is not distinct from o.person_id, p.id, ${noon('c.modified')}, c.person_id::text
     from ${contacts} on conflict (external_id) do nothing`,
    `insert into app_user (id, audience, email, name, title, roles, active, partner_id, created_at, external_id)
     select ${idOf('owner', noon('s.modified'), 's.id')}, 'partner', 'owner@aw' || s.id || '.example', s.name, 'Owner', '{partner_administrator}', true, p.id, ${noon('s.modified')}, 'owner-' || s.id
     from aw_store s join partner p on p.external_id = s.id::text where not exists (select from aw_owner o where o.store_id = s.id)
     on conflict (external_id) do nothing`,
  ],
}

/** The named contact of each store that becomes its owner here: the one of that title first. */
export const owners: Step = {
  name: 'owners',
  sql: [
    `create temp table aw_owner as
     select distinct on (c.store_id) c.store_id, c.person_id from aw_contact c join aw_name n on n.id = c.person_id join aw_email m on m.id = c.person_id join aw_contact_type t on t.id = c.type_id
     order by c.store_id, (t.name <> 'Owner'), c.person_id`,
  ],
}

export const storeSteps: Step[] = [program, stores, people]
