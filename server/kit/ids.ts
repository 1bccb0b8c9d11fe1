import { v7 } from 'uuid'

/** A new record id: UUIDv7, so that rows made together lie together in an index. Never the only protection of a row. */
export const newId = (): string => v7()

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text can be an id at all; anything else is treated like the id of nothing. */
export const isId = (text: unknown): text is string => typeof text === 'string' && pattern.test(text)
