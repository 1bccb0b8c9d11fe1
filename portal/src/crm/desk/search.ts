import * as z from 'zod/mini'
import type { OrderFilter, OrderSort, OrderState } from '../gql/graphql'
import { picked } from '../grid/listState'

const text = z.catch(z.optional(z.string()), undefined), yes = z.catch(z.optional(z.boolean()), undefined)

/** Words and filters of the board, as they stand in its address; a picked record is kept as `id~name`. */
export const deskSearch = z.object({ q: text, mine: yes, late: yes, changes: yes, partner: text, product: text })
export type DeskSearch = z.infer<typeof deskSearch>

export interface DeskColumn { id: string; states: OrderState[]; sort: OrderSort; /** Cards under the day that was promised. */ byDay?: true }
export const DESK_COLUMNS: DeskColumn[] = [
  { id: 'placed', states: ['Placed'], sort: { by: 'PLACED_AT', direction: 'ASC' } },
  { id: 'held', states: ['OnHold'], sort: { by: 'PLACED_AT', direction: 'ASC' } },
  { id: 'confirmed', states: ['Confirmed'], sort: { by: 'PROMISE_DATE', direction: 'ASC' }, byDay: true },
  { id: 'partly', states: ['PartiallyShipped'], sort: { by: 'PROMISE_DATE', direction: 'ASC' }, byDay: true },
  { id: 'shipped', states: ['Shipped'], sort: { by: 'PLACED_AT', direction: 'DESC' } },
]

/** What one column asks for. */
export const columnFilter = ({ states }: DeskColumn, { q, mine, late, changes, partner, product }: DeskSearch, userId: string): OrderFilter => ({
  state: states, ...(q && { search: q }), ...(mine && { ownerId: [userId] }), ...(late && { late: true }), ...(changes && { changeWaits: true }),
  ...(partner && { partnerId: [picked(partner).id] }), ...(product && { productId: [picked(product).id] }),
})
