import { Suspense, lazy, useEffect, useState, type ReactNode } from 'react'
import { undoLatest } from '../toasts'
import type { Hit } from './Palette'
import { useKeyboard } from './registry'

const Palette = lazy(() => import('./Palette'))
const KeyHelp = lazy(() => import('./KeyHelp'))

/** Opens the palette from a button; Ctrl-K needs none. */
export const openPalette = () => dispatchEvent(new Event('guanxi:palette'))

/** Palette, list of keys and the keys themselves. Once per app, in its shell. */
export function CommandCentre({ open }: { open: (hit: Hit) => { icon: ReactNode; run: () => void } | undefined }) {
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useKeyboard({ palette: () => setPalette(true), help: () => setHelp(true), undo: undoLatest })
  useEffect(() => {
    const asked = () => setPalette(true)
    addEventListener('guanxi:palette', asked)
    return () => removeEventListener('guanxi:palette', asked)
  }, [])
  return (
    <>
      {palette && <Suspense fallback={null}><Palette open={open} onClose={() => setPalette(false)} /></Suspense>}
      {help && <Suspense fallback={null}><KeyHelp onClose={() => setHelp(false)} /></Suspense>}
    </>
  )
}
