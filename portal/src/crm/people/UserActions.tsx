import { Menu } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PersonMenu } from '../../shared/people/PersonMenu'
import { HistoryButton } from '../audit/HistoryButton'
import { EraseUserDocument, type UserRowFragment } from '../gql/graphql'
import { usePrivacyActions } from '../privacy/usePrivacyActions'

/** What the viewer may do with one of the list: their history, and the menu of all the rest. */
export function UserActions({ user, onEdit, onLook }: { user: UserRowFragment; onEdit: () => void; /** Looks at the product as this person. */ onLook?: () => void }) {
  const { t } = useTranslation()
  const { actions, dialog } = usePrivacyActions('users', user, EraseUserDocument)
  return (
    <>
      <HistoryButton of="user" id={user.id} name={user.name} inRow />
      <PersonMenu person={user} onEdit={onEdit}>
        {onLook && <Menu.Item leftSection={<IconEye size={15} stroke={1.6} />} onClick={onLook}>{t('viewAs.do')}</Menu.Item>}
        {actions.map(({ id, label, icon: Icon, run, tone }) => <Menu.Item key={id} onClick={run} color={tone === 'danger' ? 'red' : undefined} leftSection={<Icon size={15} stroke={1.6} />}>{label}</Menu.Item>)}
      </PersonMenu>
      {dialog}
    </>
  )
}
