import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from './format'

type Props = {
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string | null; endCursor?: string | null }
  totalCount: { value: number; exact: boolean }
  /** Put it into the URL; spread it and `first`/`last` into the query's variables with `pageArguments`. */
  onPage: (page: Page) => void
}

/** A place in a connection; neither = the first page. */
export type Page = { after?: string; before?: string }

export const pageArguments = ({ after, before }: Page, size: number) =>
  before ? { last: size, before } : { first: size, after }

export function Pager({ pageInfo, totalCount, onPage }: Props) {
  const { t } = useTranslation()
  const { total } = useFormat()
  return (
    <nav aria-label={t('pager.label')} style={{ display: 'flex', alignItems: 'center', gap: 8, paddingBlock: 14 }}>
      <span className="meta" style={{ flex: 1 }}>{t('pager.total', { count: totalCount.value, total: total(totalCount) })}</span>
      <Button variant="default" leftSection={<IconChevronLeft size={15} />} disabled={!pageInfo.hasPreviousPage} onClick={() => onPage({ before: pageInfo.startCursor ?? undefined })}>{t('pager.previous')}</Button>
      <Button variant="default" rightSection={<IconChevronRight size={15} />} disabled={!pageInfo.hasNextPage} onClick={() => onPage({ after: pageInfo.endCursor ?? undefined })}>{t('pager.next')}</Button>
    </nav>
  )
}
