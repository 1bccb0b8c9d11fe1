import { useState } from 'react'
import type { View } from './listState'

const keyOf = (list: string) => `guanxi.views.${list}`
/** One's own views, which this browser keeps. */
export const ownViews = (list: string): View[] => {
  try { return JSON.parse(localStorage.getItem(keyOf(list)) ?? '[]') as View[] } catch { return [] }
}

export function useViews(list: string) {
  const [own, setOwn] = useState(() => ownViews(list))
  const store = (next: View[]) => { localStorage.setItem(keyOf(list), JSON.stringify(next)); setOwn(next) }
  return {
    save: (view: Omit<View, 'id' | 'own'>) => { const id = crypto.randomUUID(); store([...own, { ...view, id, own: true }]); return id },
    remove: (id: string) => store(own.filter((view) => view.id !== id)),
  }
}
