import { Menu, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconKeyboard, IconLogout, IconShieldLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useSignOut, useViewer } from '../../shared/session/Session'
import type { usePlaces } from './navigation'

/** Who I am, what I administer, and the way out. */
export function UserMenu({ managed }: { managed: ReturnType<typeof usePlaces>['managed'] }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={232}>
      <Menu.Target>
        <UnstyledButton aria-label={t('nav.me', { name: viewer.name })} style={{ borderRadius: '50%', lineHeight: 0, marginInlineStart: 4 }}><Avatar name={viewer.name} size={32} /></UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{viewer.name}<br />{viewer.email}</Menu.Label>
        {managed.length > 0 && <Menu.Divider />}
        {managed.map(({ key, to, icon: Icon }) => <Menu.Item key={key} component={Link} to={to as never} leftSection={<Icon size={16} stroke={1.6} />}>{t(`nav.${key}`)}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item component={Link} to="/security" leftSection={<IconShieldLock size={16} stroke={1.6} />}>{t('security.title')}</Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={() => dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))}>{t('keys.title')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={signOut}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
