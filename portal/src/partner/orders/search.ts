import { listSearch, type ListSearch } from '../parts/listSearch'

export const VIEWS = ['open', 'approval', 'later', 'done', 'all'] as const
export const FIELDS = ['NUMBER', 'PLACED_AT', 'TOTAL', 'PROMISE_DATE'] as const
export const ordersSearch = listSearch(VIEWS, FIELDS)
export type OrdersSearch = ListSearch<(typeof VIEWS)[number], (typeof FIELDS)[number]>
