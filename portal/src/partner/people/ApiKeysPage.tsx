import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ApiKeyForm } from '../../shared/apiKeys/ApiKeyForm'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { usePermissionWords } from '../../shared/permissionWords'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { ApiKeysDocument, RevokeApiKeyDocument, type ApiKeyFragment } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import { RecordTable, type Column } from '../parts/RecordTable'

const stateOf = ({ revokedAt, expiresAt }: ApiKeyFragment) => (revokedAt ? 'INACTIVE' : new Date(expiresAt) < new Date() ? 'Expired' : 'Active')

export function ApiKeysPage() {
  const { t } = useTranslation()
  const { date, ago } = useFormat()
  const words = usePermissionWords()
  const mayManage = usePermission('key:manage')
  const [creating, { open, close }] = useDisclosure()
  const query = useQuery({ query: ApiKeysDocument })
  const { run } = useCommand(RevokeApiKeyDocument, { done: t('keysPage.revoked') })
  // A revoked key cannot come back, so this one asks first.
  const revoke = ({ id, name }: ApiKeyFragment) => modals.openConfirmModal({ title: t('keysPage.revokeTitle', { name }), children: t('keysPage.revokeHint'), labels: { confirm: t('keysPage.revoke'), cancel: t('cancel') }, confirmProps: { color: 'red' }, onConfirm: () => void run({ id }) })
  const columns: Column<ApiKeyFragment>[] = [
    { key: 'name', label: t('keysPage.name'), cell: ({ name, prefix }) => <><b>{name}</b> <code className="meta">gx_{prefix}…</code></> },
    { key: 'user', label: t('apiKey.madeBy'), cell: ({ user }) => user?.name ?? '—' },
    { key: 'permissions', label: t('keysPage.permissions'), cell: ({ permissions }) => <details><summary>{t('keysPage.permissionCount', { count: permissions.length })}</summary><span className="meta">{words.all(permissions)}</span></details> },
    { key: 'used', label: t('keysPage.lastUsed'), cell: ({ lastUsedAt }) => (lastUsedAt ? ago(lastUsedAt) : <span className="muted">{t('keysPage.never')}</span>) },
    { key: 'expires', label: t('keysPage.expires'), cell: ({ expiresAt }) => date(expiresAt) },
    { key: 'state', label: t('state'), cell: (key) => <StateBadge state={stateOf(key)} /> },
    { key: 'revoke', label: '', end: true, cell: (key) => key.actions.includes('revoke') && <Button size="xs" variant="default" onClick={() => revoke(key)} aria-label={t('keysPage.revokeNamed', { name: key.name })}>{t('keysPage.revoke')}</Button> },
  ]
  return (
    <>
      <PageHead title={t('nav.apiKeys')} meta={t('keysPage.hint')}>{mayManage && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>{t('keysPage.new')}</Button>}</PageHead>
      <Loaded query={query} skeleton={<SkeletonRows rows={4} columns={5} />}>
        {({ apiKeys }) => (apiKeys.length === 0 ? <Empty kind="nothing" title={t('keysPage.none')} hint={t('keysPage.hint')} action={{ label: t('keysPage.new'), run: open }} /> : <RecordTable label={t('nav.apiKeys')} rows={apiKeys} columns={columns} />)}
      </Loaded>
      {creating && <ApiKeyForm title={t('keysPage.new')} onClose={close} />}
    </>
  )
}
