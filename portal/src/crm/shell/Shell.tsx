import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CommandCentre, openPalette } from '../../shared/actions/CommandCentre'
import { useActions } from '../../shared/actions/registry'
import { Mark } from '../../shared/Mark'
import { PLACES, recordLink, usePlaces } from './navigation'
import { Rail } from './Rail'
import c from './shell.module.css'

/** Rail and page; on a phone a bar and a drawer. */
export function Shell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [drawer, { open, close }] = useDisclosure()
  useActions([
    ...usePlaces().flatMap(({ places }) => places).map(({ id, to, icon: Icon, hotkey }) => ({
      id: `go.${id}`, group: t('keys.go'), label: t(`nav.${id}`), icon: <Icon size={16} stroke={1.6} />, keys: `g ${hotkey}`, run: () => void navigate({ to: to as '/' }),
    })),
    { id: 'find', group: t('keys.everywhere'), label: t('search'), keys: '/', run: () => (document.querySelector<HTMLElement>('[data-list-search]') ?? { focus: openPalette }).focus() },
  ])
  return (
    <div className={c.shell}>
      <a href="#main" className="skip">{t('skip')}</a>
      <nav className={c.rail} aria-label={t('mainNavigation')}><Rail /></nav>
      <Drawer opened={drawer} onClose={close} size={280} position="left" title={t('menu')} closeButtonProps={{ 'aria-label': t('close') }}>
        <nav className={c.drawerRail} aria-label={t('mainNavigation')}><Rail onGo={close} /></nav>
      </Drawer>
      <div className={c.main}>
        <div className={c.phoneBar}>
          <ActionIcon size={40} aria-label={t('menu')} onClick={open}><IconMenu2 size={20} /></ActionIcon>
          <Mark size={22} /><span style={{ flex: 1 }} />
          <ActionIcon size={40} aria-label={t('search')} onClick={openPalette}><IconSearch size={19} /></ActionIcon>
        </div>
        <main id="main" className={c.page} tabIndex={-1}><Outlet /></main>
      </div>
      <CommandCentre open={({ type, id }) => {
        const link = recordLink(type, id)
        const Icon = PLACES.find((place) => link?.to.startsWith(`${place.to}/`) && place.to !== '/')?.icon
        return link && { icon: Icon ? <Icon size={16} stroke={1.6} /> : null, run: () => void navigate(link as { to: '/' }) }
      }} />
    </div>
  )
}

/** While it is not yet known who is signed in. */
export function ShellSkeleton() {
  return <div className={c.shell} aria-busy><div className={c.rail} /><div className={c.main} /></div>
}
