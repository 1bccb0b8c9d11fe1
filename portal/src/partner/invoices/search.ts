import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['open', 'overdue', 'notes', 'all'] as const
export const FIELDS = ['ISSUE_DATE', 'DUE_DATE', 'GROSS'] as const
export const invoicesSearch = listSearch(VIEWS, FIELDS)
export type InvoicesSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
