import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose, list } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'

export const DocumentMailStateEnum = enumOf('DocumentMailState', ['queued', 'sent', 'failed', 'dropped'], 'dropped: it had no point any more when its turn came.')

const DocumentMailSchema = defineEntity({
  name: 'DocumentMail',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    subjectType: p.text().comment('What the document is: quote, contract.'),
    subjectId: p.uuid(),
    partId: p.uuid().nullable(),
    linkId: p.uuid().nullable(),
    toName: p.text(),
    toAddress: p.text(),
    locale: p.text(),
    subject: p.text(),
    body: p.text(),
    state: p.text().$type<keyof typeof DocumentMailStateEnum>(),
    lastError: p.text().nullable(),
    createdBy: () => p.manyToOne(User).fieldName('created_by_id').nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    sentAt: p.datetime().nullable(),
  },
})

/** A letter with a document in it, to whoever the document is for. */
export class DocumentMail extends DocumentMailSchema.class {}
DocumentMailSchema.setClass(DocumentMail)
export { DocumentMailSchema }

expose(DocumentMail, DocumentMailSchema, { description: 'A letter with a document in it.', omit: 'partId linkId', enums: { state: DocumentMailStateEnum } })

/** The letters that went out with a record's documents, the latest first; its room adds the field. */
export const letters = (subject: string) => list(() => DocumentMail, (child, parent) => `${child}.subject_id = ${parent}.id and ${child}.subject_type = '${subject}'`, (child) => `${child}.created_at desc, ${child}.id`, { description: 'Sent by e-mail, the latest first.' })
