import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { InvoiceDocument } from '../gql/graphql'
import { InvoicePage } from '../invoices/InvoicePage'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/invoices/$id')({ loader: ({ context, params: { id } }) => ahead(context, InvoiceDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <InvoicePage key={id} id={id} />
}
