/** Seconds before each attempt after the first: about three days in all, as Standard Webhooks proposes. */
export const waits = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600]
export const mostAttempts = waits.length + 1

/** A receiver that has taken nothing for so long is not asked any more. */
export const failingDays = 5

const longestWish = 24 * 3600

/**
 * Seconds until the next attempt, after so many; null when it was the last. Spread by a fifth, so that a receiver that comes back
 * is not run over by all that waits for it; later when the receiver asks for it.
 */
export function waitAfter(attempts: number, retryAfter: number | null, chance: () => number = Math.random): number | null {
  const wait = waits[attempts - 1]
  if (wait === undefined) return null
  return Math.max(wait * (1 + 0.2 * chance()), Math.min(retryAfter ?? 0, longestWish))
}
