import type pg from 'pg'

/** A column as PostgreSQL knows it. */
export interface Column { table: string; name: string; type: string; length: number | null; digits: number | null; checked: boolean; key: boolean }

/** The tables of the product by name, each with the columns that can be written. What the database makes by itself is left out. */
export async function readCatalog(admin: pg.Client): Promise<Map<string, Column[]>> {
  const { rows } = await admin.query<Column>(`
    select c.table_name as "table", c.column_name as name, c.data_type as type, c.character_maximum_length as length, c.numeric_precision - c.numeric_scale as digits,
      exists (select 1 from pg_constraint k where k.conrelid = ('public.' || quote_ident(c.table_name))::regclass and k.contype = 'c' and a.attnum = any (k.conkey)) as checked,
      exists (select 1 from pg_constraint k where k.conrelid = ('public.' || quote_ident(c.table_name))::regclass and k.contype = 'p' and a.attnum = any (k.conkey)) as key
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      join pg_attribute a on a.attrelid = ('public.' || quote_ident(c.table_name))::regclass and a.attname = c.column_name
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' order by 1, c.ordinal_position`)
  const tables = new Map<string, Column[]>()
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
  return tables
}

/** Tables that the server itself keeps: their rows are the same in every world. */
export const kept = ['migration', 'permission_grant', 'installation', 'audit_block']

/** What tells a row from the others of its table, in words. */
export const keyOf = (columns: Column[], row: Record<string, unknown>): string => columns.filter(({ key }) => key).map(({ name }) => String(row[name])).join(' ')
