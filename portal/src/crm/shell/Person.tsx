import { Menu, UnstyledButton } from '@mantine/core'
import { IconLogout, IconSelector, IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { Preferences } from '../../shared/Preferences'
import { useSignOut, useViewer } from '../../shared/session/Session'
import c from './shell.module.css'

export function Person() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const signOut = useSignOut()
  return (
    <div className={c.person}>
      <Menu position="top-start" width={212}>
        <Menu.Target>
          <UnstyledButton className={c.personButton}>
            <Avatar name={viewer.name} size={24} /><span className="ellipsis" style={{ flex: 1 }}>{viewer.name}</span><IconSelector size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{viewer.email}</Menu.Label>
          <Menu.Item component={Link} to="/security" leftSection={<IconShieldLock size={15} />}>{t('security.title')}</Menu.Item>
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut()}>{t('signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Preferences />
    </div>
  )
}
