import { Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { SecurityDocument } from '../gql/graphql'
import { Loaded } from '../Loaded'
import { ChangePassword } from '../session/ChangePassword'
import { usePermission } from '../session/Session'
import { SkeletonRows } from '../Skeletons'
import { SecondFactor } from './SecondFactor'
import { Section } from './Section'
import { Sessions } from './Sessions'
import c from './security.module.css'

/** What protects the viewer's own account; the app gives the page's head, and its way to the keys. */
export function Security({ keys }: { keys: ReactNode }) {
  const { t } = useTranslation()
  const query = useQuery({ query: SecurityDocument, requestPolicy: 'cache-and-network' })
  const again = () => query[1]({ requestPolicy: 'network-only' })
  const mayManageKeys = usePermission('key:manage')
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} columns={2} />}>
      {({ secondFactor, sessions }) => (
        <div className={c.page}>
          {secondFactor.password && <Section title={t('password.title')} hint={t('password.hint')} action={<ChangePassword onDone={again} />} />}
          <Suspense fallback={null}><SecondFactor state={secondFactor} onChange={again} /></Suspense>
          <Sessions sessions={sessions} onChange={again} />
          {mayManageKeys && <Section title={t('security.keys')} hint={t('security.keysHint')} action={keys} />}
        </div>
      )}
    </Loaded>
  )
}
