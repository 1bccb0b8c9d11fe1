import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['open', 'granted', 'all'] as const
export const FIELDS = ['NUMBER', 'VALID_TO', 'CREATED_AT'] as const
export const specialsSearch = listSearch(VIEWS, FIELDS)
export type SpecialsSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
