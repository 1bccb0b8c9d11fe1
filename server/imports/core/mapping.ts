import { z } from 'zod'

/** Kinds of cell and the column type that each becomes. */
export const cellTypes = {
  text: 'text', html: 'text', integer: 'int', decimal: 'numeric', float: 'double precision', date: 'date', boolean: 'boolean', uuid: 'uuid',
} as const
export type CellType = keyof typeof cellTypes

const lookUp = z.strictObject({
  table: z.string(),
  /** The column that the cell's value is searched in. */
  by: z.string(),
  /** The column whose value is written instead; `by` itself when left out, so that the look-up only checks. */
  take: z.string().optional(),
  takeAs: z.enum(Object.keys(cellTypes) as [CellType]).optional(),
})

const column = z.strictObject({
  /** The column of the file; without one, `value` or `generate` says what is written. */
  from: z.string().optional(),
  as: z.enum(Object.keys(cellTypes) as [CellType]).default('text'),
  required: z.boolean().default(false),
  /** Translates the file's words; a word that is not listed is a fault. */
  values: z.record(z.string(), z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().int().optional(),
  lookUp: lookUp.optional(),
  value: z.string().optional(),
  generate: z.enum(['id']).optional(),
}).refine((one) => [one.from, one.value, one.generate].filter((given) => given !== undefined).length === 1, 'needs one of: from, value, generate')

const mapping = z.strictObject({
  /** The file's name; with .gz behind it when only that is there. */
  file: z.string(),
  delimiter: z.string().length(1).default(','),
  table: z.string(),
  columns: z.record(z.string(), column),
  key: z.array(z.string()).min(1),
  /** A row whose key is there already is left as it is, brought up to date, or a fault of the file. */
  existing: z.enum(['keep', 'update', 'reject']).default('keep'),
})

/** Which column of a file goes where, as what, and what it must be like. */
export type Mapping = z.infer<typeof mapping>
export type Column = Mapping['columns'][string]

/** Checks mapping files as they are read. Throws an error that names the place. */
export const readMappings = (given: unknown): Mapping[] => z.array(mapping).parse(given)

/** The type that a column is written as: that of what its look-up takes, or its own. */
export const columnType = ({ as, lookUp, generate }: Column): string => (generate ? 'uuid' : cellTypes[lookUp?.takeAs ?? as])
