import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { UserError } from '../kit/errors.ts'
import type { Vault } from '../kit/vault.ts'

/** Who tries to sign in as whom. */
export interface Attempted {
  /** The address that was typed, whether or not anybody has it, and what for. */
  account: string
  /** Where it comes from. */
  network: string
  /** Set when this device has signed in to this account before. */
  device: string | null
}

const quarter = 15 * 60, hour = 3600

/**
 * Counts attempts to sign in, in PostgreSQL: for all API nodes together, and beyond a restart. A device that is known to an
 * account has an allowance of its own, which no stranger's attempts use up: an attacker can be slowed down without the owner
 * being locked out.
 */
export class Attempts {
  private readonly limits: Record<'device' | 'pair' | 'network' | 'account', RateLimiterPostgres>

  constructor(pool: pg.Pool, private readonly vault: Vault) {
    const limit = (keyPrefix: string, points: number, duration: number) =>
      new RateLimiterPostgres({ storeClient: pool, storeType: 'pool', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false, keyPrefix, points, duration })
    this.limits = { device: limit('device', 10, quarter), pair: limit('pair', 10, quarter), network: limit('network', 100, quarter), account: limit('account', 30, hour) }
  }

  /** Takes an attempt before it is made, so that many at once are counted, too. Throws RATE_LIMITED with the seconds to wait. */
  async take(who: Attempted, path: string): Promise<Attempt> {
    const counted = this.counted(who)
    for (const [limit, key] of counted) await limit.consume(key).catch((refused: unknown) => { throw refused instanceof RateLimiterRes ? tooMany(refused, path) : refused })
    return {
      right: async () => { for (const [limit, key] of counted) await limit.reward(key) },
      done: async () => { for (const [limit, key] of counted) await (limit === this.limits.network || limit === this.limits.account ? limit.reward(key) : limit.delete(key)) },
    }
  }

  private counted({ account, network, device }: Attempted): [RateLimiterPostgres, string][] {
    const key = (...parts: string[]) => this.vault.hash(parts.join(' ')).toString('base64url')
    const { limits } = this
    return device ? [[limits.device, key(account, device)]] : [[limits.pair, key(account, network)], [limits.network, key(network)], [limits.account, key(account)]]
  }
}

export interface Attempt {
  /** It was right, and another step follows. */
  right(): Promise<void>
  /** It led to a session. */
  done(): Promise<void>
}

export function tooMany({ msBeforeNext }: { msBeforeNext: number }, ...path: string[]): UserError {
  return new UserError('RATE_LIMITED', path, { seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) })
}
