import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { usePermission } from '../../shared/session/Session'
import { QuotesDocument, type QuoteState } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import { useQuoteColumns } from './columns'
import { VIEWS, type QuotesSearch } from './search'

const STATES: Record<(typeof VIEWS)[number], QuoteState[] | undefined> = {
  open: ['Requested', 'Draft', 'Submitted', 'PendingApproval', 'Approved', 'Presented'],
  accepted: ['Accepted'],
  over: ['Declined', 'Expired', 'Canceled', 'Rejected'],
  all: undefined,
}

export const quotesAsked = (search: QuotesSearch) => ({ sort: sortOf(search, 'UPDATED_AT'), filter: { state: STATES[search.view ?? 'all'], search: search.q } })

export function QuotesPage({ search, onSearch }: { search: QuotesSearch; onSearch: (search: QuotesSearch) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayRequest = usePermission('quote:request')
  return (
    <>
      <PageHead title={t('nav.quotes')}>{mayRequest && <Button component={Link} to="/catalogue" variant="default" leftSection={<IconPlus size={16} aria-hidden />}>{t('quotes.start')}</Button>}</PageHead>
      <RecordList
        label={t('nav.quotes')} searchLabel={t('quotes.search')} document={QuotesDocument} asked={quotesAsked(search)} columns={useQuoteColumns()} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={VIEWS.map((value) => ({ value, label: t(`quotes.views.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('quotes.none')} hint={t('quotes.noneHint')} action={{ label: t('quotes.start'), run: () => void navigate({ to: '/catalogue' }) }} />}
      />
    </>
  )
}
