import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'

export function NotFound() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return <Empty kind="notFound" action={{ label: t('nav.work'), run: () => void navigate({ to: '/' }) }} />
}
