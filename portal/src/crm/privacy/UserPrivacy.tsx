import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EraseUserDocument } from '../gql/graphql'
import { usePrivacyActions } from './usePrivacyActions'

/** What administrators may do with the data of somebody who signs in. Only who is inactive can be erased. */
export function UserPrivacy({ user }: { user: { id: string; name: string; actions: string[] } }) {
  const { t } = useTranslation()
  const { actions, dialog } = usePrivacyActions('users', user, EraseUserDocument)
  if (actions.length === 0) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon aria-label={t('erasure.of', { name: user.name })} title={t('privacy.title')}><IconDots size={15} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {actions.map(({ id, label, icon: Icon, run, tone }) => <Menu.Item key={id} onClick={run} color={tone === 'danger' ? 'red' : undefined} leftSection={<Icon size={15} stroke={1.6} />}>{label}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  )
}
