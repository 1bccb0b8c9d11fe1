import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { WebhookForm } from '../../shared/webhooks/WebhookForm'
import { Webhooks } from '../../shared/webhooks/Webhooks'
import c from '../people/security.module.css'
import { TitleBar } from '../shell/TitleBar'

export function WebhooksPage() {
  const { t } = useTranslation()
  const [creating, { open, close }] = useDisclosure()
  return (
    <>
      <TitleBar title={t('webhooks.title')} actions={[{ id: 'new', label: t('webhooks.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }]} />
      <div className={c.page} tabIndex={0} role="region" aria-label={t('webhooks.title')}>
        <p className="muted">{t('webhooks.hint')}</p>
        <Webhooks onNew={open} link={({ id, name }) => <Link to="/webhooks/$id" params={{ id }} className="link">{name}</Link>} />
      </div>
      {creating && <WebhookForm onClose={close} />}
    </>
  )
}
