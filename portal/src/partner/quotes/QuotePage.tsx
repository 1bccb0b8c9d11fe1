import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { IconClockOff, IconFileTypePdf, IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useActions } from '../../shared/actions/registry'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { SkeletonRecord } from '../../shared/Skeletons'
import { usePermission } from '../../shared/session/Session'
import { Compare } from '../../shared/quotes/Compare'
import { StateBadge } from '../../shared/StateBadge'
import { QuoteDocument, QuoteTaxesDocument, type QuoteRecordFragment } from '../gql/graphql'
import { Facts } from '../parts/Facts'
import { OthersOnly, useOther } from '../parts/ForWhom'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { AskForSpecial } from '../specials/AskForSpecial'
import { AcceptQuote } from './AcceptQuote'
import { DeclineQuote } from './DeclineQuote'
import { OtherOffers } from './OtherOffers'
import { QuoteVersion } from './QuoteVersion'
import { VersionPicker } from './VersionPicker'

export function QuotePage({ id }: { id: string }) {
  const query = useQuery({ query: QuoteDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ quote }) => (quote ? <Quote key={quote.id} quote={quote} /> : <Empty kind="notFound" />)}</Loaded>
}

function Quote({ quote }: { quote: QuoteRecordFragment }) {
  const { t } = useTranslation()
  const { date, dateTime } = useFormat()
  const [chosen, setChosen] = useState<string>()
  const [accepting, accept] = useDisclosure()
  const [declining, decline] = useDisclosure()
  const [comparing, compare] = useDisclosure()
  const [asking, ask] = useDisclosure(), mayAsk = usePermission('specialPrice:create')
  const [{ data: taxed }] = useQuery({ query: QuoteTaxesDocument, variables: { id: quote.id }, requestPolicy: 'cache-and-network' }), latest = taxed?.quote?.version
  const { number, state, account, owner, seller, order, actions, versions, pdf, createdAt } = quote
  const other = useOther()(quote)
  const version = versions.find(({ id }) => id === (chosen ?? quote.version?.id)) ?? versions.at(-1)
  const current = version?.id === (quote.version?.id ?? versions.at(-1)?.id)
  // What the server permits, and only for the version that still stands.
  const may = (verb: string) => current && actions.includes(verb)
  const verbs = [
    { id: 'quote.accept', verb: 'accept', label: t('quotes.accept'), run: accept.open },
    { id: 'quote.decline', verb: 'decline', label: t('quotes.decline'), run: decline.open },
  ].filter(({ verb }) => may(verb))
  useActions(verbs.map(({ id, label, run }) => ({ id, label, run, group: `${t('records.quote')} ${number}` })))

  return (
    <article>
      <PageHead title={`${t('records.quote')} ${number}`} beside={<StateBadge state={state} size="md" />} back={{ label: t('nav.quotes'), to: '/quotes' }} meta={t('quotes.created', { date: dateTime(createdAt) })}>
        {pdf && <Button component="a" href={pdf} variant="default" leftSection={<IconFileTypePdf size={16} stroke={1.7} aria-hidden />}>PDF</Button>}
        {mayAsk && version && ['Requested', 'Presented'].includes(state) && <Button variant="default" onClick={ask.open}>{t('specials.ask')}</Button>}
        {may('decline') && <Button variant="default" onClick={decline.open}>{t('quotes.decline')}</Button>}
        {may('accept') && <Button onClick={accept.open}>{t('quotes.accept')}</Button>}
      </PageHead>
      <div className={page.two}>
        <div className={page.stack}>
          {state === 'Expired' && <Notice tone="grey" icon={<IconClockOff size={18} aria-hidden />} title={t('quotes.expired')}>{t('quotes.expiredHint', { date: date(quote.validUntil) })}</Notice>}
          {order && <Notice tone="teal">{t('quotes.becameOrder')} <Link to="/orders/$id" params={{ id: order.id }} className="link">{order.number}</Link></Notice>}
          {version && !current && version.number > 0 && <Notice tone="amber" icon={<IconHistory size={18} aria-hidden />} title={t('quotes.superseded', { number: version.number })}>{t('quotes.supersededHint')}</Notice>}
          {versions.length > 1 && <Group justify="space-between"><VersionPicker versions={versions} value={version?.id} onChange={setChosen} /><Button variant="default" onClick={compare.open}>{t('compare.open')}</Button></Group>}
          {['Requested', 'Presented'].includes(state) && <OtherOffers id={quote.id} />}
          {version ? <QuoteVersion version={version} taxes={latest?.id === version.id ? latest.taxes : null} /> : other ? <OthersOnly name={other} /> : <Empty kind="nothing" title={t('quotes.inPreparation')} hint={t('quotes.inPreparationHint')} />}
        </div>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('facts')}</h2>
            <Facts of={[
              [t('others.dealer'), other],
              [t('records.account'), account && <Link key="account" to="/accounts/$id" params={{ id: account.id }} className="link">{account.name}</Link>],
              [t('quotes.validUntil'), version?.validUntil && date(version.validUntil)],
              [t('quotes.seller'), seller?.name],
              [t('quotes.representative'), owner && <>{owner.name}{owner.phone && <div className="meta">{owner.phone}</div>}<div className="meta"><a className="link" href={`mailto:${owner.email}`}>{owner.email}</a></div></>],
            ]} />
          </section>
          {version?.requestNote || version?.wishedDiscountPercent ? <Request version={version} /> : null}
        </aside>
      </div>
      {accepting && version && <AcceptQuote quote={quote} version={version} onClose={accept.close} />}
      {comparing && <Compare quoteId={quote.id} versions={versions} onClose={compare.close} />}
      {asking && version && <AskForSpecial lines={version.lines.flatMap(({ product, quantity, netPrice }) => (product ? [{ ...product, quantity, netPrice }] : []))} currency={quote.currency} account={account} onClose={ask.close} />}
      {declining && <DeclineQuote quote={quote} onClose={decline.close} />}
    </article>
  )
}

/** What the dealer asked for when it requested the quote. */
function Request({ version }: { version: QuoteRecordFragment['versions'][number] }) {
  const { t } = useTranslation()
  const { percent } = useFormat()
  return (
    <section className={page.card}>
      <h2>{t('quotes.request')}</h2>
      <Facts of={[[t('quotes.wishedDiscount'), version.wishedDiscountPercent && percent(version.wishedDiscountPercent)], [t('cart.note'), version.requestNote]]} />
    </section>
  )
}
