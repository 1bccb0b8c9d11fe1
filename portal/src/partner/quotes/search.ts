import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['open', 'accepted', 'over', 'all'] as const
export const FIELDS = ['NUMBER', 'UPDATED_AT', 'TOTAL', 'VALID_UNTIL'] as const
export const quotesSearch = listSearch(VIEWS, FIELDS)
export type QuotesSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
