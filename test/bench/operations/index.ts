import type { Operation } from '../operation.ts'
import { order } from './a-order.ts'
import { orders } from './b-orders.ts'
import { catalogue } from './c-catalogue.ts'
import { quote } from './d-quote.ts'
import { account } from './f-account.ts'
import { search } from './g-search.ts'
import { deepList } from './h-deep-list.ts'

/** Everything that is measured, in the order of the report. */
export const operations: Operation[] = [order, orders, catalogue, account, search, deepList, quote]
