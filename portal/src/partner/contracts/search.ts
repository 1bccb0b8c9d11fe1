import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['running', 'over', 'all'] as const
export const FIELDS = ['NUMBER', 'END_ON', 'UPDATED_AT'] as const
export const contractsSearch = listSearch(VIEWS, FIELDS)
export type ContractsSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
