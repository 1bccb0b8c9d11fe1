import { defineEntity, p } from '@mikro-orm/core'
import { Field, ObjectType } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { enumOf } from '../kit/enums.ts'
import { anyOf, by, flag, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'
import { Category } from './category.ts'
import { ID } from 'type-graphql'

/** More of one thing nobody orders at once, and more lines no document has; more come by import. */
export const mostPieces = 1_000_000, mostLines = 500

export const ProductLifecycleEnum = enumOf('ProductLifecycle', ['PLANNED', 'ACTIVE', 'PHASING_OUT', 'DISCONTINUED'])

@everyone @ObjectType({ description: 'One technical fact of a product.' })
export class ProductAttribute {
  @Field(() => String) name!: string
  @Field(() => String) value!: string
}

const ProductSchema = defineEntity({
  name: 'Product',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    sku: p.text().comment('Stock-keeping unit: the number people order by.'),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    description: p.text().nullable(),
    descriptionI18n: p.json<Record<string, string>>().fieldName('description_i18n'),
    category: () => p.manyToOne(Category).nullable(),
    categoryPath: p.array().$type<string[]>().columnType('uuid[]'),
    unit: p.text(),
    lifecycle: p.text().$type<keyof typeof ProductLifecycleEnum>(),
    orderable: p.boolean().comment('False for components and what is not sold on its own.'),
    image: p.text().nullable().comment('Path of a picture; a placeholder is drawn where there is none.'),
    dataSheet: p.text().nullable(),
    /** `[{ name: { en, … }, value: { en, … } | text }]` */
    attributes: p.json<object[]>(),
    replacement: () => p.manyToOne(Product).nullable(),
    variantOf: () => p.manyToOne(Product).nullable(),
    leadTimeDays: p.integer().comment('Days to make or procure it when stock does not suffice.'),
    position: p.integer(),
    createdAt: p.datetime().onCreate(() => new Date()),
    externalId: p.text().nullable(),
  },
})

/** Something that is sold, or was, or will be. */
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product)
export { ProductSchema }

const words = (part: string, locale: string) =>
  `case jsonb_typeof(a -> '${part}') when 'object' then coalesce(a -> '${part}' ->> ${locale}, a -> '${part}' ->> 'en') else a ->> '${part}' end`

expose(Product, ProductSchema, {
  description: 'Something that is sold, or was, or will be.',
  partner: 'id sku name description category unit lifecycle orderable image dataSheet attributes replacement variantOf variants leadTimeDays',
  omit: 'nameI18n descriptionI18n categoryPath externalId position',
  enums: { lifecycle: ProductLifecycleEnum },
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    description: sql(() => String, translated('description')),
    attributes: sql(() => [ProductAttribute], (row, scope) => {
      const locale = scope.param(scope.viewer.locale)
      return `(select coalesce(json_agg(json_build_object('name', ${words('name', locale)}, 'value', ${words('value', locale)}) order by n), '[]') from jsonb_array_elements(${row}.attributes) with ordinality x(a, n))`
    }, { nullable: false }),
    variants: list(() => Product, (child, parent) => `${child}.variant_of_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
  },
  filters: {
    categoryId: { type: () => [ID], description: 'Sub-categories included.', sql: (row, ids: string[], { param }) => `${row}.category_path && (select coalesce(array_agg(c.id), '{}') from category c where c.id::text = any(${param(ids)}::text[]))` },
    lifecycle: anyOf(ProductLifecycleEnum, 'lifecycle'), orderable: flag((row) => `${row}.orderable`),
    search: lookUp('product'),
  },
  sorts: {
    POSITION: by('position', 'int'), NAME: by('name_key', 'text'), SKU: by('sku', 'text'),
  },
})
