import { Button, Group, Popover, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { View } from './listState'
import c from './grid.module.css'

type Props = { views: View[]; current: string; changed: boolean; onChoose: (id: string) => void; onSave: (label: string) => void; onRemove: (id: string) => void }

/** Views as tabs; "save" appears only when something differs from the view that is open. */
export function ViewTabs({ views, current, changed, onChoose, onSave, onRemove }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [asking, setAsking] = useState(false)
  const own = views.find(({ id, own: mine }) => id === current && mine)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const next = views[(views.findIndex(({ id }) => id === current) + step + views.length) % views.length]!
    onChoose(next.id)
    ;(event.currentTarget.querySelector(`[data-view="${next.id}"]`) as HTMLElement | null)?.focus()
  }

  return (
    <>
      <div role="tablist" aria-label={t('grid.views')} className={c.views} onKeyDown={onKeyDown}>
        {views.map(({ id, label }) => (
          <button key={id} type="button" role="tab" data-view={id} aria-selected={id === current} tabIndex={id === current ? 0 : -1} className={c.view} onClick={() => onChoose(id)}>{label}</button>
        ))}
      </div>
      {changed && (
        <Popover opened={asking} onChange={setAsking} shadow="md" trapFocus position="bottom-end">
          <Popover.Target><Button variant="subtle" onClick={() => setAsking(true)}>{t('grid.saveView')}</Button></Popover.Target>
          <Popover.Dropdown aria-label={t('grid.saveView')}>
            <form onSubmit={(event) => { event.preventDefault(); if (name.trim()) { onSave(name.trim()); setAsking(false); setName('') } }}>
              <Group gap={8} align="end">
                <TextInput label={t('grid.viewName')} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus required />
                <Button type="submit">{t('save')}</Button>
              </Group>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
      {own && !changed && <Button variant="subtle" color="gray" leftSection={<IconTrash size={14} />} onClick={() => onRemove(own.id)}>{t('grid.removeView')}</Button>}
    </>
  )
}
