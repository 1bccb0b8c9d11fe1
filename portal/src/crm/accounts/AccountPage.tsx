import { useDisclosure } from '@mantine/hooks'
import { IconFileInvoice, IconRosetteDiscount, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { StateBadge } from '../../shared/StateBadge'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { AccountContacts } from '../contacts/AccountContacts'
import { NewContact } from '../contacts/NewContact'
import { AccountDocument, CreateQuoteDocument, EraseAccountDocument, type AccountQuery } from '../gql/graphql'
import { usePrivacyActions } from '../privacy/usePrivacyActions'
import { can } from '../record/can'
import { WhoSeesLink } from '../access/WhoSeesLink'
import { HistoryButton } from '../audit/HistoryButton'
import { BuyerContracts } from '../contracts/BuyerContracts'
import { BuyerBilling } from '../finance/BuyerBilling'
import { BuyerInvoices } from '../invoices/BuyerInvoices'
import { BuyerAccount } from '../payments/BuyerAccount'
import { Neighbours } from '../record/Neighbours'
import { RECENT } from '../record/recent'
import { RecordPage, RecordSkeleton } from '../record/RecordPage'
import { RelatedOrders, RelatedQuotes, Section } from '../record/Related'
import { Timeline } from '../record/Timeline'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { NewSpecialPrice } from '../specials/NewSpecialPrice'
import { AccountGroup } from './AccountGroup'
import { AccountProperties } from './AccountProperties'
import { AccountTeam } from './AccountTeam'

export function AccountPage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: AccountDocument, variables: { id, events } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ account }) => (account ? <Sheet account={account} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
}

function Sheet({ account, onEarlier }: { account: NonNullable<AccountQuery['account']>; onEarlier: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [adding, { open, close }] = useDisclosure(), [asking, special] = useDisclosure()
  const quote = useCommand(CreateQuoteDocument, { done: t('quotes.created') })
  const mayQuote = usePermission('quote:create'), mayAsk = usePermission('specialPrice:create')
  const { id, name, status, partner, quotes, orders } = account

  const startQuote = async () => {
    const payload = await quote.run({ accountId: id, partnerId: partner?.id ?? null })
    if (payload?.quote) void navigate({ to: '/quotes/$id', params: { id: payload.quote.id } })
  }
  const privacy = usePrivacyActions('accounts', account, EraseAccountDocument)
  const actions: PageAction[] = [
    ...(mayQuote ? [{ id: 'quote', label: t('quotes.new'), icon: IconFileInvoice, hotkey: 'n', tone: 'primary' as const, run: () => void startQuote(), pending: quote.pending }] : []),
    ...(can(account, 'update') ? [{ id: 'contact', label: t('contacts.new'), icon: IconUserPlus, hotkey: 'c', run: open }] : []),
    ...(mayAsk && partner ? [{ id: 'special', label: t('specials.ask'), icon: IconRosetteDiscount, rare: true as const, run: special.open }] : []),
    ...privacy.actions,
  ]
  return (
    <>
      <TitleBar title={name} crumb={{ to: '/accounts', label: t('nav.accounts') }} after={<StateBadge state={status} />} actions={actions} extra={<><HistoryButton of="account" id={id} name={name} /><WhoSeesLink type="Account" id={id} name={name} /><Neighbours path="/accounts/$id" id={id} /></>} />
      <RecordPage
        properties={<><AccountProperties account={account} /><BuyerBilling accountId={id} /></>}
        feed={<Timeline subject={{ type: 'account', id }} timeline={account.timeline} onEarlier={onEarlier} />}
        side={<>
          <AccountContacts account={account} />
          <AccountTeam account={account} />
          <AccountGroup account={account} />
          <Section title={t('nav.quotes')} count={quotes.totalCount}><RelatedQuotes quotes={quotes.nodes} />{quotes.nodes.length === 0 && <p className="muted">{t('quotes.none')}</p>}</Section>
          <Section title={t('nav.orders')} count={orders.totalCount}><RelatedOrders orders={orders.nodes} />{orders.nodes.length === 0 && <p className="muted">{t('orders.none')}</p>}</Section>
          <BuyerInvoices filter={{ accountId: [id] }} />
          {!account.partner && <BuyerAccount accountId={id} name={account.name} />}
          <BuyerContracts filter={{ accountId: [id] }} />
        </>} />
      <NewContact accountId={id} opened={adding} onClose={close} />
      {asking && partner && <NewSpecialPrice of={partner} on={{ id, name }} onClose={special.close} />}
      {privacy.dialog}
    </>
  )
}
