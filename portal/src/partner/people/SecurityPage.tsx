import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Security } from '../../shared/security/Security'
import { PageHead } from '../parts/PageHead'

export function SecurityPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead title={t('security.title')} meta={t('security.hint')} />
      <Security keys={<Button component={Link} to="/api-keys" variant="default">{t('security.toKeys')}</Button>} />
    </>
  )
}
