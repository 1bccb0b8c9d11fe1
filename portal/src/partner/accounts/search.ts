import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['all', 'ACTIVE', 'PROSPECT', 'INACTIVE'] as const
export const FIELDS = ['NAME', 'CREATED_AT'] as const
export const accountsSearch = listSearch(VIEWS, FIELDS)
export type AccountsSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
