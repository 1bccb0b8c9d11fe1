import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { DeliveryLog, type LogSearch } from '../../shared/webhooks/DeliveryLog'
import { useWebhook } from '../../shared/webhooks/useWebhook'
import { useWebhookActions } from '../../shared/webhooks/useWebhookActions'
import { WebhookDetail } from '../../shared/webhooks/WebhookDetail'
import c from '../people/security.module.css'
import { TitleBar } from '../shell/TitleBar'

export function WebhookPage({ id, search }: { id: string; search: LogSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { query, webhook, refresh } = useWebhook(id, search)
  const { actions, dialogs } = useWebhookActions(webhook, refresh, () => void navigate({ to: '/webhooks' }))
  return (
    <>
      {webhook && <TitleBar title={webhook.name} crumb={{ to: '/webhooks', label: t('webhooks.title') }} after={<StateBadge state={webhook.state} />} actions={actions} />}
      <div className={c.page} tabIndex={0} role="region" aria-label={webhook?.name ?? t('webhooks.title')}>
        <Loaded query={query} skeleton={<SkeletonRecord />}>
          {({ webhook: found }) => found ? (
            <WebhookDetail webhook={found}><DeliveryLog deliveries={found.deliveries} search={search} refresh={refresh} onSearch={(next) => void navigate({ to: '/webhooks/$id', params: { id }, search: next })} /></WebhookDetail>
          ) : <Empty kind="notFound" />}
        </Loaded>
      </div>
      {dialogs}
    </>
  )
}
