import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { by, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, related, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'
import { User } from '../people/user.ts'
import type { Definition } from './definition.ts'
import { type ModelState, ModelStateEnum, modelFlow } from './model.flow.ts'

const ModelVersionSchema = defineEntity({
  name: 'ModelVersion',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    modelId: p.uuid(),
    number: p.integer(),
    state: p.text().$type<ModelState>(),
    definition: p.json<Definition>().comment('Options, rules and parts; docs/decisions/013-configurator.md tells of them.'),
    createdBy: () => p.manyToOne(User).nullable(),
    publishedAt: p.datetime().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** A model as it was at a time. */
export class ModelVersion extends ModelVersionSchema.class {}
ModelVersionSchema.setClass(ModelVersion)

const ProductModelSchema = defineEntity({
  name: 'ProductModel',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
})
/** Something that is built to order, from options that go together. */
export class ProductModel extends ProductModelSchema.class {}
ProductModelSchema.setClass(ProductModel)
export { ProductModelSchema, ModelVersionSchema }

const count = (part: string) => (row: string) => `case when jsonb_typeof(${row}.definition -> '${part}') = 'array' then jsonb_array_length(${row}.definition -> '${part}') else 0 end`

expose(ModelVersion, ModelVersionSchema, {
  description: 'A model as it was at a time; it never changes once it was published.', partner: 'id number state publishedAt', omit: 'modelId', enums: { state: ModelStateEnum },
  fields: {
    model: related(() => ProductModel, (child, parent) => `${child}.id = ${parent}.model_id`, undefined, { partner: true }),
    optionCount: sql(() => Int, count('options'), { nullable: false }), ruleCount: sql(() => Int, count('rules'), { nullable: false }),
  },
})

const latest = (expression: string) => (row: string) => `(select ${expression} from model_version v where v.model_id = ${row}.id order by v.number desc limit 1)`
const ofModel = (child: string, parent: string) => `${child}.model_id = ${parent}.id`

expose(ProductModel, ProductModelSchema, {
  description: 'Something that is built to order, from options that go together.', partner: 'id name version', omit: 'nameI18n',
  fields: {
    name: sql(() => String, translated('name'), { nullable: false }),
    state: sql(() => ModelStateEnum, latest('v.state'), { description: 'Of the latest version.' }),
    version: related(() => ModelVersion, (child, parent) => `${ofModel(child, parent)} and ${child}.state = 'Published'`, undefined, { description: 'The one that is offered; null when none is.' }),
    latest: related(() => ModelVersion, ofModel, (child) => `${child}.number desc`, { description: 'The one that is worked on, if any, else the last.' }),
    versions: list(() => ModelVersion, ofModel, (child) => `${child}.number desc`),
    actions: { ...actions(modelFlow, 'model', {
      state: latest('v.state'),
      // a draft is worked on beside the version that is offered
      others: { cost: () => 'true' },
      also: { retire: { permission: 'model:retire', when: (row) => `${latest('v.state')(row)} <> 'Published' and exists (select 1 from model_version v where v.model_id = ${row}.id and v.state = 'Published')` } },
    }), partner: false },
  },
  filters: { search: search((row) => `(${row}.name || ' ' || ${row}.name_i18n::text)`) },
  sorts: { NAME: by((row) => `lower(${row}.name)`, 'text') },
})
