import type { Operation } from '../operation.ts'
import { order } from './a-order.ts'
import { orders } from './b-orders.ts'
import { catalogue } from './c-catalogue.ts'
import { quote } from './d-quote.ts'
import { accept } from './e-accept.ts'
import { account } from './f-account.ts'
import { search } from './g-search.ts'
import { deepList, uncounted } from './h-deep-list.ts'

/** Everything that is measured, in the order of the report. */
export const operations: Operation[] = [order, orders, catalogue, account, search, deepList, quote, accept]

/** With those that are only measured when asked for. */
export const everyOperation: Operation[] = [...operations, uncounted]
