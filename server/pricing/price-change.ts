import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Category } from '../catalog/category.ts'
import { Product } from '../catalog/product.ts'
import { enumOf } from '../kit/enums.ts'
import { anyId, anyOf, by, flag, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { User } from '../people/user.ts'
import { type PriceChangeState, PriceChangeStateEnum, priceChangeFlow } from './price-change.flow.ts'
import { PriceBasisEnum, PriceList, RoundModeEnum } from './price-list.ts'
import type { RoundMode } from './terms.ts'

export const changeSources = ['GRID', 'MASS', 'IMPORT'] as const
export type ChangeSource = (typeof changeSources)[number]
export const PriceChangeSourceEnum = enumOf('PriceChangeSource', changeSources, 'Where a change comes from: rows of the grid, one rule for many entries, or a file.')
export const itemKinds = ['FAULT', 'ADD', 'REMOVE', 'SAME', 'CHANGE'] as const
export const PriceChangeItemKindEnum = enumOf('PriceChangeItemKind', itemKinds)

const amount = () => p.decimal().precision(19).scale(6)

const PriceChangeItemSchema = defineEntity({
  name: 'PriceChangeItem',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    changeId: p.uuid(),
    place: p.integer().comment('Its row in the grid, or its line in the file.'),
    kind: p.text().$type<(typeof itemKinds)[number]>(),
    sku: p.text().nullable().comment('As it was asked for.'),
    product: () => p.manyToOne(Product).nullable(),
    category: () => p.manyToOne(Category).nullable(),
    minQuantity: p.integer().nullable(),
    endsOn: p.date().nullable().comment('The last day of the rule before; null where that is overwritten, taken away or not there.'),
    priceBefore: amount().nullable().comment('What one unit comes to by the rule itself; null where that is not a single price.'),
    priceAfter: amount().nullable(),
    cost: amount().nullable(),
    shift: p.decimal().nullable().comment('In per cent of the price before.'),
    fault: p.text().nullable().comment('A code of the list of refusals.'),
    faultField: p.text().nullable(),
  },
})
/** A rule of a list before and after. */
export class PriceChangeItem extends PriceChangeItemSchema.class {}
PriceChangeItemSchema.setClass(PriceChangeItem)

const PriceChangeSchema = defineEntity({
  name: 'PriceChange',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    priceList: () => p.manyToOne(PriceList),
    source: p.text().$type<ChangeSource>(),
    state: p.text().$type<PriceChangeState>(),
    percent: p.decimal().precision(9).scale(4).nullable(),
    amount: amount().nullable(),
    roundTo: amount().nullable(),
    roundEnding: amount().nullable(),
    roundMode: p.text().$type<RoundMode>().nullable(),
    fromDay: p.date().nullable().comment('The first day of the new prices; null where the old ones are corrected.'),
    fileName: p.text().nullable(),
    listRevision: p.integer(),
    appliedRevision: p.integer().nullable(),
    changeCount: p.integer().onCreate(() => 0).comment('Rules that are added, changed or taken away.'),
    sameCount: p.integer().onCreate(() => 0),
    faultCount: p.integer().onCreate(() => 0),
    skippedCount: p.integer().onCreate(() => 0).comment('Rules that were chosen and stay as they are, because of their basis.'),
    belowCostCount: p.integer().onCreate(() => 0),
    progress: p.integer().onCreate(() => 0).comment('Rules that the work in the background has come to.'),
    problem: p.text().nullable().comment('Why the work in the background came to nothing: a code of the list of refusals.'),
    createdBy: () => p.manyToOne(User).nullable(),
    appliedBy: () => p.manyToOne(User).nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    appliedAt: p.datetime().nullable(),
    revision: p.integer().version(),
  },
})
/** A change of a price list that is looked at before it is applied. */
export class PriceChange extends PriceChangeSchema.class {}
PriceChangeSchema.setClass(PriceChange)
export { PriceChangeSchema, PriceChangeItemSchema }

const side = (name: 'before' | 'after') => ({
  [name === 'before' ? 'basisBefore' : 'basisAfter']: sql(() => PriceBasisEnum, (row) => `${row}.${name} ->> 'basis'`),
  [name === 'before' ? 'valueBefore' : 'valueAfter']: sql(() => DecimalScalar, (row) => `trim_scale((${row}.${name} ->> 'value')::numeric)::text`),
  [name === 'before' ? 'validToBefore' : 'validToAfter']: sql(() => DateScalar, (row) => `${row}.${name} ->> 'valid_to'`),
})
const belowCost = (row: string) => `coalesce(${row}.price_after < ${row}.cost, false)`

expose(PriceChangeItem, PriceChangeItemSchema, {
  description: 'A rule of a price list before and after a change.', omit: 'changeId', enums: { kind: PriceChangeItemKindEnum }, needs: { cost: 'cost:read' },
  fields: {
    ...side('before'), ...side('after'),
    validFrom: sql(() => DateScalar, (row) => `coalesce(${row}.after, ${row}.before) ->> 'valid_from'`),
    belowCost: sql(() => Boolean, belowCost, { permission: 'cost:read' }),
  },
  filters: {
    kind: anyOf(PriceChangeItemKindEnum, 'kind'), belowCost: flag((row, { viewer }) => (viewer.scope('cost:read') === null ? 'false' : belowCost(row))),
    search: search((row) => `coalesce((select s.search from product s where s.id = ${row}.product_id), ${row}.sku, '')`),
  },
  sorts: { PLACE: by('place', 'int'), SHIFT: by((row) => `coalesce(abs(${row}.shift), -1)`, 'numeric') },
})

expose(PriceChange, PriceChangeSchema, {
  description: 'A change of a price list that is looked at before it is applied.', omit: 'appliedRevision', enums: { source: PriceChangeSourceEnum, state: PriceChangeStateEnum, roundMode: RoundModeEnum },
  needs: { belowCostCount: 'cost:read' },
  fields: {
    outdated: sql(() => Boolean, (row) => `${row}.state = 'Prepared' and ${row}.list_revision <> (select l.revision from price_list l where l.id = ${row}.price_list_id)`,
      { nullable: false, description: 'The list was changed in between: this can no longer be applied.' }),
    workCount: sql(() => Int, (row) => `${row}.change_count`, { nullable: false, description: 'How many rules the work in the background has to come to.' }),
    items: connection(() => PriceChangeItem, (child, parent) => `${child}.change_id = ${parent}.id`),
    actions: { ...actions(priceChangeFlow, 'pricechange', { guards: {
      apply: (row) => `${row}.fault_count = 0 and ${row}.change_count > 0 and ${row}.list_revision = (select l.revision from price_list l where l.id = ${row}.price_list_id)`,
      undo: (row) => `coalesce(${row}.from_day >= (select app.today()), true) and ${row}.applied_revision = (select l.revision from price_list l where l.id = ${row}.price_list_id)`,
    } }), partner: false },
  },
  filters: { priceListId: anyId('price_list_id'), state: anyOf(PriceChangeStateEnum, 'state') },
  sorts: { CREATED: by('id', 'uuid') },
  defaultSort: { by: 'CREATED', direction: 'DESC' },
})
