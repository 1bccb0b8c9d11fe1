import { type TablePolicy, holds } from '../access/policies.ts'

const prepares = holds('pricechange:prepare')
const work = (table: string, none: string, grant = 'select, insert, update, delete'): TablePolicy => ({ table, audit: { none }, staff: { grant, read: prepares } })

/** What is prepared and what it would do is the product managers' alone: it tells costs, and orders of everybody. */
export const priceChangePolicies: TablePolicy[] = [
  { table: 'price_change', audit: { record: 'price_list', id: 'r.price_list_id', skip: ['progress', 'updated_at', 'revision'] }, staff: { grant: 'select, insert, update', read: prepares } },
  work('price_change_item', 'what is only prepared; once it is applied, the list\'s entries tell it'),
  work('price_effect', 'a computation; it changes nothing', 'select, insert'),
  work('price_effect_buyer', 'what a computation came to', 'select'),
  work('price_effect_line', 'what a computation came to', 'select'),
]
