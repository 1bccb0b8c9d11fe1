import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'

export const ContractSideEnum = enumOf('ContractSide', ['OURS', 'THEIRS'])

const ContractSignatureSchema = defineEntity({
  name: 'ContractSignature',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    contractId: p.uuid(),
    textId: p.uuid(),
    side: p.text().$type<keyof typeof ContractSideEnum>(),
    name: p.text().comment('Who signed.'),
    position: p.text().nullable(),
    signedOn: p.date(),
    recordedBy: () => p.manyToOne(User).fieldName('recorded_by_id').nullable(),
    recordedAt: p.datetime().onCreate(() => new Date()),
  },
})
/** That somebody signed a contract's text, for one of its sides. */
export class ContractSignature extends ContractSignatureSchema.class {}
ContractSignatureSchema.setClass(ContractSignature)

const ContractTextSchema = defineEntity({
  name: 'ContractText',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    contractId: p.uuid(),
    number: p.integer(),
    body: p.text().comment('Markdown, with everything filled in.'),
    createdBy: () => p.manyToOne(User).fieldName('created_by_id').nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
})
/** A contract's text as it was sent. Never changed. */
export class ContractText extends ContractTextSchema.class {}
ContractTextSchema.setClass(ContractText)
export { ContractSignatureSchema, ContractTextSchema }

expose(ContractSignature, ContractSignatureSchema, {
  description: "That somebody signed a contract's text.", partner: 'id side name position signedOn', omit: 'contractId textId', enums: { side: ContractSideEnum },
})
expose(ContractText, ContractTextSchema, {
  description: "A contract's text as it was sent.", partner: 'id number body createdAt sha256 signatures', omit: 'contractId',
  fields: {
    sha256: sql(() => String, (row) => `encode(${row}.sha256, 'hex')`, { nullable: false }),
    signatures: list(() => ContractSignature, (child, parent) => `${child}.text_id = ${parent}.id`, (child) => `${child}.side`),
  },
})
