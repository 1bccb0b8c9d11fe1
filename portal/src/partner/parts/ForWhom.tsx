import { useQuery } from 'urql'
import { MeDocument } from '../gql/graphql'

type Named = { id: string; name: string } | null | undefined

/** The account, and below it the sub-dealer whose record it is; one's own organisation goes without saying. */
export function ForWhom({ account, partner }: { account: Named; partner: Named }) {
  const [{ data }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' })
  const own = data?.viewer?.partner?.id
  const other = own && partner && partner.id !== own ? partner.name : undefined
  return <div>{account?.name ?? <span className="muted">—</span>}{other && <div className="meta">{other}</div>}</div>
}
