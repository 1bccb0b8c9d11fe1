import type { AnyVariables, Client, TypedDocumentNode } from 'urql'
import { ViewerDocument } from './gql/graphql'

/** What the router gives to the loaders of the pages. */
export type PageContext = { client: Client }

/**
 * Asks for what a page will show before it is there. Nobody is told when that fails: the page asks for itself. Only that a session has
 * ended is told at once, as the page may share this answer – unless nobody is known to be signed in yet.
 */
export function ahead<D, V extends AnyVariables>({ client }: PageContext, document: TypedDocumentNode<D, V>, variables: V): void {
  const known = client.readQuery(ViewerDocument, {}, { requestPolicy: 'cache-only' })?.data?.viewer
  void client.query(document, variables, { quiet: !known }).toPromise()
}
