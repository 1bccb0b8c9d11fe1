import { IconBan, IconFileTypePdf, IconGitBranch, IconMailForward, IconPlayerStop, IconRefresh, IconSignature } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Markdown } from '../../shared/contracts/Markdown'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { CancelContractDocument, ContractDocument, ReviseContractDocument, type ContractQuery } from '../gql/graphql'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { RECENT } from '../record/recent'
import { RecordPage, RecordSkeleton } from '../record/RecordPage'
import { Section } from '../record/Related'
import { Timeline } from '../record/Timeline'
import { TitleBar } from '../shell/TitleBar'
import { EditContract } from './EditContract'
import { SendContract } from './SendContract'
import { EndDialog, SignDialog } from './VerbDialogs'
import c from './contracts.module.css'

type Contract = NonNullable<ContractQuery['contract']>

export function ContractPage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: ContractDocument, variables: { id, events } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ contract }) => (contract ? <Sheet contract={contract} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
}

function Sheet({ contract, onEarlier }: { contract: Contract; onEarlier: () => void }) {
  const { t } = useTranslation()
  const { id, number, title, state, pdf } = contract
  const { date } = useFormat()
  const [shown, show] = useState<'send' | 'sign' | 'renew' | 'terminate'>()
  const revise = useCommand(ReviseContractDocument, { done: t('saved') }), cancel = useCommand(CancelContractDocument, { done: t('saved') })
  const verb = (name: 'send' | 'sign' | 'renew' | 'terminate', icon: typeof IconSignature, more: object = {}) => (can(contract, name) ? [{ id: name, label: t(`contracts.verbs.${name}`), icon, run: () => show(name), ...more }] : [])
  const close = () => show(undefined)
  const actions = [
    ...verb('send', IconMailForward, { hotkey: 'm', tone: state === 'Draft' ? 'primary' : undefined }), ...verb('sign', IconSignature, { hotkey: 's', tone: 'primary' }), ...verb('renew', IconRefresh, contract.noticeDue || state === 'Expired' ? { tone: 'primary' } : {}),
    ...(can(contract, 'revise') ? [{ id: 'revise', label: t('contracts.verbs.revise'), icon: IconGitBranch, pending: revise.pending, run: () => void revise.run({ id }) }] : []),
    ...(pdf ? [{ id: 'pdf', label: t('quotes.pdf'), icon: IconFileTypePdf, hotkey: 'f', run: () => void window.open(pdf, '_blank', 'noopener') }] : []),
    ...verb('terminate', IconPlayerStop, { tone: 'danger' }), ...(can(contract, 'cancel') ? [{ id: 'cancel', label: t('contracts.verbs.cancel'), icon: IconBan, tone: 'danger' as const, pending: cancel.pending, run: () => void cancel.run({ id }) }] : []),
  ]
  return (
    <>
      <TitleBar title={`${number} · ${title}`} crumb={{ to: '/contracts', label: t('nav.contracts') }} actions={actions} after={<StateBadge state={state} />} />
      {state === 'Draft' && can(contract, 'edit')
        ? <div className={c.page}><EditContract key={contract.revision} contract={contract} /></div>
        : <RecordPage properties={<Facts contract={contract} />} feed={<>
            {contract.noticeDue && <Notice tone="amber">{t('contracts.noticeUntil', { date: date(contract.lastNoticeOn) })}</Notice>}
            {contract.text && <Section title={t('contracts.text', { number: contract.text.number })}><Markdown text={contract.text.body} /></Section>}
            <Section title={t('record.timeline')}><Timeline timeline={contract.timeline} onEarlier={onEarlier} /></Section>
          </>} side={<Signatures contract={contract} />} />}
      {shown === 'send' && <SendContract contract={contract} onClose={close} />}
      {shown === 'sign' && <SignDialog contract={contract} onClose={close} />}
      {(shown === 'renew' || shown === 'terminate') && <EndDialog contract={contract} verb={shown} onClose={close} />}
    </>
  )
}

function Facts({ contract }: { contract: Contract }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const { partner, account, owner, kind, startOn, endOn, lastNoticeOn, renewal, renewalMonths, noticeDays, value, currency, quote, order, terminatedOn, terminationReason } = contract
  return (
    <dl>
      <Fact label={t('field.partner')}>{partner && <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link>}</Fact>
      <Fact label={t('field.account')}>{account && <Link className="link" to="/accounts/$id" params={{ id: account.id }}>{account.name}</Link>}</Fact>
      <Fact label={t('contracts.kind')}>{t(`contracts.kinds.${kind}`)}</Fact>
      <Fact label={t('contracts.startOn')}>{date(startOn)}</Fact>
      <Fact label={t('contracts.endOn')}>{date(endOn)}</Fact>
      <Fact label={t('contracts.renewal')}>{t(`contracts.renewals.${renewal}`)}{renewalMonths ? ` · ${t('contracts.months', { count: renewalMonths })}` : ''}</Fact>
      <Fact label={t('contracts.lastNoticeOn')}>{lastNoticeOn && noticeDays > 0 ? date(lastNoticeOn) : null}</Fact>
      <Fact label={t('contracts.value')}>{value && currency && money(value, currency)}</Fact>
      <Fact label={t('field.owner')}>{owner?.name}</Fact>
      {quote && <Fact label={t('contracts.quote')}><Link className="link" to="/quotes/$id" params={{ id: quote.id }}>{quote.number}</Link></Fact>}
      {order && <Fact label={t('contracts.order')}><Link className="link" to="/orders/$id" params={{ id: order.id }}>{order.number}</Link></Fact>}
      {terminatedOn && <Fact label={t('contracts.terminatedOn')}>{date(terminatedOn)}{terminationReason ? ` · ${terminationReason}` : ''}</Fact>}
    </dl>
  )
}

function Signatures({ contract }: { contract: Contract }) {
  const { t } = useTranslation()
  const { ago, date } = useFormat()
  return (
    <>
      <Section title={t('contracts.signatures')}>
        {(['OURS', 'THEIRS'] as const).map((side) => {
          const one = contract.text?.signatures.find((signature) => signature.side === side)
          return <p key={side} className={c.mail}><b>{t(`contracts.sides.${side}`)}</b>{one ? <span className="meta">{[one.name, one.position].filter(Boolean).join(', ')} · {date(one.signedOn)}</span> : <span className="muted">{t('contracts.notSigned')}</span>}</p>
        })}
      </Section>
      {contract.mails.length > 0 && <Section title={t('offers.letters')}>{contract.mails.map((mail) => <p key={mail.id} className={c.mail}><StateBadge state={`mail_${mail.state}`} /><b>{mail.toName}</b><span className="meta">{mail.subject} · {ago(mail.sentAt ?? mail.createdAt)}</span></p>)}</Section>}
    </>
  )
}
