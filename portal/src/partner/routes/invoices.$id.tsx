import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { InvoiceDocument } from '../gql/graphql'
import { InvoicePage } from '../invoices/InvoicePage'

export const Route = createFileRoute('/invoices/$id')({ loader: ({ context, params: { id } }) => ahead(context, InvoiceDocument, { id }), component: Page })

function Page() {
  return <InvoicePage id={Route.useParams().id} />
}
