import type { SqlScope } from './registry.ts'

/** A text in the viewer's language where it was translated, else as it was written. The column `x` has its translations in `x_i18n`. */
export const translated = (column: string) => (row: string, { viewer, param }: SqlScope): string =>
  `coalesce(${row}.${column}_i18n ->> ${param(viewer.locale)}, ${row}.${column})`
