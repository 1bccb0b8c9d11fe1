import { Kbd, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openPalette } from '../../shared/actions/CommandCentre'
import { Mark } from '../../shared/Mark'
import { usePlaces } from './navigation'
import { Person } from './Person'
import c from './shell.module.css'

/** Navigation, search and who is signed in; the same content in the phone's drawer. */
export function Rail({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={c.brand}><Mark size={20} />{t('product')}</div>
      <UnstyledButton className={c.search} onClick={() => { onGo?.(); openPalette() }}>
        <IconSearch size={14} aria-hidden /><span>{t('findOrDo')}</span><Kbd size="xs" aria-hidden>Ctrl K</Kbd>
      </UnstyledButton>
      {usePlaces().map(({ id, places }) => (
        <div key={id} className={c.group} role="group" aria-label={t(`nav.${id}`)}>
          {id !== 'main' && <div className={c.groupLabel} aria-hidden>{t(`nav.${id}`)}</div>}
          {places.map(({ id: place, to, icon: Icon }) => (
            <Link key={place} to={to as '/'} className={c.place} onClick={onGo} activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon size={16} stroke={1.6} aria-hidden />{t(`nav.${place}`)}
            </Link>
          ))}
        </div>
      ))}
      <Person />
    </>
  )
}
