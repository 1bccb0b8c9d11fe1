import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose } from '../kit/read/expose.ts'

export const ContractKindEnum = enumOf('ContractKind', ['FRAMEWORK', 'MAINTENANCE', 'DISTRIBUTION', 'CONFIDENTIALITY', 'OTHER'])

const ContractTemplateSchema = defineEntity({
  name: 'ContractTemplate',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    kind: p.text().$type<keyof typeof ContractKindEnum>(),
    locale: p.text(),
    body: p.text().comment('Markdown with fields such as `{{account.name}}`.'),
    active: p.boolean(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** The text that contracts of a kind begin with. */
export class ContractTemplate extends ContractTemplateSchema.class {}
ContractTemplateSchema.setClass(ContractTemplate)
export { ContractTemplateSchema }

expose(ContractTemplate, ContractTemplateSchema, {
  description: 'The text that contracts of a kind begin with.', enums: { kind: ContractKindEnum },
})
