import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { ApprovalStepFragment } from '../gql/graphql'
import c from '../quotes/quotes.module.css'
import { useDecider } from './deciders'

/** The steps of an approval: who is asked, since when, and what was said. */
export function Chain({ steps }: { steps: readonly ApprovalStepFragment[] }) {
  const { t } = useTranslation()
  const { ago, date } = useFormat()
  const who = useDecider()
  return (
    <>
      {steps.map((step) => {
        const { id, state, approver, decidedAt, waitingSince, requestedAt, dueAt, escalatedAt, comment } = step
        return (
          <div key={id} className={c.approval}>
            <StateBadge state={state === 'Waiting' ? 'Upcoming' : state} /><span>{who(step)}</span>
            {state === 'Pending' && <span className="meta">{t('quotes.waitingSince', { ago: ago(waitingSince ?? requestedAt) })}{dueAt && ` · ${t('approvals.due', { date: date(dueAt) })}`}</span>}
            {escalatedAt && state === 'Pending' && <span className="meta">{t('approvals.escalated', { ago: ago(escalatedAt) })}</span>}
            {approver && <span className="meta">{[step.for ? t('approvals.decidedFor', { name: approver.name, for: step.for.name }) : approver.id !== step.person?.id && approver.name, decidedAt && ago(decidedAt)].filter(Boolean).join(' · ')}</span>}
            {comment && <span className={c.noteText}>{comment}</span>}
          </div>
        )
      })}
    </>
  )
}
