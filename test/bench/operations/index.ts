import type { Operation } from '../operation.ts'
import { order } from './a-order.ts'
import { orders } from './b-orders.ts'

/** Everything that is measured, in the order of the report. */
export const operations: Operation[] = [order, orders]
