import { IconArrowsExchange, IconCalendarOff, IconFileImport, IconHelpCircle, IconHistory, IconPencil, IconPercentage } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { HistoryButton } from '../audit/HistoryButton'
import { PriceListDocument, type PriceListQuery } from '../gql/graphql'
import { RecordSkeleton } from '../record/RecordPage'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { Entries } from './Entries'
import c from './entries.module.css'
import { EndListDialog } from './EndListDialog'
import { ImportDialog } from './ImportDialog'
import { MassChangeDialog } from './MassChangeDialog'
import { PriceListDialog } from './PriceListDialog'
import { useListWords } from './useListWords'
import { WhyDialog } from './WhyDialog'

export function PriceListPage({ id }: { id: string }) {
  const query = useQuery({ query: PriceListDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ priceList }) => (priceList ? <List list={priceList} reload={() => query[1]({ requestPolicy: 'network-only' })} /> : <Empty kind="notFound" />)}</Loaded>
}

type Dialog = 'edit' | 'end' | 'mass' | 'import' | 'why'

/** A list: whom it is for, and its rules as a spreadsheet. */
function List({ list, reload }: { list: NonNullable<PriceListQuery['priceList']>; reload: () => void }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const { whom, basis, rounding } = useListWords()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<Dialog>()
  const [product, setProduct] = useState<{ id: string; name: string } | null>(null)
  const [unsaved, setUnsaved] = useState(false)
  const { id, name, actions } = list
  const may = (verb: string) => actions.includes(verb)
  const download = (delimiter: string) => { location.href = `/crm/files/price-lists/${id}.csv?delimiter=${delimiter}` }
  const change = (changeId: string) => void navigate({ to: '/price-changes/$id', params: { id: changeId } })
  const offered: (PageAction | false)[] = [
    may('end') && { id: 'end', label: t('prices.endList'), icon: IconCalendarOff, tone: 'danger', run: () => setDialog('end') },
    { id: 'why', label: t('prices.why'), icon: IconHelpCircle, hotkey: 'w', run: () => setDialog('why') },
    may('edit') && { id: 'edit', label: t('prices.editList'), icon: IconPencil, hotkey: 'e', rare: true, run: () => setDialog('edit') },
    may('prepare') && { id: 'import', label: t('prices.import'), icon: IconFileImport, rare: true, run: () => setDialog('import') },
    { id: 'export', label: t('prices.export'), icon: IconArrowsExchange, rare: true, run: () => download('comma') },
    { id: 'exportSemicolon', label: t('prices.exportSemicolon'), icon: IconArrowsExchange, rare: true, run: () => download('semicolon') },
    may('prepare') && { id: 'changes', label: t('prices.changes'), icon: IconHistory, rare: true, run: () => void navigate({ to: '/price-changes', search: { list: id } }) },
    may('prepare') && { id: 'mass', label: t('prices.massChange'), icon: IconPercentage, hotkey: 'm', tone: 'primary', run: () => setDialog('mass') },
  ]
  const facts: [label: string, value: string | null | undefined][] = [
    [t('prices.for'), `${t([`values.priceList.${list.kind}`, 'values.other'], { value: list.kind })} · ${whom(list)}`], [t('field.currency'), list.currency], [t('prices.validity'), list.validFrom || list.validTo ? [list.validFrom && date(list.validFrom), '–', list.validTo && date(list.validTo)].filter(Boolean).join(' ') : t('prices.always')],
    [t('prices.derivedFrom'), basis(list)], [t('prices.rounding'), list.derivedFrom ? null : rounding(list)], [t('prices.derivedCount'), list.derivedCount ? number(list.derivedCount) : null],
  ]
  return (
    <div className={c.page}>
      <TitleBar title={name} crumb={{ to: '/price-lists', label: t('nav.priceLists') }} actions={offered.filter((one) => one !== false)} extra={<HistoryButton of="priceList" id={id} name={name} />} />
      <dl className={c.facts}>{facts.map(([label, value]) => value && <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <Entries list={list} editable={may('edit')} reload={reload} onPrepared={change} onUnsaved={setUnsaved} onProduct={setProduct} />
      {dialog === 'edit' && <PriceListDialog list={list} onClose={() => setDialog(undefined)} />}
      {dialog === 'end' && <EndListDialog list={list} onClose={() => setDialog(undefined)} />}
      {dialog === 'mass' && <MassChangeDialog list={list} unsaved={unsaved} onClose={() => setDialog(undefined)} onPrepared={change} />}
      {dialog === 'import' && <ImportDialog list={list} onClose={() => setDialog(undefined)} onPrepared={change} />}
      {dialog === 'why' && <WhyDialog product={product} partner={list.partner ?? null} onClose={() => setDialog(undefined)} />}
    </div>
  )
}
