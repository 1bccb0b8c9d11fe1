import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['all', 'current', 'outdated'] as const
export const FIELDS = ['NAME', 'UPDATED_AT'] as const
export const configurationsSearch = listSearch(VIEWS, FIELDS)
export type ConfigurationsSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
