import { defineEntity, p } from '@mikro-orm/core'
import { ID, Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Category } from '../catalog/category.ts'
import { Product } from '../catalog/product.ts'
import { enumOf } from '../kit/enums.ts'
import type { Subject } from '../kit/event.ts'
import { anyOf, by, dates, search } from '../kit/filters.ts'
import { isId, newId } from '../kit/ids.ts'
import { addField, expose, list, related, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'
import { Partner } from '../partners/partner.ts'
import { ProgramLevel } from '../partners/program-level.ts'
import { timeline } from '../timeline/timeline.ts'
import { PromotionBudget, PromotionItem } from './promotion-parts.ts'
import { type PromotionState, PromotionStateEnum, promotionFlow } from './promotion.flow.ts'
import { type PromotionKind, promotionKinds } from './terms.ts'

export const PromotionStandingEnum = enumOf('PromotionStanding', [...promotionFlow.states, 'Scheduled', 'UsedUp'], 'How it stands today.')
export const PromotionKindEnum = enumOf('PromotionKind', promotionKinds, 'PERCENT and AMOUNT: off each piece. BUY_GET: of so many bought, so many more are free. BUNDLE: off products that are bought together.')

const PromotionSchema = defineEntity({
  name: 'Promotion',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n').default('{}'),
    description: p.text().nullable(),
    descriptionI18n: p.json<Record<string, string>>().fieldName('description_i18n').default('{}'),
    kind: p.text().$type<PromotionKind>(),
    state: p.text().$type<PromotionState>(),
    percent: p.decimal().precision(9).scale(4).nullable().comment('Off the price that the lists give.'),
    amount: p.decimal().precision(19).scale(6).nullable().comment('Off each piece, or off each bundle.'),
    currency: p.string().length(3).nullable().comment('Of the amount: who pays in another gets nothing off.'),
    buyQuantity: p.integer().nullable(),
    getQuantity: p.integer().nullable().comment('How many are free for as many bought.'),
    minQuantity: p.integer(),
    maxQuantity: p.integer().nullable(),
    validFrom: p.date(),
    validTo: p.date().nullable(),
    rank: p.integer().comment('Lower ranks are applied first.'),
    stackable: p.boolean().comment('Whether later ones may still come on top.'),
    partnersOnly: p.boolean(),
    allProducts: p.boolean(),
    exhausted: p.boolean().default(false).comment('Its budget is used up: nobody gets anything off any more.'),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
    externalId: p.text().nullable(),
  },
})
/** Something off for a while. */
export class Promotion extends PromotionSchema.class {
  subject(): Subject {
    return { type: 'promotion', id: this.id }
  }
}
PromotionSchema.setClass(Promotion)
export { PromotionSchema }

/** Those that hold today for the whole of what they are about. */
export const running = (row: string) => `(${row}.state = 'Active' and not ${row}.exhausted and ${row}.valid_from <= (select app.today()) and coalesce(${row}.valid_to, 'infinity') >= (select app.today()))`
/** Of those that are active, some have not begun, have nothing left to give or are over. */
const standing = (row: string) => `case when ${row}.state <> 'Active' then ${row}.state when ${row}.valid_to < (select app.today()) then 'Ended' when ${row}.exhausted then 'UsedUp'
  when ${row}.valid_from > (select app.today()) then 'Scheduled' else 'Active' end`
/** The ids of all that are about a product, as an array. */
const about = (product: string) => `array(select x.promotion_id from promotion_product x where x.product_id = ${product}.id
  union all select c.promotion_id from promotion_category c where c.category_id = any (${product}.category_path) union all select a.id from promotion a where a.all_products)`

expose(Promotion, PromotionSchema, {
  description: 'Something off for a while.',
  partner: 'id name description kind percent amount currency buyQuantity getQuantity minQuantity maxQuantity validFrom validTo limited allProducts items categories productIds',
  omit: 'externalId', enums: { kind: PromotionKindEnum, state: PromotionStateEnum },
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    description: sql(() => String, translated('description')),
    originalName: sql(() => String, (row) => `${row}.name`, { nullable: false, description: 'As it was written, for languages without a name of their own.' }),
    originalDescription: sql(() => String, (row) => `${row}.description`),
    productCount: sql(() => Int, (row) => `(case when ${row}.all_products then (select count(*) from product)
      when ${row}.by_category then (select count(*) from product p where p.id in (select x.product_id from promotion_product x where x.promotion_id = ${row}.id)
        or exists (select 1 from promotion_category c where c.promotion_id = ${row}.id and c.category_id = any (p.category_path)))
      else (select count(*) from promotion_product x where x.promotion_id = ${row}.id) end)::int`, { nullable: false }),
    productIds: sql(() => [ID], (row) => `(select coalesce(json_agg(p.id), '[]') from (select x.product_id as id from promotion_product x where x.promotion_id = ${row}.id
      union select p.id from promotion_category c join product p on c.category_id = any (p.category_path) where c.promotion_id = ${row}.id limit 2000) i join product p on p.id = i.id)`,
      { nullable: false, description: 'Of all that it is about, at most two thousand; none where it is about everything.' }),
    standing: sql(() => PromotionStandingEnum, standing, { nullable: false, description: 'How it stands today: of those whose state is Active, some are scheduled, used up or over.' }),
    limited: sql(() => Boolean, (row) => `app.promotion_limited(${row}.id)`, { nullable: false, description: 'It ends earlier than on its last day, once enough was given.' }),
    items: list(() => PromotionItem, (child, parent) => `${child}.promotion_id = ${parent}.id`, (child) => `${child}.product_id`),
    categories: list(() => Category, (child, parent) => `${child}.id in (select x.category_id from promotion_category x where x.promotion_id = ${parent}.id)`, (child) => `${child}.position, ${child}.id`),
    partners: list(() => Partner, (child, parent) => `${child}.id in (select x.partner_id from promotion_partner x where x.promotion_id = ${parent}.id)`, (child) => `lower(${child}.name), ${child}.id`, { description: 'Those whom it is for by name, in any case.' }),
    levels: list(() => ProgramLevel, (child, parent) => `${child}.id in (select x.level_id from promotion_level x where x.promotion_id = ${parent}.id)`, (child) => `${child}.name, ${child}.id`, { description: 'Levels and countries narrow each other; with no partner, level or country it is for everybody.' }),
    countries: sql(() => [String], (row) => `(select coalesce(json_agg(x.country order by x.country), '[]') from promotion_country x where x.promotion_id = ${row}.id)`, { nullable: false }),
    budget: related(() => PromotionBudget, (child, parent) => `${child}.promotion_id = ${parent}.id`),
    conflicts: list(() => Promotion, (child, parent) => `${child}.id <> ${parent}.id and ${child}.state in ('Draft', 'Active', 'Paused') and ${parent}.state in ('Draft', 'Active', 'Paused')
      and daterange(${child}.valid_from, ${child}.valid_to, '[]') && daterange(${parent}.valid_from, ${parent}.valid_to, '[]') and app.promotions_meet(${child}.id, ${parent}.id)`,
    (child) => `${child}.rank, ${child}.id limit 20`, { description: 'Others about the same products, for some of the same buyers, at the same time; by rank.' }),
    timeline: { ...timeline('subject_id'), partner: false },
    actions: { ...actions(promotionFlow, 'promotion'), partner: false },
  },
  filters: {
    search: search((row) => `(${row}.name || ' ' || ${row}.name_i18n::text)`), state: anyOf(PromotionStateEnum, 'state', { staffOnly: true }), standing: anyOf(PromotionStandingEnum, standing, { staffOnly: true }), kind: anyOf(PromotionKindEnum, 'kind'),
    exhausted: { type: () => Boolean, staffOnly: true, sql: (row, wanted: boolean) => `${row}.exhausted = ${wanted}` },
    productId: { type: () => String, sql: (row, id: string, { param }) => (isId(id) ? `${row}.id = any ((select ${about('p')} from product p where p.id = ${param(id)}::uuid)::uuid[])` : 'false') },
    validFrom: dates('valid_from'), validTo: dates((row) => `coalesce(${row}.valid_to, 'infinity')`),
  },
  sorts: { VALID_FROM: by('valid_from', 'date'), VALID_TO: by((row) => `coalesce(${row}.valid_to, 'infinity')`, 'date'), NAME: by((row) => `lower(${row}.name)`, 'text'), RANK: by('rank', 'int') },
  defaultSort: { by: 'VALID_FROM', direction: 'DESC' },
})

addField(Product, 'promotions', list(() => Promotion, (child, parent) => `${child}.id = any (${about(parent)}) and ${running(child)}`, (child) => `${child}.rank, ${child}.id`,
  { partner: true, description: "Running promotions that it takes part in; a dealer's own." }))
