import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { Account } from '../accounts/account.ts'
import { Category } from '../catalog/category.ts'
import { Product } from '../catalog/product.ts'
import { enumOf } from '../kit/enums.ts'
import { anyId, anyOf, anyVisible, by, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { ProgramLevel } from '../partners/program-level.ts'
import { type Basis, type ListKind, type RoundMode, bases, listKinds, roundModes } from './terms.ts'

export const PriceListKindEnum = enumOf('PriceListKind', listKinds, 'Whom a list is for, nearest first. A BASE list is only there for others to derive from.')
export const PriceBasisEnum = enumOf('PriceBasis', bases, 'FIXED: the value is the price. LIST_PERCENT: per cent of the list price. LIST_SURCHARGE: added to the list price; may be negative. COST_PERCENT, COST_SURCHARGE: the same of what the product costs us.')
export const RoundModeEnum = enumOf('RoundMode', roundModes, 'NEAREST: a half goes up.')

const rounding = () => ({
  roundTo: p.decimal().precision(19).scale(6).nullable().comment('Prices are rounded to multiples of this.'),
  roundEnding: p.decimal().precision(19).scale(6).nullable().comment('Added to the multiples: to 1 with the ending 0.90 is what ends in .90.'),
  roundMode: p.text().$type<RoundMode>().nullable().comment('To the nearest when there is none.'),
})

const PriceListEntrySchema = defineEntity({
  name: 'PriceListEntry',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    priceListId: p.uuid(),
    product: () => p.manyToOne(Product).nullable(),
    category: () => p.manyToOne(Category).nullable().comment('Holds for everything in it; without product and category, for the whole list.'),
    minQuantity: p.integer(),
    basis: p.text().$type<Basis>(),
    value: p.decimal().precision(19).scale(6).nullable(),
    ...rounding(),
    validFrom: p.date().nullable().comment('The first day.'),
    validTo: p.date().nullable().comment('The last day.'),
  },
})
/** One rule of a price list. */
export class PriceListEntry extends PriceListEntrySchema.class {}
PriceListEntrySchema.setClass(PriceListEntry)

const PriceListSchema = defineEntity({
  name: 'PriceList',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    kind: p.text().$type<ListKind>(),
    currency: p.string().length(3),
    partner: () => p.manyToOne(Partner).nullable(),
    account: () => p.manyToOne(Account).nullable().comment('The direct buyer; beside a partner, the end customer that the prices are tied to.'),
    level: () => p.manyToOne(ProgramLevel).nullable(),
    country: p.string().length(2).nullable(),
    derivedFrom: () => p.manyToOne(PriceList).nullable(),
    adjustPercent: p.decimal().precision(9).scale(4).comment('Where this list has no rule, the price is this share of the one that it derives from.'),
    adjustSurcharge: p.decimal().precision(19).scale(6).comment('Added to that share; may be negative.'),
    ...rounding(),
    validFrom: p.date().nullable().comment('The first day.'),
    validTo: p.date().nullable().comment('The last day.'),
    externalId: p.text().nullable(),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version().comment('Counts with every change of the list and of its entries.'),
  },
})
/** Prices for a partner, an account, a program level, a region, or everybody. */
export class PriceList extends PriceListSchema.class {}
PriceListSchema.setClass(PriceList)
export { PriceListSchema, PriceListEntrySchema }

expose(PriceListEntry, PriceListEntrySchema, {
  description: 'One rule of a price list.', omit: 'priceListId', enums: { basis: PriceBasisEnum, roundMode: RoundModeEnum },
  fields: {
    value: sql(() => DecimalScalar, (row) => `trim_scale(coalesce(${row}.value, (select c.value from price_entry_cost c where c.entry_id = ${row}.id)))::text`,
      { description: 'By its basis. One on our cost is told to those who may read costs; null for others.' }),
  },
  filters: { productId: anyId('product_id'), categoryId: anyId('category_id') },
  sorts: { MIN_QUANTITY: by('min_quantity', 'int') },
})
expose(PriceList, PriceListSchema, {
  description: 'Prices for a partner, an account, a program level, a region, or everybody.', omit: 'nameI18n externalId', enums: { kind: PriceListKindEnum, roundMode: RoundModeEnum },
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    entryCount: sql(() => Int, (row) => `(select count(*)::int from price_list_entry e where e.price_list_id = ${row}.id)`, { nullable: false }),
    entries: connection(() => PriceListEntry, (child, parent) => `${child}.price_list_id = ${parent}.id`),
  },
  filters: { kind: anyOf(PriceListKindEnum, 'kind'), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'), levelId: anyId('level_id'), currency: anyOf(String, 'currency'), search: search((row) => `${row}.name`) },
  sorts: { NAME: by((row) => `lower(${row}.name)`, 'text') },
})
