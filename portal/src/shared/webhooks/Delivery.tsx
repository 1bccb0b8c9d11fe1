import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { ReplayWebhookDeliveryDocument, type DeliveryRowFragment } from '../gql/graphql'
import { StateBadge } from '../StateBadge'
import { useCommand } from '../useCommand'
import c from './webhooks.module.css'

/** One event on its way, with its attempts behind it. */
export function Delivery({ delivery, onReplayed }: { delivery: DeliveryRowFragment; onReplayed: () => void }) {
  const { t } = useTranslation()
  const { dateTime, number } = useFormat()
  const { run, pending } = useCommand(ReplayWebhookDeliveryDocument, { done: t('webhooks.replayed') })
  const { id, type, state, attemptLog, nextAttemptAt, happenedAt } = delivery
  return (
    <>
      <div className={c.line}>
        <code>{type}</code><StateBadge state={state} />
        <time className="meta" dateTime={happenedAt}>{dateTime(happenedAt, 'medium')}</time>
        {delivery.actions.includes('replay') && <Button className={c.verb} size="compact-xs" variant="default" loading={pending} onClick={async () => { if (await run({ id })) onReplayed() }}>{t('webhooks.replayOne')}</Button>}
      </div>
      {state === 'Waiting' && attemptLog.length > 0 && <p className="meta">{t('webhooks.next', { time: dateTime(nextAttemptAt, 'medium') })}</p>}
      <details className={c.attempts}>
        <summary>{t('webhooks.attempts', { count: attemptLog.length })}</summary>
        <p className="meta">webhook-id <code>{id}</code></p>
        <ol>
          {attemptLog.map((attempt) => (
            <li key={attempt.id}>
              <time dateTime={attempt.at}>{dateTime(attempt.at, 'medium')}</time> · <b>{attempt.status ?? attempt.error}</b> · {number(attempt.durationMs)} ms
              {attempt.response && <pre>{attempt.response}</pre>}
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}
