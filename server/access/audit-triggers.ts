import type { ClientBase } from 'pg'
import { type Audited, auditedOf } from './audited.ts'
import type { TablePolicy } from './policies.ts'

interface Table { columns: string[]; key: string[] }

/** Book-keeping that changes along with anything else. */
const always = ['updated_at', 'revision']
const literal = (text: string | null | undefined) => (text == null ? 'null' : `'${text.replaceAll("'", "''")}'`)

/** The columns that are written, and the primary key, of every table that is there. */
async function tablesOf(client: ClientBase): Promise<Map<string, Table>> {
  const { rows } = await client.query<Table & { name: string }>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text order by a.attnum) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
  return new Map(rows.map((row) => [row.name, row]))
}

/**
 * One entry for each row of `source`, where `o` is the row before and `n` the row after; null stands for a row that is not there.
 * What a person's key was destroyed for is named and not kept.
 */
function entries(table: string, { columns, key: primary }: Table, audited: Audited, action: string, source: string, row: 'o' | 'n', values = true): string {
  const { record, kind = `'${record}'`, id = 'r.id', needs, key = primary, person, personal = [], secret = [], skip = [] } = audited
  const over = (expression: string) => expression.replace(/\br\./g, `${row}.`)
  const head = `insert into audit_entry (action, table_name, row_key, record_type, record_id, needs`
  const common = `'${action}', '${table}', ${key.map((column) => `${row}.${column}::text`).join(` || ' ' || `)}, ${over(kind)}, ${over(id)}, ${literal(needs)}`
  // the record's own rows one by one, what hangs on them in one sum
  if (!values) return audited.id ? `insert into audit_entry (action, table_name, record_type, data) select '${action}', '${table}', '${record}', jsonb_build_object('rows', count(*)) from ${source} having count(*) > 0;`
    : `${head}) select ${common} from ${source};`
  const told = columns.filter((column) => !skip.includes(column) && !always.includes(column))
  const value = (side: 'o' | 'n', column: string) => (secret.includes(column) || (action !== 'update' && side !== row) ? 'null' : `to_jsonb(${side}.${column})`)
  // compared as what they are: turning everything into JSON first costs more than all the rest
  const changed = (column: string) => (action === 'update' ? `o.${column} is distinct from n.${column}` : `${row}.${column} is not null`)
  const list = told.map((column) => `('${column}', ${personal.includes(column)}, case when ${changed(column)} then jsonb_build_array(${value('o', column)}, ${value('n', column)}) end)`)
  return `${head}, changes, person_id, personal_columns, personal)
    select ${common}, d.plain, case when d.names is not null then p.person end, d.names, trail.encrypt(d.private::text, case when d.names is not null then trail.key_of(p.person) end)
    from ${source} cross join lateral (select ${person ? over(person) : 'null::uuid'} as person) p cross join lateral (
      select jsonb_object_agg(c.name, c.pair) filter (where not (c.personal and p.person is not null)) as plain,
        jsonb_object_agg(c.name, c.pair) filter (where c.personal and p.person is not null) as private, array_agg(c.name) filter (where c.personal and p.person is not null) as names
      from (values ${list.join(', ')}) c(name, personal, pair) where c.pair is not null) d
    ${action === 'update' ? 'where d.plain is not null or d.names is not null' : ''};`
}

function functionOf(table: string, columns: Table, audited: Audited): string {
  const of = (action: string, source: string, row: 'o' | 'n', values = true) => entries(table, columns, audited, action, source, row, values)
  const same = columns.key.map((column) => `o.${column} = n.${column}`).join(' and ')
  // a plan that is kept from a statement of one row must not compare each of a thousand with every other
  return `create or replace function trail.${table}() returns trigger language plpgsql security definer set search_path = public, app, pg_temp set enable_nestloop = off as $trail$ begin
    if tg_op = 'INSERT' then
      -- what a file or the demo's seed brought is told without its values: they are in the source
      if app.setting('channel') in ('import', 'demo') then ${of('insert', 'new_rows n', 'n', false)}
      else ${of('insert', 'new_rows n', 'n')} end if;
    elsif tg_op = 'DELETE' then ${of('delete', 'old_rows o', 'o')}
    -- what was erased must not stand here as what it was before
    elsif app.setting('erasing') is not null then ${of('update', `(old_rows o join new_rows n on ${same})`, 'n', false)}
    else
      ${of('update', `(old_rows o join new_rows n on ${same})`, 'n')}
      -- a row whose key was changed is another row
      if exists (select 1 from new_rows n where not exists (select 1 from old_rows o where ${same})) then
        ${of('delete', `(select * from old_rows o where not exists (select 1 from new_rows n where ${same})) o`, 'o')}
        ${of('insert', `(select * from new_rows n where not exists (select 1 from old_rows o where ${same})) n`, 'n')}
      end if;
    end if;
    return null;
  end $trail$`
}

const events = [['insert', 'new table as new_rows'], ['update', 'old table as old_rows new table as new_rows'], ['delete', 'old table as old_rows']] as const
const triggers = (table: string): string[] => events.map(([event, seen]) => `create or replace trigger audit_${event} after ${event} on ${table} referencing ${seen} for each statement execute function trail.${table}()`)

/** What makes the database itself write the trail: per table one function and its triggers, once a statement. */
export async function auditStatements(client: ClientBase, policies: TablePolicy[]): Promise<string[]> {
  const tables = await tablesOf(client)
  return policies.flatMap((policy) => {
    const { table } = policy, columns = tables.get(table), audited = auditedOf(policy)
    if (!columns) return []
    // a table may have been kept by an earlier version
    return audited ? [functionOf(table, columns, audited), ...triggers(table)] : events.map(([event]) => `drop trigger if exists audit_${event} on ${table}`)
  })
}
