import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import './global.css'
import type { CacheSettings } from './cache'
import { ErrorBoundary } from './ErrorBoundary'
import { startI18n } from './i18n'
import { DataProvider, Session } from './session/Session'
import { makeTheme, type Density } from './theme'

type App = {
  name: Density
  cache: CacheSettings
  /** Shown while it is not yet known who is signed in; has the shape of the app. */
  shell: ReactNode
  /** Usually <RouterProvider>, with basepath `/<name>`. */
  children: ReactNode
}

/** Starts an app: its texts, its theme, its data, then the sign-in page or the app itself. */
export async function boot({ name, cache, shell, children }: App): Promise<void> {
  await startI18n(name)
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={makeTheme(name)} defaultColorScheme="auto">
        <ErrorBoundary>
          <DataProvider url={`/graphql/${name}`} cache={cache}>
            <Dialogs><Session shell={shell}>{children}</Session></Dialogs>
          </DataProvider>
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  )
}

function Dialogs({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <ModalsProvider labels={{ confirm: t('ok'), cancel: t('cancel') }}>
      <Notifications position="bottom-left" zIndex={400} />
      {children}
    </ModalsProvider>
  )
}
