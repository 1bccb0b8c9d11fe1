import { useState } from 'react'
import type { View } from './listState'

const keyOf = (list: string) => `guanxi.views.${list}`
const read = (list: string): View[] => {
  try { return JSON.parse(localStorage.getItem(keyOf(list)) ?? '[]') as View[] } catch { return [] }
}

/** The list's built-in views, then one's own, which this browser keeps. */
export function useViews(list: string, builtIn: View[]) {
  const [own, setOwn] = useState(() => read(list))
  const store = (next: View[]) => { localStorage.setItem(keyOf(list), JSON.stringify(next)); setOwn(next) }
  return {
    views: [...builtIn, ...own],
    save: (view: Omit<View, 'id' | 'own'>) => { const id = crypto.randomUUID(); store([...own, { ...view, id, own: true }]); return id },
    remove: (id: string) => store(own.filter((view) => view.id !== id)),
  }
}
