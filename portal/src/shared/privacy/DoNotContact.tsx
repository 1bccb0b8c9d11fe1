import { IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import c from './privacy.module.css'

/** Stands beside the name of whoever wants to be left alone; in dense lists the sign alone, with its words for who can't see it. */
export function DoNotContact({ contact: { doNotContactSince }, small }: { contact: { doNotContactSince?: string | null }; small?: boolean }) {
  const { t } = useTranslation()
  if (!doNotContactSince) return null
  if (small) return <span className={c.sign} title={t('privacy.doNotContact')}><IconBan size={14} aria-hidden /><span className="visually-hidden">{t('privacy.doNotContact')}</span></span>
  return <span className={c.mark}><IconBan size={13} aria-hidden />{t('privacy.doNotContact')}</span>
}
