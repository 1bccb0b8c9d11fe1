/** A name as an SQL identifier. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** PostgreSQL cuts longer names off. */
const longestName = 63

type Columns = readonly (readonly [key: string, expression: string])[]

/**
 * One JSON object of these keys and expressions, of the first row of `from`. Keys come from documents: one may be the name of our
 * own sub-select (hence `o.*`, which is always the whole row) or longer than a name can be.
 */
export const objectSql = (columns: Columns, from = ''): string => `(select ${areShort(columns) ? 'row_to_json(o.*)' : built(columns)} from (${rows(columns, from)}) o)`

/** A JSON list of such objects, one for each row of `from`, which states their order. */
export const listSql = (columns: Columns, from: string): string => `(select coalesce(json_agg(${areShort(columns) ? 'o.*' : built(columns)}), '[]') from (${rows(columns, from)}) o)`

/** A row without columns, where all were skipped, can't be referred to as a whole. */
const areShort = (columns: Columns): boolean => columns.length > 0 && columns.every(([key]) => key.length <= longestName)
const rows = (columns: Columns, from: string): string =>
  `select ${columns.map(([key, expression], index) => `${expression} as ${areShort(columns) ? quote(key) : `c${index}`}`).join(', ')}${from}`
const built = (columns: Columns): string =>
  columns.length ? `(select json_object_agg(x.key, x.value) from (values ${columns.map(([key], index) => `('${key}', to_json(o.c${index}))`).join(', ')}) x(key, value))` : `'{}'::json`
