import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import type { WebhookRowFragment } from '../gql/graphql'
import { Notice } from '../Notice'
import { useViewer } from '../session/Session'
import c from './webhooks.module.css'

/** What a webhook is, and what keeps it from sending. */
export function WebhookDetail({ webhook, children }: { webhook: WebhookRowFragment; children: ReactNode }) {
  const { t } = useTranslation()
  const { date, dateTime } = useFormat()
  const [now] = useState(() => Date.now())
  const ofMany = useViewer().roles.includes('administrator')
  const { disabledReason, failingSince, oldSecretUntil } = webhook
  return (
    <div className={c.detail}>
      {disabledReason && <Notice tone={disabledReason === 'PERSON' ? 'grey' : 'amber'} title={t(`webhooks.disabled.${disabledReason}`)}>{webhook.actions.includes('enable') && t('webhooks.enableHint')}</Notice>}
      {!disabledReason && failingSince && <Notice tone="amber">{t('webhooks.failingSince', { time: dateTime(failingSince) })} {t('webhooks.failingHint')}</Notice>}
      {oldSecretUntil && new Date(oldSecretUntil).getTime() > now && <Notice tone="grey">{t('webhooks.oldSecret', { time: dateTime(oldSecretUntil) })}</Notice>}
      <dl className={c.facts}>
        <div><dt>{t('webhooks.url')}</dt><dd><code>{webhook.url}</code></dd></div>
        <div><dt>{t('webhooks.types')}</dt><dd>{webhook.types.includes('*') ? t('webhooks.everything') : webhook.types.map((type) => <code key={type}>{type}</code>)}</dd></div>
        <div><dt>{t('webhooks.owner')}</dt><dd>{webhook.user?.name ?? '—'}<span className="muted"> · {t('webhooks.ownerHint')}</span></dd></div>
        {ofMany && webhook.partner && <div><dt>{t('records.partner')}</dt><dd>{webhook.partner.name}</dd></div>}
        <div><dt>{t('webhooks.since')}</dt><dd>{date(webhook.createdAt)}</dd></div>
      </dl>
      {children}
    </div>
  )
}
