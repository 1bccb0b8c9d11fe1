import { defineEntity, p } from '@mikro-orm/core'
import { covers } from '../access/scope.ts'
import { anyId, by, flag } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'

const Schema = defineEntity({
  name: 'ApprovalDelegation',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    person: () => p.manyToOne(User).comment('Who is away.'),
    delegate: () => p.manyToOne(User).comment('Who decides for them meanwhile.'),
    fromDay: p.date(),
    toDay: p.date().comment('Inclusive.'),
    reason: p.text().nullable(),
    grants: p.boolean().comment('The delegate decides for this time even without approving anything themselves.'),
    createdBy: () => p.manyToOne(User).fieldName('created_by_id').nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    endedAt: p.datetime().nullable().comment('When it was ended before its time.'),
  },
})

/** Somebody is away, and another decides for them; never on their own quotes, and nobody hands it on. */
export class ApprovalDelegation extends Schema.class {}
Schema.setClass(ApprovalDelegation)
export { Schema as ApprovalDelegationSchema }

export const ofPerson = { owner: 'person_id' }
const open = (row: string) => `${row}.ended_at is null and ${row}.to_day >= app.today()`

expose(ApprovalDelegation, Schema, {
  description: 'Somebody is away, and another decides for them meanwhile.',
  fields: {
    inForce: sql(() => Boolean, (row) => `(${row}.ended_at is null and app.today() between ${row}.from_day and ${row}.to_day)`, { nullable: false }),
    actions: sql(() => [String], (row, scope) => {
      const covered = covers('delegation:manage', row, scope.viewer, scope, ofPerson)
      return covered === null ? 'array[]::text[]' : `case when ${open(row)} and (${covered}) then array['end'] else array[]::text[] end`
    }, { nullable: false, description: 'What the viewer may do with it now.' }),
  },
  filters: { open: flag(open, { description: 'Neither over nor ended.' }), personId: anyId('person_id'), delegateId: anyId('delegate_id') },
  sorts: { FROM_DAY: by('from_day', 'date') },
  defaultSort: { by: 'FROM_DAY', direction: 'DESC' },
})
