import { quote } from '../kit/read/sql.ts'

/** Who personal data can be about; an account can be a person who buys for themselves. */
const personKinds = ['contact', 'user', 'account'] as const
export type PersonKind = (typeof personKinds)[number]

/**
 * What one table holds about a person. In all SQL, `r` is the row, `person` the id of whoever it is about, and `naming` a pattern of
 * their names and addresses.
 */
export interface About {
  /** Which rows are about the person. */
  rows: string
  /** What erasing leaves in a column. */
  erase?: Record<string, string>
  /** Which of the rows erasing removes altogether. */
  remove?: string
  /** Columns of free text, or of JSON with texts: rows that name the person are told, and erasing takes the name out. */
  texts?: readonly string[]
  /** The keys under which the audit trail keeps these rows, beside the person's own. With `texts`, those are destroyed under which it names the person. */
  keys?: string
  /** Columns that are told to nobody: secrets. */
  secret?: readonly string[]
  /** Not part of an export: copies of what is told elsewhere. */
  copy?: true
}

/** A table with personal data: what an export tells of a person and what erasing does come from here. */
export type PersonalData = { table: string } & Partial<Record<PersonKind, readonly About[]>>

/** Stands where a value is needed and its person was erased. */
export const erased = `'—'`

const naming = ({ texts = [] }: About) => texts.map((column) => `r.${quote(column)}::text ~* naming`).join(' or ')
const all = (table: PersonalData, kind: PersonKind) => (table[kind] ?? []).map((about) => ({ table: table.table, about }))

function exportOf(table: PersonalData, kind: PersonKind): string[] {
  const told = (table[kind] ?? []).filter(({ copy }) => !copy)
  if (!told.length) return []
  const rows = told.map((about) => `(${about.rows})${about.texts ? ` and (${naming(about)})` : ''}`).join(' or ')
  const secret = told.flatMap(({ secret: columns = [] }) => columns).map((column) => `'${column}'`)
  const row = `(select json_object_agg(f.key, f.value) from json_each(row_to_json(r)) f where f.value::text <> 'null'${secret.length ? ` and f.key not in (${secret.join(', ')})` : ''})`
  return [`'${table.table}', (select coalesce(json_agg(${row}), '[]') from ${table.table} r where ${rows})`]
}

const destroy = (people: string) => `insert into person_key (person_id, key, destroyed_at) ${people} on conflict (person_id) do update set key = null, destroyed_at = now() where person_key.destroyed_at is null`

/** The keys go first, so that the trail keeps nothing of what is taken away here. Texts are next, while the rows still say where they are; removals last, because others are found through them. */
function erasureOf(tables: readonly PersonalData[], kind: PersonKind): string[] {
  const here = tables.flatMap((table) => all(table, kind))
  const shared = here.flatMap(({ table, about }) => (about.keys && about.texts ? [`select ${about.keys} from ${table} r where ${about.rows}`] : []))
  return [
    destroy('values (person, null, now())'),
    ...here.flatMap(({ table, about }) => (about.keys && !about.texts ? [destroy(`select ${about.keys}, null, now() from ${table} r where ${about.rows}`)] : [])),
    ...(shared.length ? [`near := array(${shared.join(' union ')})`, destroy(`select distinct a.person_id, null::bytea, now() from audit_entry a join person_key k using (person_id)
        where a.person_id = any (near) and trail.decrypt(a.personal, k.key) ~* naming`)] : []),
    ...here.flatMap(({ table, about }) => (about.texts ? [`update ${table} r set ${about.texts.map((column) => `${quote(column)} = app.without_name(r.${quote(column)}, naming)`).join(', ')} where (${about.rows}) and (${naming(about)})`] : [])),
    ...here.flatMap(({ table, about }) => (about.erase ? [`update ${table} r set ${Object.entries(about.erase).map(([column, value]) => `${quote(column)} = ${value}`).join(', ')} where ${about.rows}`] : [])),
    ...here.flatMap(({ table, about }) => (about.remove ? [`delete from ${table} r where (${about.rows}) and (${about.remove})`] : [])),
  ]
}

/** What was changed about the person, and what they did that changed nothing: signing in, looking, exporting. */
const history = `'history', (select coalesce(json_agg(json_build_object('at', a.at, 'by', u.name, 'channel', a.channel, 'operation', a.operation, 'action', a.action, 'table', a.table_name,
        'changes', coalesce(a.changes, '{}') || coalesce(trail.decrypt(a.personal, k.key)::jsonb, '{}')) order by a.number), '[]')
        from audit_entry a left join person_key k using (person_id) left join app_user u on u.id = a.actor_id where a.record_id = person or (a.actor_id = person and a.table_name is null))`

/**
 * The two doors to a person's data across all tables, whatever the rows' policies: complete, and only for who holds the permission
 * for everybody's. With the keys goes what the audit trail says of the person.
 */
export function personalStatements(tables: readonly PersonalData[]): string[] {
  const door = (name: string, answer: string, permission: string, body: string) =>
    `create or replace function app.${name}(person uuid) returns ${answer} language plpgsql security definer set search_path = public, app, pg_temp as $body$
    #variable_conflict use_variable
    declare naming text; near uuid[];
    begin
      if app.scope('${permission}') is distinct from 'all' then raise insufficient_privilege; end if;
      ${body}
    end $body$`
  return personKinds.flatMap((kind) => [
    door(`personal_data_of_${kind}`, 'json', 'privacy:export', `naming := app.naming_${kind}(person);
      return json_build_object(${[...tables.flatMap((table) => exportOf(table, kind)), history].join(', ')});`),
    door(`erase_${kind}`, 'void', 'privacy:erase', `naming := app.naming_${kind}(person);
      perform set_config('app.erasing', 'on', true);
      ${erasureOf(tables, kind).map((statement) => `${statement};`).join('\n      ')}
      perform set_config('app.erasing', '', true);`),
  ])
}
