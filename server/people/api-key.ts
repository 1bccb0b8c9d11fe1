import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { User } from './user.ts'

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    prefix: p.text().comment('The readable start of the key; the secret part is shown once and kept only as a hash.'),
    user: () => p.manyToOne(User).comment('Who made it: the key never does more than this person may.'),
    partnerId: p.uuid().nullable(),
    permissions: p.array().$type<string[]>().comment('What the key is cut down to.'),
    createdAt: p.datetime().onCreate(() => new Date()),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
})

/** A key with which a program acts for the person who made it. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey)
export { ApiKeySchema }

expose(ApiKey, ApiKeySchema, {
  description: 'A key with which a program acts for the person who made it.',
  partner: 'id name prefix user permissions createdAt expiresAt lastUsedAt revokedAt actions',
  omit: 'partnerId',
  fields: {
    actions: sql(() => [String], (row, { viewer }) => viewer.scope('key:manage') === null ? 'array[]::text[]' : `case when ${row}.revoked_at is null then array['revoke'] else array[]::text[] end`, { nullable: false }),
  },
})
