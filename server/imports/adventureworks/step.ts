/** Statements that make one kind of record from the staged rows. Each may be repeated: what is there already stays as it is. */
export interface Step { name: string; sql: string[] }

/** The source knows days only; noon in UTC is the same day almost everywhere. */
export const noon = (day: string): string => `((${day}) + time '12:00') at time zone 'UTC'`

/** The id of a record that comes from a row of the sample. */
export const idOf = (kind: string, at: string, key: string): string => `app.imported_id(${at}, 'adventureworks ${kind} ' || ${key})`
