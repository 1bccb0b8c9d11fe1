import type { AnyVariables, Client, TypedDocumentNode } from 'urql'

/** What the router gives to the loaders of the pages. */
export type PageContext = { client: Client }

/** Asks for what a page will show before it is there. Nobody is told when that fails: the page asks for itself. */
export function ahead<D, V extends AnyVariables>({ client }: PageContext, document: TypedDocumentNode<D, V>, variables: V): void {
  void client.query(document, variables, { quiet: true }).toPromise()
}
