import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { CancelReturnDocument, type ReturnRowFragment } from '../gql/graphql'
import { StateBadge } from '../StateBadge'
import { useCommand } from '../useCommand'
import c from './orders.module.css'

/** What comes back of an order: which pieces, why, and how far it is. */
export function Returns({ returns, verbs }: { returns: readonly ReturnRowFragment[]; verbs?: (found: ReturnRowFragment) => ReactNode }) {
  const { t } = useTranslation()
  const { dateTime, number } = useFormat()
  const cancel = useCommand(CancelReturnDocument, { done: t('orderDesk.returnCanceled') })
  return (
    <ul className={c.list}>
      {returns.map((found) => (
        <li key={found.id}>
          <div className={c.head}><b>{found.number}</b><StateBadge state={found.state === 'Requested' ? 'ReturnRequested' : found.state} /><span className="meta">{[found.requestedBy?.name, dateTime(found.createdAt)].filter(Boolean).join(' · ')}</span></div>
          <div>
            {found.lines.map((line) => (
              <p key={line.id}>
                {number(line.quantity)} × <b>{line.orderLine?.product?.sku}</b> {line.orderLine?.product?.name} <span className="meta">{t(`orderDesk.conditions.${line.condition}`)}</span>
                {found.receivedAt && <span className="meta"> · {t('orderDesk.came', { received: number(line.receivedQuantity), restocked: number(line.restockedQuantity) })}</span>}
              </p>
            ))}
          </div>
          <p className={c.said}>{[t('orderDesk.reasonOf', { reason: t(`orderDesk.reasons.${found.reason}`) }), found.note].filter(Boolean).join(' – ')}</p>
          {found.decisionNote && <p className={c.said}>{t('orderDesk.answer', { note: found.decisionNote })}</p>}
          <div className={c.verbs}>
            {verbs?.(found)}
            {found.actions.includes('cancel') && <Button size="xs" variant="default" loading={cancel.pending} onClick={() => void cancel.run({ id: found.id })}>{t('orderDesk.cancelReturn')}</Button>}
          </div>
        </li>
      ))}
    </ul>
  )
}
