import { Button } from '@mantine/core'
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
import { PageHead } from '../parts/PageHead'

export function WebhookPage({ id, search }: { id: string; search: LogSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { query, webhook, refresh } = useWebhook(id, search)
  const { actions, dialogs } = useWebhookActions(webhook, refresh, () => void navigate({ to: '/webhooks' }))
  return (
    <>
      <Loaded query={query} skeleton={<SkeletonRecord />}>
        {({ webhook: found }) => found ? (
          <>
            <PageHead title={found.name} beside={<StateBadge state={found.state} />} back={{ label: t('webhooks.title'), to: '/webhooks' }}>
              {actions.map(({ id: verb, label, icon: Icon, run, tone, pending }) => (
                <Button key={verb} variant={tone === 'primary' ? 'filled' : 'default'} color={tone === 'danger' ? 'red' : undefined} loading={pending} onClick={run} leftSection={<Icon size={16} aria-hidden />}>{label}</Button>
              ))}
            </PageHead>
            <WebhookDetail webhook={found}><DeliveryLog deliveries={found.deliveries} search={search} refresh={refresh} onSearch={(next) => void navigate({ to: '/webhooks/$id', params: { id }, search: next })} /></WebhookDetail>
          </>
        ) : <Empty kind="notFound" />}
      </Loaded>
      {dialogs}
    </>
  )
}
