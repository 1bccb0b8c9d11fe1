import { useTranslation } from 'react-i18next'

type Step = { decider: string; level?: number | null; role?: string | null; person?: { name: string } | string | null }

/** Who is asked, in words: a person by name, else what they are. */
export function useDecider() {
  const { t } = useTranslation()
  return ({ decider, level, role, person }: Step): string => {
    const name = typeof person === 'string' ? person : person?.name
    if (decider === 'ROLE') return t(`roles.${role}`)
    const what = decider === 'MANAGER' ? t('approvals.manager', { level: level ?? 1, context: level && level > 1 ? 'nth' : undefined }) : null
    return [name, what].filter(Boolean).join(' · ') || '—'
  }
}
