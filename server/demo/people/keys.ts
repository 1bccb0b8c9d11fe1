import { createHash, randomBytes } from 'node:crypto'
import { permissions, scopeOf } from '../../access/matrix.ts'
import { newId } from '../../kit/ids.ts'
import type { World } from '../world.ts'
import type { Person } from './person.ts'

export interface Keys { staffKey: string; partnerKey: string }

/** A key for programs of the staff, and one for those of a dealer. Their secrets are shown once and kept as hashes. */
export function addKeys(world: World): Keys {
  const owner = world.partner('NST').people[0]!
  return {
    staffKey: addKey(world, 'ERP connector', world.member('admin'), (permission) => !permission.startsWith('user:') && !permission.startsWith('key:')),
    partnerKey: addKey(world, 'Shop system', owner, (permission) => !permission.startsWith('user:manage') && !permission.startsWith('key:')),
  }
}

const year = 365 * 24 * 3600 * 1000

function addKey(world: World, name: string, person: Person, wanted: (permission: string) => boolean): string {
  const id = newId(), prefix = randomBytes(4).toString('hex'), secret = randomBytes(32).toString('base64url')
  world.rows.add('api_key', {
    id, name, prefix, user_id: person.id, partner_id: person.partnerId, permissions: permissions.filter((permission) => scopeOf(person.roles, permission) && wanted(permission)),
    created_at: world.calendar.ago(30), expires_at: new Date(world.calendar.now.getTime() + year),
  })
  world.rows.add('api_key_secret', { api_key_id: id, secret_hash: `\\x${createHash('sha256').update(secret).digest('hex')}` })
  return `gx_${prefix}_${secret}`
}
