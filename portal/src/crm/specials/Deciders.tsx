import { useTranslation } from 'react-i18next'
import { Notice } from '../../shared/Notice'
import c from '../../shared/specials/specials.module.css'
import type { SpecialPriceSheetFragment } from '../gql/graphql'
import { useDecider } from '../approvals/deciders'
import { can } from '../record/can'

/** Who decides on what is asked for, or would if it were sent, and why. */
export function Deciders({ request }: { request: SpecialPriceSheetFragment }) {
  const { t } = useTranslation(), decider = useDecider()
  const { approvalPreview: preview, state } = request, step = preview?.steps[0]
  if (!preview || !step) return null
  const { reasons } = preview, mine = can(request, 'approve'), who = decider(step)
  if (mine && !reasons.length) return null
  return (
    <Notice tone={reasons.length && !mine ? 'amber' : 'grey'} title={mine ? t('specials.youDecide') : reasons.length > 0 && t(state === 'Submitted' ? 'specials.decides' : 'specials.willDecide', { who })}>
      {reasons.length ? <ul className={c.reasons}>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul> : t('specials.nobodyAsked', { who })}
    </Notice>
  )
}
