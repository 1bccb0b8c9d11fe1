/** What the trail keeps of the changes of a table's rows; SQL here is over the row `r`. */
export interface Audited {
  /** The kind of record whose page tells of them. The table without an `id` of its own is that record's. */
  record: string
  /** SQL for rows of which some are another record's. */
  kind?: string
  /** The record's id; `r.id` when left out. */
  id?: string
  /** A permission that a reader needs beyond seeing the record. */
  needs?: string
  /** The type of the API that shows the columns, for a side table that has none: what it does not show, no history shows. */
  type?: string
  /** Columns that are called otherwise there. */
  columns?: Record<string, string>
  /** Columns with data of one person, kept encrypted under the key of that person. */
  personal?: string[]
  /** Whose these are, or the record on which people may be named in free text; null when the row is nobody's in particular. */
  person?: string
  /** Columns of which only the change is told. */
  secret?: string[]
  /** By which columns the trail names a row, where its key tells too much. */
  key?: string[]
  /** Columns whose changes are no change of business data. */
  skip?: string[]
}

/** A table that the trail passes over, and why. */
export interface Unaudited { none: string }

/** What is declared of a table that the trail keeps. */
export const auditedOf = ({ audit }: { audit?: Audited | Unaudited }): Audited | undefined => (audit && 'record' in audit ? audit : undefined)
