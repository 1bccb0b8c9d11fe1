import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { UsedOfAll } from '../../shared/specials/Used'
import { StateBadge } from '../../shared/StateBadge'
import { SpecialPricesDocument, type SpecialPriceRowFragment, type SpecialPriceSortField, type SpecialPriceState } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'
import { AskForSpecial } from './AskForSpecial'
import { VIEWS, type SpecialsSearch } from './search'

const STATES: Record<(typeof VIEWS)[number], SpecialPriceState[] | undefined> = { open: ['Draft', 'Submitted', 'Returned', 'Withdrawn'], granted: ['Approved'], all: undefined }
export const specialsAsked = (search: SpecialsSearch) => ({ sort: sortOf(search, 'CREATED_AT'), filter: { state: STATES[search.view ?? 'all'], search: search.q } })

/** What the dealer asked for, what it was granted, and how much of that is left. */
export function SpecialPricesPage({ search, onSearch }: { search: SpecialsSearch; onSearch: (search: SpecialsSearch) => void }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [asking, { open, close }] = useDisclosure(), mayAsk = usePermission('specialPrice:create')
  const columns: Column<SpecialPriceRowFragment, SpecialPriceSortField>[] = [
    { key: 'number', label: t('specials.number'), sort: 'NUMBER', cell: ({ id, number, lines }) => <div className={c.whole}><Link to="/special-prices/$id" params={{ id }} className={c.stretch}>{number}</Link><div className="meta">{lines.map(({ product }) => product?.sku).join(', ')}</div></div> },
    { key: 'account', label: t('records.account'), cell: ({ account }) => account?.name ?? '—' },
    { key: 'state', label: t('state'), cell: ({ state, usedUp }) => <StateBadge state={state === 'Approved' && usedUp ? 'UsedUp' : state} /> },
    { key: 'validTo', label: t('specials.validTo'), sort: 'VALID_TO', cell: ({ validTo }) => date(validTo) },
    { key: 'used', label: t('specials.used'), cell: ({ lines }) => <UsedOfAll lines={lines} /> },
  ]
  return (
    <>
      <PageHead title={t('nav.specials')}>{mayAsk && <Button onClick={open}>{t('specials.ask')}</Button>}</PageHead>
      <RecordList label={t('nav.specials')} searchLabel={t('specials.search')} document={SpecialPricesDocument} asked={specialsAsked(search)} columns={columns} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={VIEWS.map((value) => ({ value, label: t(`specials.views.${value}`) }))} nothing={<Empty kind="nothing" title={t('specials.none')} hint={t('specials.noneHint')} />} />
      {asking && <AskForSpecial onClose={close} />}
    </>
  )
}
