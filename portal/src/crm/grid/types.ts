import type { ReactTable, RowData } from '@tanstack/react-table'
import type { gridFeatures } from './columns'

export type GridTable<Row extends RowData> = ReactTable<typeof gridFeatures, Row>
