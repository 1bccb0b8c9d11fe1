import { ActionIcon, Button, Menu, Title } from '@mantine/core'
import { IconDots, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { usePageTitle } from '../../shared/usePageTitle'
import c from './shell.module.css'

/** An action of the page: one entry feeds its button, its key, the palette and the list of keys. */
export type PageAction = {
  id: string
  label: string
  icon: TablerIcon
  run: () => void
  /** One key, pressed outside inputs. */
  hotkey?: string
  tone?: 'primary' | 'danger'
  /** Waits behind the dots however few there are. */
  rare?: true
  pending?: boolean
}

const SHOWN = 3

type Props = { title: string; crumb?: { to: string; label: string }; after?: ReactNode; actions?: PageAction[]; extra?: ReactNode }

/** The page's one h1 and its actions: the first three as buttons, the others behind the dots. */
export function TitleBar({ title, crumb, after, actions = [], extra }: Props) {
  const { t } = useTranslation()
  usePageTitle(title)
  useActions(actions.map(({ id, label, icon: Icon, run, hotkey }) => ({ id: `page.${id}`, group: title, label, icon: <Icon size={16} stroke={1.6} />, run, keys: hotkey })))
  // Dangerous ones wait behind the dots; the primary one stands last, where eye and thumb end.
  const shown = actions.filter(({ tone, rare }) => tone !== 'danger' && !rare).slice(0, SHOWN).sort((a, b) => Number(a.tone === 'primary') - Number(b.tone === 'primary'))
  const rest = actions.filter((action) => !shown.includes(action))
  return (
    <header className={c.title}>
      <div className={c.heading}>
        {crumb && <Link to={crumb.to as '/'} className={c.crumb}>{crumb.label}</Link>}
        <Title order={1}>{title}</Title>
        {after}
      </div>
      <div className={c.buttons}>
        {extra}
        {rest.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target><ActionIcon variant="default" size={30} aria-label={t('more')}><IconDots size={15} /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              {rest.map(({ id, label, icon: Icon, run, tone, hotkey, pending }) => (
                <Menu.Item key={id} onClick={run} disabled={pending} color={tone === 'danger' ? 'red' : undefined} leftSection={<Icon size={15} stroke={1.6} />}
                  rightSection={hotkey && <span className={c.hint} aria-hidden>{hotkey}</span>}>{label}</Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {shown.map(({ id, label, icon: Icon, run, tone, hotkey, pending }) => (
          <Button key={id} onClick={run} loading={pending} variant={tone === 'primary' ? 'filled' : 'default'} aria-keyshortcuts={hotkey} leftSection={<Icon size={15} stroke={1.6} />}>
            {label}{hotkey && <span className={c.hint} aria-hidden>{hotkey}</span>}
          </Button>
        ))}
      </div>
    </header>
  )
}
