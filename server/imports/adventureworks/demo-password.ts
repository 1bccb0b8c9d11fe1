import type { ClientBase } from 'pg'
import { hashPassword } from '../../access/password.ts'

/** The password that everybody who may sign in gets when a demonstration is wanted. Known to everyone, so never for a real database. */
export const demoPassword = 'guanxi-demo'

/** Gives it to the active people of the sample who have no password yet. One hash for all: there is nothing to protect. */
export async function setDemoPassword(client: ClientBase): Promise<void> {
  await client.query(
    `insert into credential (user_id, password_hash)
     select u.id, $1 from app_user u where u.active and (u.external_id in (select id::text from aw_employee) or u.partner_id in (select p.id from partner p join aw_store s on p.external_id = s.id::text))
     on conflict do nothing`, [await hashPassword(demoPassword)])
}
