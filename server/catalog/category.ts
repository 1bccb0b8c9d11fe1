import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'
import { Int } from 'type-graphql'

const CategorySchema = defineEntity({
  name: 'Category',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    slug: p.text(),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    parent: () => p.manyToOne(Category).nullable(),
    path: p.array().$type<string[]>().columnType('uuid[]').comment('The ids of its ancestors and its own.'),
    position: p.integer(),
    externalId: p.text().nullable(),
  },
})

/** A node of the catalogue's tree. */
export class Category extends CategorySchema.class {}
CategorySchema.setClass(Category)
export { CategorySchema }

expose(Category, CategorySchema, {
  description: "A node of the catalogue's tree.", partner: 'id slug name parent position children productCount', omit: 'nameI18n path externalId',
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    children: list(() => Category, (child, parent) => `${child}.parent_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
    productCount: sql(() => Int, (row) => `(select count(*)::int from product p where p.category_path @> array[${row}.id])`, { nullable: false, description: 'Products here and below.' }),
  },
})
