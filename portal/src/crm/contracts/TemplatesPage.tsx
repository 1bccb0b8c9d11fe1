import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { ContractTemplatesDocument, type ContractTemplatesQuery } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { LANGUAGES } from '../letterhead/languages'

/** The texts that contracts begin with. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const { ago } = useFormat()
  const navigate = useNavigate()
  const query = useQuery({ query: ContractTemplatesDocument })
  return (
    <SimplePage title={t('nav.contractTemplates')} query={query} pick={({ contractTemplates }: ContractTemplatesQuery) => [...contractTemplates]} over={({ active }) => !active} hint={t('contracts.templatesHint')}
      actions={[{ id: 'new', label: t('contracts.newTemplate'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: () => void navigate({ to: '/contract-templates/$id', params: { id: 'new' } }) }]}
      columns={[
        { label: t('field.name'), render: ({ id, name }) => <Link className="link" to="/contract-templates/$id" params={{ id }}>{name}</Link> },
        { label: t('contracts.kind'), render: ({ kind }) => t(`contracts.kinds.${kind}`) },
        { label: t('contracts.language'), render: ({ locale }) => LANGUAGES.find(({ value }) => value === locale)?.label },
        { label: t('field.state'), render: ({ active }) => <StateBadge state={active ? 'ACTIVE' : 'INACTIVE'} /> },
        { label: t('field.updated'), render: ({ updatedAt }) => ago(updatedAt) },
      ]} />
  )
}
