import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import i18next from 'i18next'

const UNDO_MS = 8000
const reverses: { id: string; run: () => unknown }[] = []

function reverse(id: string) {
  const index = reverses.findIndex((entry) => entry.id === id)
  const [entry] = index < 0 ? [] : reverses.splice(index, 1)
  notifications.hide(id)
  entry?.run()
}

/** Ctrl-Z outside an input: the newest thing that can still be undone. */
export function undoLatest(): void {
  const latest = reverses.at(-1)
  if (latest) reverse(latest.id)
}

const withButton = (message: string, label: string, onClick: () => void) => (
  <Group justify="space-between" wrap="nowrap">
    <span>{message}</span>
    <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={onClick}>{label}</Button>
  </Group>
)

/** Says that it is done. `undo` is a real reverse command – the deed itself was not delayed, so closing the page loses nothing. */
export function toastDone(message: string, undo?: () => unknown): void {
  const id = crypto.randomUUID()
  if (undo) {
    reverses.push({ id, run: undo })
    setTimeout(() => { const at = reverses.findIndex((entry) => entry.id === id); if (at >= 0) reverses.splice(at, 1) }, UNDO_MS)
  }
  notifications.show({
    id, color: 'brand', closeButtonProps: { 'aria-label': i18next.t('close') }, icon: <IconCheck size={16} />, autoClose: undo ? UNDO_MS : 4000,
    message: undo ? withButton(message, i18next.t('undo'), () => reverse(id)) : message,
  })
}

/** Stays longer, is announced at once, and offers to try again where that may help. */
export function toastFailed(message: string, again?: () => unknown): void {
  const id = crypto.randomUUID()
  notifications.show({
    id, color: 'red', closeButtonProps: { 'aria-label': i18next.t('close') }, icon: <IconAlertTriangle size={16} />, autoClose: 10_000, role: 'alert',
    message: again ? withButton(message, i18next.t('tryAgain'), () => { notifications.hide(id); again() }) : message,
  })
}
