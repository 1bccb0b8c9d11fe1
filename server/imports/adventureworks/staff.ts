import { type Step, idOf, noon } from './step.ts'

const person = (row: string) => idOf('person', noon(`${row}.hired`), `${row}.id`)

/**
 * Territories and the 290 employees in their management tree. The chief administers; who has sales people below manages them and
 * their dealers; sales people represent. Nobody else can sign in until an administrator gives them a role and lets them.
 */
export const staffSteps: Step[] = [
  {
    name: 'territories',
    sql: [`insert into territory (id, name, country, external_id)
      select ${idOf('territory', `timestamptz '2011-05-01Z'`, 't.id')}, t.name, t.country, t.id::text from aw_territory t
      on conflict (external_id) do nothing`],
  },
  {
    name: 'staff',
    sql: [
      // a path like /6/1/10/: whose path begins like mine is below me, and the longest that mine begins with is my manager's
      `create temp table aw_staff as
       select e.*, m.email, p.phone, coalesce(nullif(trim(coalesce(n.first, '') || ' ' || coalesce(n.last, '')), ''), m.email) as name, s.territory_id,
         case when e.node = '/' then array['administrator']
           when exists (select from aw_sales_person o join aw_employee b on b.id = o.id where b.node like e.node || '_%') then array['manager', 'channel_manager']
           when s.id is not null then array['representative'] else '{}' end as roles,
         (select a.id from aw_employee a where e.node like a.node || '_%' order by length(a.node) desc limit 1) as manager_id
       from aw_employee e join aw_email m on m.id = e.id left join aw_phone p on p.id = e.id left join aw_name n on n.id = e.id left join aw_sales_person s on s.id = e.id`,
      `insert into app_user (id, audience, email, name, title, phone, roles, active, manager_id, territory_id, created_at, external_id)
       select ${person('s')}, 'crm', s.email, s.name, s.title, s.phone, s.roles, s.current and s.roles <> '{}', ${person('m')}, t.id, ${noon('s.hired')}, s.id::text
       from aw_staff s left join aw_staff m on m.id = s.manager_id left join territory t on t.external_id = s.territory_id::text
       on conflict (external_id) do nothing`,
    ],
  },
]
