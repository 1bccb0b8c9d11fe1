import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from './Empty'

const LOST = 'ChunkLost'

/** A part of the app that did not arrive is told in its place: under its usual name the router would reload, and with no server the whole app would be gone. */
export function keepAppWhenPartsAreLost() {
  addEventListener('vite:preloadError', (event) => {
    const { payload } = event as Event & { payload: Error }
    payload.name = LOST
    payload.message = `${LOST}: ${payload.message}`
  })
}

/** The router's default for a page that broke or did not arrive; the shell around it stays. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  if (!(error instanceof Error) || error.name !== LOST) return <BrokenPage />
  const again = async () => {
    await Promise.all(router.state.matches.map(({ routeId }) => (router.routesById as unknown as Record<string, { options: { component?: { preload?: () => Promise<void> } } }>)[routeId]?.options.component?.preload?.()))
    await router.invalidate()
    reset()
  }
  return <Empty kind="failed" action={{ label: t('tryAgain'), run: () => void again() }} />
}

/** What is shown for a fault. */
function BrokenPage() {
  const { t } = useTranslation()
  return <Empty kind="failed" title={t('empty.broken')} hint={t('empty.brokenHint')} action={{ label: t('reload'), run: () => location.reload() }} />
}

/** Last resort around a whole app. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() { return { broken: true } }
  override render() { return this.state.broken ? <BrokenPage /> : this.props.children }
}
