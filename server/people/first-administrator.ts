import pg from 'pg'
import { hashPassword, newPassword } from '../access/password.ts'
import { SetupError } from '../boot/setup-error.ts'
import { newId } from '../kit/ids.ts'

interface Installation {
  adminUrl: string
  email: string
}

/** Makes the administrator who lets everyone else in. Refused once an active one exists: that one invites the next. */
export async function createAdministrator({ adminUrl, email }: Installation): Promise<{ password: string }> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new SetupError(`${email} is not an email address.`)
  const password = newPassword()
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    await client.query('begin')
    // two commands at once must not both find nobody
    await client.query('lock table app_user in share row exclusive mode')
    const { rows: administrators } = await client.query(`select 1 from app_user u join credential c on c.user_id = u.id where u.audience = 'crm' and u.active and 'administrator' = any (u.roles)`)
    if (administrators.length > 0) throw new SetupError('There is an administrator already, who can invite others in the portal.')
    const { rows: namesakes } = await client.query('select 1 from app_user where lower(email) = lower($1)', [email])
    if (namesakes.length > 0) throw new SetupError(`${email} belongs to someone already. Choose another address.`)
    const id = newId()
    await client.query(`insert into app_user (id, audience, email, name, roles) values ($1, 'crm', $2, $3, '{administrator}')`, [id, email, email.split('@')[0]])
    await client.query('insert into credential (user_id, password_hash) values ($1, $2)', [id, await hashPassword(password)])
    await client.query('commit')
  } finally {
    await client.end()
  }
  return { password }
}
