/** Nothing is confirmed for a partner who is behind with a payment for longer than this. */
export const toleratedOverdueDays = 30

/** How far beyond its partner's credit an order may be let go on, by role and currency. Who is not named may go as far as it takes; in another currency, the others may not. */
const released: Record<string, Record<string, number>> = {
  manager: { USD: 25_000, EUR: 23_000, GBP: 20_000, TWD: 800_000, CNY: 180_000, JPY: 3_700_000 },
  finance: { USD: 250_000, EUR: 230_000, GBP: 200_000, TWD: 8_000_000, CNY: 1_800_000, JPY: 37_000_000 },
}

/** The most that somebody with these roles may release; null where there is no limit. Pure. */
export function mostReleased(roles: readonly string[], currency: string): number | null {
  if (roles.includes('administrator')) return null
  return Math.max(0, ...roles.map((role) => released[role]?.[currency] ?? 0))
}
