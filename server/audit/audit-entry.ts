import { defineEntity, p } from '@mikro-orm/core'
import type { EntityClass } from '@mikro-orm/core'
import type { TablePolicy } from '../access/policies.ts'
import { anyId, anyOf, by, dates, search } from '../kit/filters.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, related, sql } from '../kit/read/expose.ts'
import { exposedTypes } from '../kit/read/registry.ts'
import { ApiKey } from '../people/api-key.ts'
import { User } from '../people/user.ts'
import { recordTables } from './audit.policy.ts'
import { AuditChange, auditedPolicies, changesSql, declareAudited, nameOf, typeOf } from './changes.ts'

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    channel: p.text().comment('Through what it came: crm, portal, api, job, import, demo, system, or database for a change made there directly.'),
    operation: p.text().nullable().comment('The mutation that made it.'),
    action: p.text().comment('insert, update or delete of a row; any other word is an act, such as signIn or export.'),
    actorName: p.text().nullable().comment('Who it was at the database, when nobody had signed in to the product.'),
    recordType: p.text().nullable(),
    recordId: p.uuid().nullable(),
    data: p.json<Record<string, unknown>>().nullable().comment('What an act was about.'),
  },
})

/** What the trail says of one row that was changed, or of one act. Nobody writes it but the database. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry)
export { AuditEntrySchema }

/** Parts that are about a product, by their table. */
const products = { quote_line: 'product_id', order_line: 'product_id', price_list_entry: 'product_id' }

expose(AuditEntry, AuditEntrySchema, {
  description: 'What the audit trail says of one row that was changed, or of one act.',
  fields: {
    actor: related(() => User, (child, parent) => `${child}.id = ${parent}.actor_id`),
    viewedBy: related(() => User, (child, parent) => `${child}.id = ${parent}.viewed_by`, undefined, { description: 'The administrator who was looking on as the actor.' }),
    key: related(() => ApiKey, (child, parent) => `${child}.id = ${parent}.key_id`, undefined, { description: 'The API key that it came with.' }),
    transaction: sql(() => String, (row) => `${row}.transaction_id::text`, { nullable: false, description: 'Entries of one number were written together.' }),
    recordName: sql(() => String, (row) => nameOf(`${row}.record_type`, recordTables(auditedPolicies()), `${row}.record_id`), { description: 'What the record is called now.' }),
    part: sql(() => String, (row) => `case ${row}.table_name ${auditedPolicies().flatMap((policy) => { const type = typeOf(policy); return type?.table === policy.table ? [`when '${policy.table}' then '${type.name}'`] : [] }).join(' ')} else ${row}.table_name end`,
      { description: 'What was changed: the type of the record itself or of a part of it, such as QuoteLine, or the name of a table beside it.' }),
    partName: sql(() => String, (row) => `case ${row}.table_name ${Object.entries(products).map(([table, key]) => `when '${table}' then (select x.name from ${table} l join product x on x.id = l.${key} where l.id = ${row}.row_key::uuid)`).join(' ')} end`, { description: 'The product that a line is about, while there is such a line.' }),
    changes: sql(() => [AuditChange], changesSql, { nullable: false }),
    sealed: sql(() => Boolean, (row) => `(${row}.number <= coalesce((select b.settled from audit_block b order by b.number desc limit 1), 0) or exists (select 1 from audit_block b where upper(b.entries) > ${row}.number and b.entries @> ${row}.number))`,
      { nullable: false, description: 'A block of the seal holds it: from here on no change of it goes unnoticed.' }),
  },
  filters: {
    actorId: anyId('actor_id'), recordType: anyOf(String, 'record_type'), recordId: anyId('record_id'), action: anyOf(String, 'action'), channel: anyOf(String, 'channel'), at: dates('at'),
    search: search((row) => `concat_ws(' ', ${row}.action, ${row}.operation, ${row}.record_type, ${row}.actor_name, (select u.name from app_user u where u.id = ${row}.actor_id))`),
  },
  sorts: { NUMBER: by('number', 'bigint') },
  defaultSort: { by: 'NUMBER', direction: 'DESC' },
})

/** Gives every record of which the trail tells its history. */
export function addHistories(policies: TablePolicy[]): void {
  declareAudited(policies)
  for (const [record, table] of recordTables(policies)) {
    const type = exposedTypes().find((one) => one.table === table)
    if (type) addField(type.entity as EntityClass<any>, 'history', connection(() => AuditEntry, (child, parent) => `${child}.record_id = ${parent}.id and ${child}.record_type = '${record}'`, { permission: 'history:read', description: 'Who changed what, latest first.' }))
  }
}
