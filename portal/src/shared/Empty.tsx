import { Button } from '@mantine/core'
import { IconAlertTriangle, IconInbox, IconLock, IconMapOff, IconSearchOff, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import c from './Empty.module.css'

const icons: Record<EmptyKind, TablerIcon> = { nothing: IconInbox, noMatch: IconSearchOff, noPermission: IconLock, failed: IconAlertTriangle, notFound: IconMapOff }

/** Why there is nothing to see: nothing yet, nothing matches, not allowed, broken, or no such record. */
export type EmptyKind = 'nothing' | 'noMatch' | 'noPermission' | 'failed' | 'notFound'

type Props = {
  kind: EmptyKind
  title?: string
  hint?: string
  /** The way out: the first step, "clear filter", "try again". */
  action?: { label: string; run: () => void }
  children?: ReactNode
}

export function Empty({ kind, title, hint, action, children }: Props) {
  const { t } = useTranslation()
  const Icon = icons[kind]
  // Where there is no record there is no other heading.
  const Title = kind === 'notFound' ? 'h1' : 'p'
  return (
    <div className={c.empty} role={kind === 'failed' ? 'alert' : 'status'}>
      <span className={c.icon} aria-hidden><Icon size={26} stroke={1.4} /></span>
      <Title className={c.title}>{title ?? t(`empty.${kind}`)}</Title>
      <p className="meta">{hint ?? t(`empty.${kind}Hint`)}</p>
      {action && <Button variant={kind === 'nothing' ? 'filled' : 'default'} onClick={action.run} mt="xs">{action.label}</Button>}
      {children}
    </div>
  )
}
