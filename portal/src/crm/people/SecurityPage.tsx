import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Security } from '../../shared/security/Security'
import { TitleBar } from '../shell/TitleBar'
import c from './security.module.css'

export function SecurityPage() {
  const { t } = useTranslation()
  return (
    <>
      <TitleBar title={t('security.title')} />
      <div className={c.page} tabIndex={0} role="region" aria-label={t('security.title')}><Security keys={<Button component={Link} to="/api-keys" variant="default">{t('security.toKeys')}</Button>} /></div>
    </>
  )
}
