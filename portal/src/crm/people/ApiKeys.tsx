import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ApiKeyForm } from '../../shared/apiKeys/ApiKeyForm'
import { useFormat } from '../../shared/format'
import { usePermissionWords } from '../../shared/permissionWords'
import { useCommand } from '../../shared/useCommand'
import { ApiKeysDocument, RevokeApiKeyDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { useAsk } from '../record/useAsk'

export function ApiKeys() {
  const { t } = useTranslation()
  const { ago, date } = useFormat()
  const [creating, { open, close }] = useDisclosure()
  const words = usePermissionWords()
  const { ask, dialog } = useAsk()
  const { run } = useCommand(RevokeApiKeyDocument, { done: t('apiKeys.revoked') })
  return (
    <SimplePage title={t('nav.apiKeys')} hint={t('apiKeys.hint')} query={useQuery({ query: ApiKeysDocument })} pick={({ apiKeys }) => apiKeys} over={({ revokedAt, expiresAt }) => !!revokedAt || new Date(expiresAt) < new Date()}
      actions={[{ id: 'new', label: t('apiKeys.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }]}
      columns={[
        { label: t('field.name'), render: ({ name }) => <b style={{ fontWeight: 500 }}>{name}</b> },
        { label: t('apiKeys.actsFor'), render: ({ user }) => user?.name ?? '—' },
        { label: t('apiKeys.prefix'), render: ({ prefix }) => <code>gx_{prefix}…</code> },
        { label: t('apiKeys.permissions'), render: ({ permissions }) => <details><summary>{t('apiKeys.permissionCount', { count: permissions.length })}</summary><span className="muted">{words.all(permissions)}</span></details> },
        { label: t('field.created'), render: ({ createdAt }) => date(createdAt) },
        { label: t('apiKeys.expires'), render: ({ expiresAt }) => date(expiresAt) },
        { label: t('apiKeys.lastUsed'), render: ({ lastUsedAt }) => lastUsedAt ? ago(lastUsedAt) : '—' },
        {
          label: '', render: ({ id, name, revokedAt }) => revokedAt ? <span className="muted">{t('apiKeys.revokedOn', { date: date(revokedAt) })}</span>
            : <Button size="compact-xs" variant="default" aria-label={t('apiKeys.revokeOf', { name })} onClick={() => ask({ title: t('apiKeys.revokeOf', { name }), hint: t('apiKeys.revokeHint'), confirm: t('apiKeys.revoke'), danger: true, run: () => run({ id }) })}>{t('apiKeys.revoke')}</Button>,
        },
      ]}>
      {creating && <ApiKeyForm title={t('apiKeys.new')} onClose={close} />}
      {dialog}
    </SimplePage>
  )
}
