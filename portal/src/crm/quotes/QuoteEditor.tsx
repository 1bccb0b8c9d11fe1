import { IconCopy, IconFileTypePdf, IconMailForward, IconWritingSign } from '@tabler/icons-react'
import { Title } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Together } from '../../shared/promise/Together'
import { usePromise } from '../../shared/promise/usePromise'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { Compare } from '../../shared/quotes/Compare'
import { CopyQuote } from '../approvals/CopyQuote'
import { OffersDialog, OtherOffers } from '../approvals/OtherOffers'
import { useQuoteApproval } from '../approvals/useQuoteApproval'
import { NewContract } from '../contracts/NewContract'
import { QuoteMarginsDocument, QuoteTaxesDocument, type QuoteQuery } from '../gql/graphql'
import { can } from '../record/can'
import { WhoSeesLink } from '../access/WhoSeesLink'
import { HistoryButton } from '../audit/HistoryButton'
import { Neighbours } from '../record/Neighbours'
import { Timeline } from '../record/Timeline'
import { useVerbs } from '../record/useVerbs'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { Banners, Conflict } from './Banners'
import { LineGrid } from './LineGrid'
import { Notes } from './Notes'
import { Offers } from './Offers'
import { QuoteSide } from './QuoteSide'
import { SendQuote } from './SendQuote'
import { Totals } from './Totals'
import { useQuoteDraft } from './useQuoteDraft'
import { QUOTE_VERBS } from './verbs'
import { VersionDialog } from './VersionDialog'
import c from './quotes.module.css'

type Quote = NonNullable<QuoteQuery['quote']>
type Props = { quote: Quote; version: NonNullable<Quote['version']>; reload: () => void; onEarlier: () => void }

export function QuoteEditor({ quote, version, reload, onEarlier }: Props) {
  const { t } = useTranslation()
  const { id, number, state, pdf, currency, timeline } = quote
  const editable = can(quote, 'edit')
  const draft = useQuoteDraft({ id, version }, editable, reload)
  const { actions: verbs, dialog, perform } = useVerbs('quote', quote, QUOTE_VERBS)
  const [shownVersion, setShownVersion] = useState<string>()
  const margins = useMargins(id, version.revision), taxes = useTaxes(id, version.revision)
  const { preview, steps, offers } = useQuoteApproval(id, version.revision)
  const [shown, show] = useState<'copy' | 'offers' | 'compare' | 'send' | 'contract'>()
  const mayContract = usePermission('contract:create')
  // by when it could leave, until it is ordered or over
  const offered = ['Requested', 'Draft', 'Submitted', 'PendingApproval', 'Approved', 'Presented'].includes(state)
  const promise = usePromise(draft.draft.lines.map(({ product, parts, quantity }) => ({ productId: parts ? '' : product.id, quantity })), !offered)

  const actions: PageAction[] = [
    // What is still being typed goes along.
    ...verbs.map((verb) => (verb.id === 'submit' ? { ...verb, run: () => void draft.save().then((saved) => saved && (offers.length ? show('offers') : verb.run())) } : verb)),
    ...(can(quote, 'send') ? [{ id: 'send', label: t('verbs.quote.send'), icon: IconMailForward, hotkey: 'm', tone: state === 'Presented' ? 'primary' as const : undefined, run: () => show('send') }] : []),
    ...(can(quote, 'copy') ? [{ id: 'copy', label: t('verbs.quote.copy'), icon: IconCopy, run: () => show('copy') }] : []),
    ...(mayContract ? [{ id: 'contract', label: t('contracts.new'), icon: IconWritingSign, rare: true as const, run: () => show('contract') }] : []),
    ...(pdf ? [{ id: 'pdf', label: t('quotes.pdf'), icon: IconFileTypePdf, hotkey: 'f', run: () => void window.open(pdf, '_blank', 'noopener') }] : []),
  ]
  return (
    <>
      <TitleBar title={number} crumb={{ to: '/quotes', label: t('nav.quotes') }} actions={actions} extra={<><HistoryButton of="quote" id={id} name={number} /><WhoSeesLink type="Quote" id={id} name={number} /><Neighbours path="/quotes/$id" id={id} /></>}
        after={<>
          <StateBadge state={state} /><span className="muted">{t('quotes.version', { number: version.number })}</span>
          {editable && <span className={c.save} role="status" data-bad={draft.state === 'failed' || draft.state === 'stale' || undefined}>{t(`quotes.save.${draft.state}`)}</span>}
        </>} />
      <div className={c.page}>
        <div className={c.sheet} role="region" aria-label={t('quotes.lines')} tabIndex={0}>
          <Conflict quote={draft} version={version} currency={currency} />
          <Banners quote={quote} preview={preview?.reasons ?? []} />
          {editable && <OtherOffers offers={offers} />}
          <LineGrid quote={draft} partnerId={quote.partner?.id ?? null} currency={currency} editable={editable} promiseOf={promise.lineOf} margins={margins} />
          {offered && draft.draft.lines.length > 0 && <div className={c.promise}><Together promise={promise.promise} waiting={promise.waiting} /></div>}
          <Totals quote={draft} currency={currency} editable={editable} costs={margins} taxes={taxes} />
          <Notes quote={draft} editable={editable} />
          <section className={c.history}>
            <Title order={2} mb={12}>{t('record.timeline')}</Title>
            <Timeline subject={{ type: 'quote', id }} timeline={timeline} onEarlier={onEarlier} />
          </section>
        </div>
        <aside className={c.side} aria-label={t('record.properties')} tabIndex={0}><QuoteSide quote={quote} steps={steps} onVersion={setShownVersion} onCompare={() => show('compare')} />{['Approved', 'Presented', 'Accepted', 'Declined', 'Expired'].includes(state) && <Offers id={id} may={can(quote, 'send')} at={quote.updatedAt} />}</aside>
      </div>
      {dialog}
      {shown === 'copy' && <CopyQuote quote={quote} onClose={() => show(undefined)} />}
      {shown === 'contract' && <NewContract from={{ quoteId: id, name: number }} onClose={() => show(undefined)} />}
      {shown === 'send' && <SendQuote quote={quote} onClose={() => show(undefined)} onSent={reload} />}
      {shown === 'compare' && <Compare quoteId={id} versions={quote.versions} onClose={() => show(undefined)} />}
      {shown === 'offers' && <OffersDialog offers={offers} onClose={() => show(undefined)} onSubmit={() => { show(undefined); void perform('submit', { acknowledged: true }) }} />}
      <VersionDialog quoteId={id} versionId={shownVersion} onClose={() => setShownVersion(undefined)} />
    </>
  )
}

/** What an invoice would charge on top; asked again when the lines have changed. */
function useTaxes(id: string, revision: number) {
  const [{ data }, ask] = useQuery({ query: QuoteTaxesDocument, variables: { id }, requestPolicy: 'network-only' })
  const asked = useRef(revision)
  useEffect(() => { if (asked.current !== revision) { asked.current = revision; ask({ requestPolicy: 'network-only' }) } }, [ask, revision])
  return data?.quote?.version?.taxes
}

/** Costs by line, for those who may see margins; asked again when the lines have changed. */
function useMargins(id: string, revision: number) {
  const may = usePermission('margin:read')
  const [{ data }, ask] = useQuery({ query: QuoteMarginsDocument, variables: { id }, pause: !may, requestPolicy: 'network-only' })
  useEffect(() => { if (may) ask({ requestPolicy: 'network-only' }) }, [may, ask, revision])
  const lines = data?.quote?.version?.lines
  return useMemo(() => (may ? new Map((lines ?? []).map((line) => [line.id, line])) : undefined), [may, lines])
}
