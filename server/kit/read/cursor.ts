import { UserError } from '../errors.ts'
import { isId } from '../ids.ts'

/** A cursor is the sort key and the id of a row, opaque to clients. */
export const cursorSql = (row: string): string =>
  `translate(encode(convert_to(json_build_array(${row}._key::text, ${row}.id)::text, 'UTF8'), 'base64'), E'\\n', '')`

/** Throws BAD_USER_INPUT for anything that this server did not make. */
export function decodeCursor(cursor: string, field: string): [key: string, id: string] {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as unknown[]
    if (typeof key === 'string' && isId(id)) return [key, id]
  } catch { /* not one of ours */ }
  throw new UserError('BAD_USER_INPUT', [field])
}
