import { Modal } from '@mantine/core'
import { Suspense, createContext, lazy, useContext, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Provider, useClient, useQuery, useSubscription, type Client } from 'urql'
import type { CacheSettings } from '../cache'
import { openData, type Data } from '../data'
import { Empty } from '../Empty'
import { RecordChangedDocument, SetLocaleDocument, SignOutDocument, ViewerDocument, type ViewerFragment } from '../gql/graphql'
import { changeLocale, type Locale } from '../i18n'
import { askedLink } from './links'
import { ViewedBanner } from './ViewedBanner'

const SignIn = lazy(() => import('./SignIn'))
const LinkPage = lazy(() => import('./LinkPage'))

const ViewerContext = createContext<ViewerFragment | null>(null)
const Restart = createContext<() => void>(() => {})

/** A session that ended while someone was working: `client` can sign in again, `goOn` sends what has waited. */
type Expired = { client: Client; goOn: () => void }
const ExpiredContext = createContext<Expired | undefined>(undefined)

/** Who is signed in. Only below <Session>, where someone always is. */
export function useViewer(): ViewerFragment {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('useViewer outside <Session>')
  return viewer
}

/** Whether the viewer holds a permission such as `user:create`; for whole pages – buttons follow a record's `actions`. */
export const usePermission = (permission: string) => useViewer().permissions.includes(permission)

export function useChooseLocale() {
  const client = useClient()
  const viewer = useContext(ViewerContext)
  const restart = useContext(Restart)
  return async (locale: Locale) => {
    if (viewer) await client.mutation(SetLocaleDocument, { input: { clientMutationId: crypto.randomUUID(), locale } }).toPromise()
    await changeLocale(locale)
    restart()
  }
}

export function useSignOut() {
  const client = useClient()
  const restart = useContext(Restart)
  return async () => {
    await client.mutation(SignOutDocument, { input: { clientMutationId: crypto.randomUUID() } }).toPromise()
    restart()
  }
}

/** Makes the data client, anew whenever viewer or language changes, so that nothing of the one before is left. */
export function DataProvider({ url, cache, first, children }: { url: string; cache: CacheSettings; /** Opened before anything was shown. */ first: Data; children: ReactNode }) {
  const [generation, setGeneration] = useState(0)
  const [expired, setExpired] = useState<Expired>()
  const restart = useMemo(() => () => { setExpired(undefined); setGeneration((n) => n + 1) }, [])
  const { client, session } = useMemo(() => (generation === 0 ? first : openData(url, cache)), [url, cache, first, generation])
  session.expired = () => new Promise((signedIn) => {
    // The page's own client holds everything back until someone is signed in, so signing in needs another one.
    setExpired({ client: openData(url, cache).client, goOn: () => { setExpired(undefined); signedIn() } })
  })
  return <Restart.Provider value={restart}><ExpiredContext.Provider value={expired}><Provider value={client} key={generation}>{children}</Provider></ExpiredContext.Provider></Restart.Provider>
}

/** The app for someone signed in, else the sign-in page in its place: the address stays, so signing in leads to where one was. */
export function Session({ shell, children }: { shell: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const [{ data, error }, refetch] = useQuery({ query: ViewerDocument })
  const restart = useContext(Restart)
  const expired = useContext(ExpiredContext)
  // Whoever follows a link of a mail comes to it, signed in or not.
  if (askedLink()) return <Suspense fallback={null}><LinkPage /></Suspense>
  if (data?.viewer) return (
    <ViewerContext.Provider value={data.viewer}>
      {!expired && <Live />}
      {data.viewer.viewedBy && <ViewedBanner viewer={data.viewer} over={!!expired} />}
      {children}
      {expired && !data.viewer.viewedBy && <SignInAgain viewerId={data.viewer.id} expired={expired} />}
    </ViewerContext.Provider>
  )
  if (error?.networkError) return <Empty kind="failed" action={{ label: t('tryAgain'), run: () => refetch({ requestPolicy: 'network-only' }) }} />
  if (data || error) return <Suspense fallback={shell}><SignIn onSignedIn={restart} /></Suspense>
  return shell
}

/** Over the page, which stays as it was: what was typed is still there afterwards. Someone else gets an app of their own. */
function SignInAgain({ viewerId, expired: { client, goOn } }: { viewerId: string; expired: Expired }) {
  const { t } = useTranslation()
  const restart = useContext(Restart)
  return (
    <Modal.Root opened onClose={() => {}} fullScreen zIndex={1000} closeOnEscape={false} transitionProps={{ duration: 0 }}>
      <Modal.Content radius={0} aria-label={t('signIn.again')}>
        <Provider value={client}><Suspense fallback={null}><SignIn again onSignedIn={(id) => (id === viewerId ? goOn() : restart())} /></Suspense></Provider>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Holds the subscription; what it changes is in the cache's settings. */
function Live() {
  useSubscription({ query: RecordChangedDocument })
  return null
}
