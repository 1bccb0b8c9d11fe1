import type { PageContext } from '../ahead'
import { ViewerDocument } from '../gql/graphql'

/** Who looks, for a question ahead of a page that depends on it; undefined where nobody is signed in. */
export const viewerOf = async ({ client }: PageContext) => (await client.query(ViewerDocument, {}, { requestPolicy: 'cache-first', quiet: true })).data?.viewer ?? undefined
