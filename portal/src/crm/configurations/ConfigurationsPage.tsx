import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { ConfigurationsDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'

/** What dealers and we have configured, the latest first. */
export function ConfigurationsPage() {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  return (
    <SimplePage title={t('nav.configurations')} hint={t('configured.hint')} query={useQuery({ query: ConfigurationsDocument, variables: { search: search || undefined }, requestPolicy: 'cache-and-network' })} pick={({ configurations }) => configurations.nodes}
      above={<TextInput maw={320} m="xs" aria-label={t('search')} placeholder={t('search')} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
      over={({ outdated }) => outdated}
      columns={[
        { label: t('field.name'), render: ({ id, name }) => <Link className="link" to="/configurations/$id" params={{ id }}>{name}</Link> },
        { label: t('nav.models'), render: ({ version, outdated }) => <>{version?.model?.name}{outdated && <span className="meta"> · {t('configured.outdated')}</span>}</> },
        { label: t('field.partner'), render: ({ partner }) => (partner ? <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link> : '—') },
        { label: t('configured.by'), render: ({ createdBy }) => createdBy?.name },
        { label: t('models.changed'), render: ({ updatedAt }) => date(updatedAt) },
        { label: t('field.total'), numeric: true, render: ({ offer }) => offer.total && money(offer.total, offer.currency) },
      ]} />
  )
}
