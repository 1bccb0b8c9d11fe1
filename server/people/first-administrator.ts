import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { hashToken } from '../access/identify.ts'
import { SetupError } from '../boot/setup-error.ts'
import { newId } from '../kit/ids.ts'
import { pageOf } from './password-link.ts'

interface Installation {
  adminUrl: string
  publicUrl: string
  email: string
}

/**
 * Makes the administrator who lets everyone else in, and answers the link with which they choose their password. Whoever lost the link
 * asks again. Refused once an administrator has come in: that one invites the next.
 */
export async function createAdministrator({ adminUrl, publicUrl, email }: Installation): Promise<{ link: string }> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new SetupError(`${email} is not an email address.`)
  const token = randomBytes(32).toString('base64url'), address = email.toLowerCase()
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    await client.query('begin')
    // two commands at once must not both find nobody
    await client.query('lock table app_user in share row exclusive mode')
    const { rows: administrators } = await client.query(`select 1 from app_user where audience = 'crm' and active and joined_at is not null and 'administrator' = any (roles)`)
    if (administrators.length > 0) throw new SetupError('There is an administrator already, who can invite others in the portal.')
    const { rows: [known] } = await client.query(`select id, active and joined_at is null and 'administrator' = any (roles) as awaited from app_user where lower(email) = $1`, [address])
    if (known && !known.awaited) throw new SetupError(`${email} belongs to someone already. Choose another address.`)
    const id = (known?.id as string | undefined) ?? newId()
    if (!known) await client.query(`insert into app_user (id, audience, email, name, roles) values ($1, 'crm', $2, $3, '{administrator}')`, [id, address, address.split('@')[0]])
    await client.query(`update app_user set invited_until = clock_timestamp() + interval '7 days' where id = $1`, [id])
    // handed over here, not by mail
    await client.query(`delete from mail where user_id = $1 and state = 'queued'`, [id])
    await client.query(`insert into password_link (token_hash, user_id, purpose, expires_at) select $1, id, 'invitation', invited_until from app_user where id = $2`, [hashToken(token), id])
    await client.query('commit')
  } finally {
    await client.end()
  }
  return { link: pageOf(publicUrl, 'crm', 'invitation', token) }
}
