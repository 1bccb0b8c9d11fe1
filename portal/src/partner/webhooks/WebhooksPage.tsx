import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { WebhookForm } from '../../shared/webhooks/WebhookForm'
import { Webhooks } from '../../shared/webhooks/Webhooks'
import { PageHead } from '../parts/PageHead'

export function WebhooksPage() {
  const { t } = useTranslation()
  const [creating, { open, close }] = useDisclosure()
  return (
    <>
      <PageHead title={t('webhooks.title')} meta={t('webhooks.hint')}><Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>{t('webhooks.new')}</Button></PageHead>
      <Webhooks onNew={open} link={({ id, name }) => <Link to="/webhooks/$id" params={{ id }} className="link">{name}</Link>} />
      {creating && <WebhookForm onClose={close} />}
    </>
  )
}
