import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from './Empty'

/** The router's default for a page that broke; the shell around it stays. */
export function BrokenPage() {
  const { t } = useTranslation()
  return <Empty kind="failed" title={t('empty.broken')} hint={t('empty.brokenHint')} action={{ label: t('reload'), run: () => location.reload() }} />
}

/** Last resort around a whole app. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() { return { broken: true } }
  override render() { return this.state.broken ? <BrokenPage /> : this.props.children }
}
