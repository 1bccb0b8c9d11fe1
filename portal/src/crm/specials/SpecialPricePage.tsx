import { IconArrowBackUp, IconCheck, IconEraser, IconPencil, IconSend, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { Uses } from '../../shared/specials/Uses'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { RejectSpecialPriceDocument, ReturnSpecialPriceDocument, SpecialPriceDocument, SubmitSpecialPriceDocument, WithdrawSpecialPriceDocument, type SpecialPriceQuery } from '../gql/graphql'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { Neighbours } from '../record/Neighbours'
import { RECENT } from '../record/recent'
import { RecordPage, RecordSkeleton } from '../record/RecordPage'
import { Section } from '../record/Related'
import { Timeline } from '../record/Timeline'
import { useAsk } from '../record/useAsk'
import { TitleBar } from '../shell/TitleBar'
import { ApproveDialog } from './ApproveDialog'
import { Comparison } from './Comparison'
import { Deciders } from './Deciders'
import { NewSpecialPrice } from './NewSpecialPrice'

type Request = NonNullable<SpecialPriceQuery['specialPrice']>

export function SpecialPricePage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: SpecialPriceDocument, variables: { id, events } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ specialPrice }) => (specialPrice ? <Sheet request={specialPrice} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
}

function Sheet({ request, onEarlier }: { request: Request; onEarlier: () => void }) {
  const { t } = useTranslation()
  const { id, number, state, revision, usedUp, decisionNote } = request
  const [shown, show] = useState<'approve' | 'edit'>(), { ask, dialog } = useAsk(), done = { done: t('saved'), again: false as const }
  const submit = useCommand(SubmitSpecialPriceDocument, { done: t('specials.sent') }), withdraw = useCommand(WithdrawSpecialPriceDocument, { done: t('specials.withdrawn') })
  const reject = useCommand(RejectSpecialPriceDocument, done), back = useCommand(ReturnSpecialPriceDocument, done)
  const say = (verb: 'reject' | 'return', run: typeof reject.run) => ask({ title: t(`specials.${verb}`), hint: t(`specials.${verb}Hint`), field: t('specials.note'), required: true, confirm: t(`specials.${verb}`), danger: verb === 'reject', run: (note) => run({ id, revision, note }) })
  const actions = [
    ...(can(request, 'approve') ? [{ id: 'approve', label: t('specials.approve'), icon: IconCheck, hotkey: 'a', tone: 'primary' as const, run: () => show('approve') }] : []),
    ...(can(request, 'submit') ? [{ id: 'submit', label: t('specials.send'), icon: IconSend, hotkey: 's', tone: 'primary' as const, pending: submit.pending, run: () => void submit.run({ id }) }] : []),
    ...(can(request, 'return') ? [{ id: 'return', label: t('specials.return'), icon: IconArrowBackUp, run: () => say('return', back.run) }] : []),
    ...(can(request, 'edit') ? [{ id: 'edit', label: t('edit'), icon: IconPencil, hotkey: 'e', run: () => show('edit') }] : []),
    ...(can(request, 'withdraw') ? [{ id: 'withdraw', label: t('specials.withdraw'), icon: IconEraser, pending: withdraw.pending, run: () => void withdraw.run({ id }) }] : []),
    ...(can(request, 'reject') ? [{ id: 'reject', label: t('specials.reject'), icon: IconX, tone: 'danger' as const, run: () => say('reject', reject.run) }] : []),
  ]
  return (
    <>
      <TitleBar title={number} crumb={{ to: '/special-prices', label: t('nav.special-prices') }} actions={actions} after={<StateBadge state={state === 'Approved' && usedUp ? 'UsedUp' : state} />} extra={<Neighbours path="/special-prices/$id" id={id} />} />
      <RecordPage properties={<Facts request={request} />} feed={<>
        {decisionNote && <Notice tone={state === 'Approved' ? 'teal' : 'amber'} title={t(`specials.said.${state}`, { defaultValue: t('specials.said.Returned') })}>{decisionNote}</Notice>}
        <Deciders request={request} />
        <Section title={t('specials.comparison')}><Comparison request={request} /></Section>
        {['Approved', 'Expired'].includes(state) && <Section title={t('specials.uses')}><Uses id={id} /></Section>}
        <Section title={t('record.timeline')}><Timeline timeline={request.timeline} onEarlier={onEarlier} /></Section>
      </>} />
      {shown === 'approve' && <ApproveDialog request={request} onClose={() => show(undefined)} />}
      {shown === 'edit' && <NewSpecialPrice request={request} onClose={() => show(undefined)} />}
      {dialog}
    </>
  )
}

function Facts({ request }: { request: Request }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { partner, account, owner, validFrom, validTo, competitor, reason, submittedBy, submittedAt, decidedBy, decidedAt } = request
  return (
    <dl>
      <Fact label={t('field.partner')}>{partner && <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link>}</Fact>
      <Fact label={t('specials.account')}>{account ? <Link className="link" to="/accounts/$id" params={{ id: account.id }}>{account.name}</Link> : t('specials.anyAccount')}</Fact>
      <Fact label={t('specials.period')}>{date(validFrom)} – {date(validTo)}</Fact>
      <Fact label={t('specials.competitor')}>{competitor}</Fact>
      <Fact label={t('specials.reason')}>{reason}</Fact>
      <Fact label={t('field.owner')}>{owner?.name}</Fact>
      <Fact label={t('specials.sentBy')}>{submittedBy && `${submittedBy.name} · ${date(submittedAt)}`}</Fact>
      <Fact label={t('specials.decided')}>{decidedBy && `${decidedBy.name} · ${date(decidedAt)}`}</Fact>
    </dl>
  )
}
