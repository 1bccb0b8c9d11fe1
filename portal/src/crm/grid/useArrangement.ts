import { useCallback, useState } from 'react'
import type { Arrangement, Column } from './columns'

const read = (key: string): Partial<Arrangement> => {
  try { return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Arrangement> } catch { return {} }
}

/** Columns chosen, ordered, widened and pinned – per list and view, kept in this browser. */
export function useArrangement<Row>(list: string, view: string, columns: Column<Row>[]) {
  const key = `guanxi.columns.${list}.${view}`
  const [held, setHeld] = useState({ key, value: read(key) })
  const stored = held.key === key ? held.value : read(key)
  const ids = columns.map(({ id }) => id)
  const arrangement: Arrangement = {
    order: [...(stored.order ?? []).filter((id) => ids.includes(id)), ...ids.filter((id) => !stored.order?.includes(id))],
    shown: { ...Object.fromEntries(columns.map(({ id, hidden }) => [id, !hidden])), ...stored.shown },
    widths: stored.widths ?? {},
    pinned: stored.pinned ?? ids.slice(0, 1),
  }
  const arrange = useCallback((change: Partial<Arrangement>) => setHeld((before) => {
    const value = { ...(before.key === key ? before.value : read(key)), ...change }
    localStorage.setItem(key, JSON.stringify(value))
    return { key, value }
  }), [key])
  const reset = useCallback(() => { localStorage.removeItem(key); setHeld({ key, value: {} }) }, [key])
  return { arrangement, arrange, reset }
}
