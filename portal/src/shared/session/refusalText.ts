import type { TFunction } from 'i18next'

type Refusal = { code: string; message: string; retryAfter?: number | null }

/** Why signing in was refused; when it is a matter of time, of how much. */
export const refusalText = ({ message, retryAfter }: Refusal, t: TFunction): string =>
  (retryAfter ? t('signIn.wait', { count: Math.ceil(retryAfter / 60) }) : message)

/** The same for whoever is signed in and proves once more who they are. */
export const proofText = (refusal: Refusal, t: TFunction): string => (refusal.code === 'WRONG_PASSWORD' ? t('password.wrong') : refusalText(refusal, t))
