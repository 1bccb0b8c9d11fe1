import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { neighbours } from '../grid/neighbours'
import c from './record.module.css'

/** The record before and after in the list one came from, with its filter and order. */
export function Neighbours({ path, id }: { path: string; id: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const near = neighbours(path, id)
  const go = (to?: string) => { if (to) void navigate({ to: path as '/accounts/$id', params: { id: to } }) }
  useActions([
    ...(near?.before ? [{ id: 'before', group: t('keys.go'), label: t('record.before'), keys: '[', run: () => go(near.before) }] : []),
    ...(near?.after ? [{ id: 'after', group: t('keys.go'), label: t('record.after'), keys: ']', run: () => go(near.after) }] : []),
  ])
  if (!near) return null
  return (
    <span className={c.step}>
      <span className="meta">{t('record.position', { position: near.position, of: near.of })}</span>
      <ActionIcon aria-label={t('record.before')} disabled={!near.before} onClick={() => go(near.before)}><IconChevronUp size={16} /></ActionIcon>
      <ActionIcon aria-label={t('record.after')} disabled={!near.after} onClick={() => go(near.after)}><IconChevronDown size={16} /></ActionIcon>
    </span>
  )
}
