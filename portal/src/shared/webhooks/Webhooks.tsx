import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../Empty'
import { useFormat } from '../format'
import { WebhooksDocument, type WebhookRowFragment } from '../gql/graphql'
import { Loaded } from '../Loaded'
import { useViewer } from '../session/Session'
import { SkeletonRows } from '../Skeletons'
import { StateBadge } from '../StateBadge'
import c from './webhooks.module.css'

/** The webhooks that the viewer manages. `link` names one and leads to its page. */
export function Webhooks({ link, onNew }: { link: (webhook: WebhookRowFragment) => ReactNode; onNew: () => void }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  // a partner's people see no other partner's
  const ofMany = useViewer().roles.includes('administrator')
  return (
    <Loaded query={useQuery({ query: WebhooksDocument })} skeleton={<SkeletonRows rows={4} columns={3} />}>
      {({ webhooks }) => (webhooks.length === 0 ? <Empty kind="nothing" title={t('webhooks.none')} hint={t('webhooks.noneHint')} action={{ label: t('webhooks.new'), run: onNew }} /> : (
        <ul className={c.list} aria-label={t('webhooks.title')}>
          {webhooks.map((webhook) => (
            <li key={webhook.id}>
              <div className={c.line}><b>{link(webhook)}</b><StateBadge state={webhook.state} />{ofMany && webhook.partner && <span className="muted">{webhook.partner.name}</span>}</div>
              <code className={c.url}>{webhook.url}</code>
              <p className="meta">{webhook.types.join(' · ')}</p>
              {webhook.state === 'Active' && webhook.failingSince && <p className={c.failing}>{t('webhooks.failingSince', { time: dateTime(webhook.failingSince) })}</p>}
            </li>
          ))}
        </ul>
      ))}
    </Loaded>
  )
}
