import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuoteVersionFragment } from '../gql/graphql'

/** Versions never change; earlier ones stay to be read. */
export function VersionPicker({ versions, value, onChange }: { versions: readonly QuoteVersionFragment[]; value: string | undefined; onChange: (id: string) => void }) {
  const { t } = useTranslation()
  return <SegmentedControl aria-label={t('quotes.versions')} style={{ justifySelf: 'start' }} size="sm" value={value} onChange={onChange} data={versions.map(({ id, number }) => ({ value: id, label: number === 0 ? t('compare.request') : t('quotes.version', { number }) }))} />
}
