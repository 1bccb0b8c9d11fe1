import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import './global.css'
import type { CacheSettings } from './cache'
import { openData } from './data'
import { ErrorBoundary } from './ErrorBoundary'
import { ViewerDocument } from './gql/graphql'
import { startI18n } from './i18n'
import { askedLink } from './session/links'
import { DataProvider, Session } from './session/Session'
import { makeTheme, type Density } from './theme'

type App = {
  name: Density
  cache: CacheSettings
  /** Shown while it is not yet known who is signed in; has the shape of the app. */
  shell: ReactNode
  /** With basepath `/<name>`. */
  router: AnyRouter
}

/** Starts an app: its texts, who is signed in and the page with its data are asked for at once, then the sign-in page or the app itself is shown. */
export async function boot({ name, cache, shell, router }: App): Promise<void> {
  const url = `/graphql/${name}`, first = openData(url, cache)
  void first.client.query(ViewerDocument, {}).toPromise()
  router.update({ ...router.options, context: { client: first.client } })
  if (!askedLink()) void router.preloadRoute({ ...router.latestLocation, to: router.latestLocation.pathname }).catch(() => {})
  await startI18n(name)
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={makeTheme(name)} defaultColorScheme="auto">
        <ErrorBoundary>
          <DataProvider url={url} cache={cache} first={first}>
            <Dialogs><Session shell={shell}><Pages router={router} /></Session></Dialogs>
          </DataProvider>
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  )
}

/** The pages ask with the client of whoever is signed in now. */
function Pages({ router }: { router: AnyRouter }) {
  return <RouterProvider router={router} context={{ client: useClient() }} />
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
