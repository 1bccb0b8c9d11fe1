import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { translated } from '../kit/read/translated.ts'

const ProgramLevelSchema = defineEntity({
  name: 'ProgramLevel',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    nameI18n: p.json<Record<string, string>>().fieldName('name_i18n'),
    rank: p.integer().comment('1 is the highest.'),
  },
})

/** A level of the channel program: decides which price list a partner buys from. */
export class ProgramLevel extends ProgramLevelSchema.class {}
ProgramLevelSchema.setClass(ProgramLevel)
export { ProgramLevelSchema }

expose(ProgramLevel, ProgramLevelSchema, {
  description: 'A level of the channel program.', partner: 'id name rank', omit: 'nameI18n',
  fields: { name: sql(() => String, translated('name'), { nullable: false }) },
})
