import { Decimal } from '../kit/money.ts'

/** How far beyond its partner's credit an order may be let go on, by role and currency; null where there is no end. Who is not named may not; in a currency that is not, neither. */
export type Releases = Record<string, Record<string, string> | null>

/** The most that somebody with these roles may release; null where there is no limit. Pure. */
export function mostReleased(releases: Releases, roles: readonly string[], currency: string): Decimal | null {
  const held = roles.flatMap((role) => (role in releases ? [releases[role] ?? null] : []))
  return held.includes(null) ? null : Decimal.max(0, ...held.map((limits) => limits?.[currency] ?? 0))
}
