import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'

const AccountTeamMemberSchema = defineEntity({
  name: 'AccountTeamMember',
  properties: { id: p.uuid().primary().onCreate(newId), accountId: p.uuid(), user: () => p.manyToOne(User), role: p.text() },
})

/** A colleague who works on an account beside its owner. */
export class AccountTeamMember extends AccountTeamMemberSchema.class {}
AccountTeamMemberSchema.setClass(AccountTeamMember)
export { AccountTeamMemberSchema }

expose(AccountTeamMember, AccountTeamMemberSchema, { description: 'A colleague who works on an account beside its owner.', omit: 'accountId' })
