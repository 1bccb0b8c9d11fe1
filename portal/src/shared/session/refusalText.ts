import type { TFunction } from 'i18next'

type Refusal = { message: string; retryAfter?: number | null }

/** Why signing in was refused; when it is a matter of time, of how much. */
export const refusalText = ({ message, retryAfter }: Refusal, t: TFunction): string =>
  (retryAfter ? t('signIn.wait', { count: Math.ceil(retryAfter / 60) }) : message)
