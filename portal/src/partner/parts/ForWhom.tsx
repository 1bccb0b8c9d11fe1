import { useQuery } from 'urql'
import { MeDocument } from '../gql/graphql'

type Named = { id: string; name: string } | null | undefined

/** Whether a record is one's own organisation's and not a sub-dealer's, whose lines and prices are not ours to see. */
export function useIsOwn() {
  const [{ data }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' })
  const own = data?.viewer?.partner?.id
  return ({ partner }: { partner?: Named }) => !partner || partner.id === own
}

/** The account, and below it the sub-dealer whose record it is; one's own organisation goes without saying. */
export function ForWhom({ account, partner }: { account: Named; partner: Named }) {
  const isOwn = useIsOwn()
  const other = isOwn({ partner }) ? undefined : partner?.name
  return <div>{account?.name ?? <span className="muted">—</span>}{other && <div className="meta">{other}</div>}</div>
}
