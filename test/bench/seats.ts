import pg from 'pg'
import { rolePassword } from '../../server/access/apply.ts'
import { identifyUser } from '../../server/access/identify.ts'
import { type LoginRole, loginRoles } from '../../server/access/policies.ts'
import { opening } from '../../server/kit/session.ts'
import type { Openings, ViewerName } from './operation.ts'
import { secret } from './database.ts'
import { alike, dealers, managers } from './world.ts'

/** Where a viewer sits: the login role's address, and the settings that the row policies read, as the product would set them. */
export interface Seat { url: string; settings: Record<string, string>; opening: Openings }
export type Seats = Record<ViewerName, Seat>

/** Who asks, and where. */
export const people = { dealer: { ...dealers[0]!, app: 'partner', all: dealers }, representative: { ...managers[0]!, app: 'crm', all: managers } } as const
/** Whose settings are used where nobody signs in: the farther up a manager, the longer their list of people, so one in the middle. */
const typical = { dealer: dealers[0]!, representative: managers[alike / 2]! }

export function urlOf(adminUrl: string, role: LoginRole): string {
  const url = new URL(adminUrl)
  url.username = loginRoles[role]
  url.password = rolePassword(secret, loginRoles[role])
  return url.toString()
}

async function seat(system: pg.Pool, adminUrl: string, name: ViewerName): Promise<Seat> {
  const viewer = await identifyUser(system, typical[name].id)
  if (!viewer) throw new Error(`the company has no ${name}`)
  const { settings } = viewer
  return { url: urlOf(adminUrl, name === 'dealer' ? 'partner' : 'staff'), settings, opening: { read: opening(settings, 'read only'), write: opening(settings, 'read write') } }
}

/** Both viewers, for contenders that have no sign-in of their own: they know who looks, which costs them nothing. */
export async function seatsOf(adminUrl: string): Promise<Seats> {
  const system = new pg.Pool({ connectionString: urlOf(adminUrl, 'system'), max: 1 })
  try {
    return { dealer: await seat(system, adminUrl, 'dealer'), representative: await seat(system, adminUrl, 'representative') }
  } finally {
    await system.end()
  }
}
