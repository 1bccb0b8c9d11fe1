/** A name as an SQL identifier. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** PostgreSQL cuts longer names off. */
const longestName = 63

/**
 * One JSON object of these keys and expressions, which may refer to rows outside. Keys come from documents: one may be the
 * name of our own sub-select (hence `o.*`, which is always the whole row) or longer than a name can be.
 */
export function objectSql(columns: readonly (readonly [key: string, expression: string])[], from = ''): string {
  if (columns.every(([key]) => key.length <= longestName))
    return `(select row_to_json(o.*) from (select ${columns.map(([key, expression]) => `${expression} as ${quote(key)}`).join(', ')}${from}) o)`
  const pairs = columns.map(([key], index) => `('${key}', to_json(o.c${index}))`)
  return `(select json_object_agg(x.key, x.value) from (select ${columns.map(([, expression], index) => `${expression} as c${index}`).join(', ')}${from}) o, ` +
    `lateral (values ${pairs.join(', ')}) x(key, value))`
}
