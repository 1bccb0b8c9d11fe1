import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from 'react'

/** Something that the page can do; its button, its key and its line in the palette are the same thing. */
export type Action = {
  id: string
  label: string
  run: () => void
  /** Heading in the palette and in the list of keys. */
  group: string
  icon?: ReactNode
  /** A key, or a sequence: `g q`. Off inside inputs. */
  keys?: string
}

const sources = new Map<string, Action[]>()
const listeners = new Set<() => void>()
let all: Action[] = []

function changed() {
  all = [...sources.values()].flat()
  listeners.forEach((listener) => listener())
}

/** Offers actions as long as the component is shown. Pass what the record's `actions` permit, nothing else. */
export function useActions(actions: Action[]): void {
  const source = useId()
  // Handlers may be new at each render; only what can be seen decides whether the list is told again.
  const shape = actions.map(({ id, label, keys, group }) => [id, label, keys, group].join('|')).join('\n')
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    sources.set(source, latest.current.map((action, index) => ({ ...action, run: () => latest.current[index]?.run() })))
    changed()
    return () => { sources.delete(source); changed() }
  }, [source, shape])
}

export const useRegisteredActions = () =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener) }, () => all)

const inText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Listens for the registered keys, Ctrl-K, Ctrl-Z and `?`. Once per app, in its shell. */
export function useKeyboard(on: { palette: () => void; help: () => void; undo: () => void }): void {
  const latest = useRef(on)
  latest.current = on
  useEffect(() => {
    let typed: string[] = []
    let timer = 0
    const listen = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey
      if (command && event.key.toLowerCase() === 'k') { event.preventDefault(); return latest.current.palette() }
      if (inText(event.target) || event.altKey || document.querySelector('[aria-modal="true"]')) return
      if (command && event.key === 'z') return latest.current.undo()
      if (command) return
      if (event.key === '?') return latest.current.help()
      typed = [...typed.slice(-1), event.key]
      clearTimeout(timer)
      timer = window.setTimeout(() => { typed = [] }, 900)
      const match = all.find(({ keys }) => keys === typed.join(' ')) ?? all.find(({ keys }) => keys === event.key)
      if (!match) return
      event.preventDefault()
      typed = []
      match.run()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
