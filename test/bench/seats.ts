import pg from 'pg'
import { rolePassword } from '../../server/access/apply.ts'
import { identifyUser } from '../../server/access/identify.ts'
import { type LoginRole, loginRoles } from '../../server/access/policies.ts'
import { opening } from '../../server/kit/session.ts'
import type { ViewerName } from './operation.ts'
import type { Seat, Seats } from './seat.ts'
import { secret } from './database.ts'
import { alike, colleagues, dealers, managers } from './world.ts'

/** Who asks, and where. */
export const people = { dealer: { app: 'partner', all: colleagues }, dealers: { app: 'partner', all: dealers }, representative: { app: 'crm', all: managers } } as const
/** Whose settings are used where nobody signs in: the farther up a manager, the longer their list of people, so one in the middle. */
const seated = { dealer: [colleagues[0]!], dealers, representative: [managers[alike / 2]!] }

export function urlOf(adminUrl: string, role: LoginRole): string {
  const url = new URL(adminUrl)
  url.username = loginRoles[role]
  url.password = rolePassword(secret, loginRoles[role])
  return url.toString()
}

async function seat(system: pg.Pool, adminUrl: string, { id, email }: { id: string; email: string }): Promise<Seat> {
  const viewer = await identifyUser(system, id)
  if (!viewer) throw new Error(`the company has no ${email}`)
  const { settings, audience } = viewer
  return { url: urlOf(adminUrl, audience === 'partner' ? 'partner' : 'staff'), settings, opening: { read: opening(settings, 'read only'), write: opening(settings, 'read write') } }
}

/** The viewers, for contenders that have no sign-in of their own: they know who looks, which costs them nothing. */
export async function seatsOf(adminUrl: string): Promise<Seats> {
  const system = new pg.Pool({ connectionString: urlOf(adminUrl, 'system'), max: 1 })
  try {
    const of = (name: ViewerName) => Promise.all(seated[name].map((person) => seat(system, adminUrl, person)))
    return { dealer: await of('dealer'), dealers: await of('dealers'), representative: await of('representative') }
  } finally {
    await system.end()
  }
}
