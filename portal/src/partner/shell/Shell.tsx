import { Burger, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CommandCentre, openPalette } from '../../shared/actions/CommandCentre'
import { Mark } from '../../shared/Mark'
import { Preferences } from '../../shared/Preferences'
import { useFocusOnNavigation } from '../../shared/useFocusOnNavigation'
import { CartButton } from '../cart/CartButton'
import { CartBar } from '../cart/CartBar'
import { MeDocument } from '../gql/graphql'
import { RECORD_PLACES, useNavigationActions, usePlaces } from './navigation'
import { UserMenu } from './UserMenu'
import c from './Shell.module.css'

export function Shell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [menu, { toggle, close }] = useDisclosure()
  const [{ data }] = useQuery({ query: MeDocument })
  const { places, managed } = usePlaces()
  useNavigationActions()
  const { pathname } = useLocation()
  useFocusOnNavigation(pathname)
  // what is being configured stays in view at the bottom, with its own price
  const barBelow = !pathname.startsWith('/configure/')

  const links = (some: typeof places) => some.map(({ key, to, icon: Icon }) => (
    <Link key={key} to={to} onClick={close} activeOptions={{ exact: to === '/' }} className={c.link} activeProps={{ 'data-active': true } as object}>
      <Icon size={18} stroke={1.6} aria-hidden className={c.linkIcon} />{t(`nav.${key}`)}
    </Link>
  ))

  return (
    <>
      <a href="#main" className="skip">{t('skip')}</a>
      <header className={c.head}>
        <div className={c.bar}>
          <Burger className={c.burger} size="sm" opened={menu} onClick={toggle} aria-label={t('menu')} />
          <Link to="/" className={c.brand}><Mark /><span className="ellipsis">{data?.viewer?.partner?.name ?? 'Guanxi'}</span></Link>
          <nav className={c.nav} aria-label={t('mainNavigation')}>{links(places)}</nav>
          <button type="button" className={c.search} onClick={openPalette}>
            <IconSearch size={16} stroke={1.7} aria-hidden /><span>{t('search')}</span><kbd aria-hidden>Ctrl K</kbd>
          </button>
          <span className={c.wide}><Preferences /></span>
          <CartButton barBelow={barBelow} />
          <UserMenu managed={managed} />
        </div>
      </header>
      <Drawer opened={menu} onClose={close} position="left" size={280} title={data?.viewer?.partner?.name ?? 'Guanxi'} closeButtonProps={{ 'aria-label': t('close') }}>
        <nav className={c.side} aria-label={t('menu')}>{links(places)}{managed.length > 0 && <hr className={c.rule} />}{links(managed)}</nav>
        <div className={c.sidePreferences}><Preferences /></div>
      </Drawer>
      <main id="main" className={c.main} tabIndex={-1}><Outlet /></main>
      {barBelow && <CartBar />}
      <CommandCentre open={({ type, id }) => {
        const place = RECORD_PLACES[type.toLowerCase() as keyof typeof RECORD_PLACES]
        if (!place) return undefined
        const [to, Icon] = place
        return { icon: <Icon size={17} stroke={1.6} />, run: () => void navigate({ to, params: { id } }) }
      }} />
    </>
  )
}
