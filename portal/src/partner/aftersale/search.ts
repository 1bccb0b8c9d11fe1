import { listSearch, type ListSearch } from '../parts/listSearch'

export const CHANGE_VIEWS = ['open', 'approval', 'done', 'all'] as const
export const changesSearch = listSearch(CHANGE_VIEWS, ['CREATED_AT'])
export type ChangesSearch = ListSearch<(typeof CHANGE_VIEWS)[number], 'CREATED_AT'>

export const RETURN_VIEWS = ['open', 'done', 'all'] as const
export const RETURN_FIELDS = ['NUMBER', 'CREATED_AT'] as const
export const returnsSearch = listSearch(RETURN_VIEWS, RETURN_FIELDS)
export type ReturnsSearch = ListSearch<(typeof RETURN_VIEWS)[number], (typeof RETURN_FIELDS)[number]>
