import { defineEntity, p } from '@mikro-orm/core'
import { Field, ID, ObjectType } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { everyone } from '../kit/audience.ts'
import { anyVisible, by, flag, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, resolved, sql } from '../kit/read/expose.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { ModelVersion } from './model.ts'
import type { Selection } from './selection.ts'

@everyone @ObjectType({ description: 'What was chosen for one option.' })
export class ConfiguredAnswer {
  @Field(() => String, { description: "The option's key." }) option!: string
  @Field(() => [String], { description: 'Keys of choices; the value of a number as text.' }) choices!: string[]
}

const ConfigurationSchema = defineEntity({
  name: 'Configuration',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    version: () => p.manyToOne(ModelVersion).comment('The version of the model that it was made with, and keeps.'),
    partner: () => p.manyToOne(Partner).nullable(),
    owner: () => p.manyToOne(User).nullable().comment('Whose work it is among the staff.'),
    createdBy: () => p.manyToOne(User).nullable(),
    answers: p.json<Selection>(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** A whole solution that was saved under a name, to be used again. */
export class Configuration extends ConfigurationSchema.class {}
ConfigurationSchema.setClass(Configuration)
export { ConfigurationSchema }

const outdated = (row: string) => `not exists (select 1 from model_version v where v.id = ${row}.version_id and v.state = 'Published')`

/** A dealer's are changed by its own people alone, also where staff see them. */
const own = (row: string) => `${row}.partner_id is not distinct from (select app.partner_id())`

expose(Configuration, ConfigurationSchema, {
  description: 'A whole solution that was saved under a name, to be used again.',
  partner: 'id name version createdBy answers createdAt updatedAt revision outdated offer actions', omit: 'answers',
  fields: {
    answers: sql(() => [ConfiguredAnswer], (row) => `(select coalesce(json_agg(json_build_object('option', a.key, 'choices', a.value) order by a.key), '[]') from jsonb_each(${row}.answers) a)`, { nullable: false }),
    outdated: sql(() => Boolean, outdated, { nullable: false, description: 'Whether another version of the model is offered by now, or none.' }),
    offer: resolved(['id', 'version_id', 'partner_id', 'answers']),
    actions: actions(null, 'configuration', { belonging: { owner: 'owner_id', partner: 'partner_id' }, also: { save: { permission: 'configuration:use', when: own }, delete: { permission: 'configuration:use', when: own } } }),
  },
  filters: {
    modelId: { type: () => [ID], sql: (row, ids: string[], { param }) => `(select v.model_id from model_version v where v.id = ${row}.version_id)::text = any (${param(ids)}::text[])` },
    offeredTo: { type: () => ID, staffOnly: true, description: 'What can be offered to a partner: what it configured itself, and what we did; without one, ours.', sql: (row, id: string, { param }) => `(${row}.partner_id is null or ${row}.partner_id::text = ${param(id)})` },
    partnerId: anyVisible('partner_id', 'partner'), outdated: flag(outdated), search: search((row) => `${row}.name`),
  },
  sorts: { UPDATED_AT: by('updated_at', 'timestamptz'), NAME: by((row) => `lower(${row}.name)`, 'text') },
  defaultSort: { by: 'UPDATED_AT', direction: 'DESC' },
})
addField(Partner, 'configurations', connection(() => Configuration, (child, parent) => `${child}.partner_id = ${parent}.id`))
