import { useEffect, useRef } from 'react'

/** A new page takes the focus, so that keyboards and screen readers start at its top and not at the link that led there. */
export function useFocusOnNavigation(path: string): void {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [path])
}
