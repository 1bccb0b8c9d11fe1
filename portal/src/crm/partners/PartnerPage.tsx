import { useDisclosure } from '@mantine/hooks'
import { IconFileInvoice, IconRosetteDiscount } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { CreateQuoteDocument, PartnerDocument, type PartnerQuery } from '../gql/graphql'
import { WhoSeesLink } from '../access/WhoSeesLink'
import { HistoryButton } from '../audit/HistoryButton'
import { BuyerConfigurations } from '../configurations/BuyerConfigurations'
import { BuyerContracts } from '../contracts/BuyerContracts'
import { BuyerBilling } from '../finance/BuyerBilling'
import { BuyerInvoices } from '../invoices/BuyerInvoices'
import { BuyerAccount } from '../payments/BuyerAccount'
import { Neighbours } from '../record/Neighbours'
import { RECENT } from '../record/recent'
import { RecordPage, RecordSkeleton } from '../record/RecordPage'
import { RelatedItem, RelatedList, RelatedOrders, RelatedQuotes, Section } from '../record/Related'
import { Timeline } from '../record/Timeline'
import { useVerbs } from '../record/useVerbs'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { NewSpecialPrice } from '../specials/NewSpecialPrice'
import { People } from './People'
import { PersonDialog, type Edited } from './PersonDialog'
import { PartnerProperties, type Missing } from './PartnerProperties'
import { PARTNER_VERBS } from './verbs'

export function PartnerPage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const [person, setPerson] = useState<Edited>()
  const query = useQuery({ query: PartnerDocument, variables: { id, events } })
  return (
    <>
      <Loaded query={query} skeleton={<RecordSkeleton />}>{({ partner }) => (partner ? <Sheet partner={partner} onPerson={setPerson} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
      {/* Beside the page, not in it: a password that is shown once must outlive a page that is loaded again. */}
      {person && <PersonDialog {...person} onClose={() => setPerson(undefined)} />}
    </>
  )
}

function Sheet({ partner, onPerson, onEarlier }: { partner: NonNullable<PartnerQuery['partner']>; onPerson: (edited: Edited) => void; onEarlier: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // Without a level there are no prices, and without a representative nobody answers: the server says so, the fields show it.
  const [missing, setMissing] = useState<Missing>({})
  const { actions, dialog } = useVerbs('partner', partner, PARTNER_VERBS, (errors) => {
    const found = Object.fromEntries(errors.map(({ path, message }) => [path.at(-1) ?? '', message]))
    setMissing(found)
    return errors.length > 0 && Object.keys(found).every((field) => field === 'levelId' || field === 'representativeId')
  })
  const quote = useCommand(CreateQuoteDocument, { done: t('quotes.created') })
  const mayQuote = usePermission('quote:create'), mayAsk = usePermission('specialPrice:create'), [asking, special] = useDisclosure()
  const { id, name, code, state, subDealers, people, accounts, quotes, orders } = partner
  const startQuote = async () => {
    const payload = await quote.run({ partnerId: id })
    if (payload?.quote) void navigate({ to: '/quotes/$id', params: { id: payload.quote.id } })
  }
  const all: PageAction[] = [
    ...(mayQuote && state === 'Active' ? [{ id: 'quote', label: t('quotes.new'), icon: IconFileInvoice, hotkey: 'n', tone: 'primary' as const, run: () => void startQuote(), pending: quote.pending }] : []),
    ...actions,
    ...(mayAsk && state === 'Active' ? [{ id: 'special', label: t('specials.ask'), icon: IconRosetteDiscount, rare: true as const, run: special.open }] : []),
  ]
  return (
    <>
      <TitleBar title={name} crumb={{ to: '/partners', label: t('nav.partners') }} after={<><span className="muted">{code}</span><StateBadge of="Partner" state={state} /></>} actions={all} extra={<><HistoryButton of="partner" id={id} name={name} /><WhoSeesLink type="Partner" id={id} name={name} /><Neighbours path="/partners/$id" id={id} /></>} />
      <RecordPage
        properties={<><PartnerProperties partner={partner} missing={missing} /><BuyerBilling partnerId={id} /></>}
        feed={<Timeline subject={{ type: 'partner', id }} timeline={partner.timeline} onEarlier={onEarlier} />}
        side={<>
          <BuyerConfigurations partnerId={id} />
          <Section title={t('nav.quotes')} count={quotes.totalCount}><RelatedQuotes quotes={quotes.nodes} />{quotes.nodes.length === 0 && <p className="muted">{t('quotes.none')}</p>}</Section>
          <Section title={t('nav.orders')} count={orders.totalCount}><RelatedOrders orders={orders.nodes} />{orders.nodes.length === 0 && <p className="muted">{t('orders.none')}</p>}</Section>
          <BuyerInvoices filter={{ partnerId: [id] }} />
          <BuyerAccount partnerId={id} name={name} />
          <BuyerContracts filter={{ partnerId: [id] }} />
          <Section title={t('nav.accounts')} count={accounts.totalCount}>
            <RelatedList>{accounts.nodes.map((account) => <RelatedItem key={account.id} to="/accounts/$id" id={account.id} title={account.name} end={<span className="meta">{account.city}</span>} />)}</RelatedList>
            {accounts.nodes.length === 0 && <p className="muted">{t('accounts.none')}</p>}
          </Section>
          {subDealers.length > 0 && (
            <Section title={t('partners.subDealers')}>
              <RelatedList>{subDealers.map((dealer) => <RelatedItem key={dealer.id} to="/partners/$id" id={dealer.id} title={dealer.name} end={<StateBadge of="Partner" state={dealer.state} />} />)}</RelatedList>
            </Section>
          )}
          <People partner={partner} people={people.nodes} count={people.totalCount} onEdit={(person) => onPerson({ partner, person })} />
        </>} />
      {dialog}
      {asking && <NewSpecialPrice of={{ id, name }} onClose={special.close} />}
    </>
  )
}
