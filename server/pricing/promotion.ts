import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { by, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'

const PromotionSchema = defineEntity({
  name: 'Promotion',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    percent: p.decimal().precision(9).scale(4).nullable().comment('Off the price that the lists give.'),
    minQuantity: p.integer(),
    maxQuantity: p.integer().nullable(),
    validFrom: p.date(),
    validTo: p.date().nullable(),
    rank: p.integer().comment('Lower ranks are applied first.'),
    stackable: p.boolean().comment('Whether later ones may still come on top.'),
    partnersOnly: p.boolean(),
    allProducts: p.boolean(),
    externalId: p.text().nullable(),
  },
})
/** Something off for a while. */
export class Promotion extends PromotionSchema.class {}
PromotionSchema.setClass(Promotion)
export { PromotionSchema }

expose(Promotion, PromotionSchema, {
  description: 'Something off for a while.', omit: 'nameI18n externalId',
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    productCount: sql(() => Int, (row) => `(case when ${row}.all_products then (select count(*) from product) else (select count(*) from promotion_product x where x.promotion_id = ${row}.id) end)::int`, { nullable: false }),
  },
  filters: { search: search((row) => `${row}.name`) },
  sorts: { VALID_FROM: by('valid_from', 'date'), NAME: by((row) => `lower(${row}.name)`, 'text') },
  defaultSort: { by: 'VALID_FROM', direction: 'DESC' },
})
