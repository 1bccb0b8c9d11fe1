import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { MeDocument } from '../gql/graphql'

type Named = { id: string; name: string } | null | undefined

/** Whether a record is one's own organisation's and not a sub-dealer's, whose lines and prices are not ours to see. */
export function useIsOwn() {
  const [{ data }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' })
  const own = data?.viewer?.partner?.id
  return ({ partner }: { partner?: Named }) => !partner || partner.id === own
}

/** The name of the sub-dealer whose record it is; none where it is one's own. */
export function useOther() {
  const isOwn = useIsOwn()
  return ({ partner }: { partner?: Named }) => (isOwn({ partner }) ? undefined : partner?.name)
}

/** In place of lines and prices that are a sub-dealer's alone. */
export function OthersOnly({ name }: { name: string }) {
  const { t } = useTranslation()
  return <Empty kind="noPermission" title={t('others.title', { name })} hint={t('others.hint', { name })} />
}

/** The account, and below it the sub-dealer whose record it is; one's own organisation goes without saying. */
export function ForWhom({ account, partner }: { account: Named; partner: Named }) {
  const other = useOther()({ partner })
  return <div>{account?.name ?? <span className="muted">—</span>}{other && <div className="meta">{other}</div>}</div>
}
